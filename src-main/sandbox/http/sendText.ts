import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { FaultName } from '../stripe/http/faults.ts'

export interface TextAnswer {
  status: number
  text: string
  headers?: Record<string, string>
}

const DRIP_BYTES = 256
const DRIP_MS = 5

/** Sends JSON text: whole, or as the faults of the line leave it. */
export async function sendText(
  response: ServerResponse,
  answer: TextAnswer,
  faults: { has(name: FaultName): boolean },
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  if (faults.has('error-page')) {
    const text = '<html><body><h1>500 Internal Server Error</h1></body></html>'
    return write(response, { status: 500, text, headers: { 'content-type': 'text/html' } })
  }
  if (faults.has('unanswered')) return
  const bytes = Buffer.from(answer.text)
  const half = bytes.subarray(0, Math.floor(bytes.length / 2))
  if (faults.has('lost-answer')) {
    response.destroy()
    return
  }
  if (faults.has('reset')) {
    response.writeHead(answer.status, { 'content-type': 'application/json', 'content-length': bytes.length })
    response.write(half, () => response.destroy())
    return
  }
  if (faults.has('truncated-gzip')) {
    const zipped = gzipSync(bytes)
    const cut = zipped.subarray(0, Math.floor(zipped.length / 2))
    return write(response, { ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' } }, cut)
  }
  if (faults.has('truncated-json')) return write(response, answer, half)
  if (!faults.has('slow-drip')) return write(response, answer)
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers, 'content-length': bytes.length })
  for (let at = 0; at < bytes.length && !response.destroyed; at += DRIP_BYTES) {
    response.write(bytes.subarray(at, at + DRIP_BYTES))
    await wait(DRIP_MS)
  }
  response.end()
}

function write(response: ServerResponse, { status, text, headers }: TextAnswer, body: Uint8Array = Buffer.from(text)): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers, 'content-length': body.length })
  response.end(body)
}
