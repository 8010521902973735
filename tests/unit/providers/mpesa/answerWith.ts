import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { connectMpesa } from '../../../../src-main/providers/mpesa/connectMpesa.ts'
import { KEY, SHORT_CODE } from '../../sandbox/mpesa/openMpesa.ts'

export interface Scripted {
  status?: number
  text: string
  headers?: Record<string, string>
}

const TOKEN: Scripted = { text: '{"access_token":"token-1","expires_in":3599}' }

/** M-Pesa that answers whatever it is told to, a token where nothing else is said about tokens. */
export async function answerWith(script: (path: string, asked: number, authorization: string) => Scripted | null) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://mpesa').pathname
    asked.push(path)
    const said = script(path, asked.filter((each) => each === path).length, request.headers.authorization ?? '')
    const { status = 200, text, headers = {} } = said ?? (path.startsWith('/oauth') ? TOKEN : { status: 404, text: '' })
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { asked, baseUrl, provider: connectMpesa(KEY, 'test', baseUrl, { shortCode: SHORT_CODE }) }
}
