import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AppError, type AppErrorCode } from '../../src-shared/model/appError.ts'
import { writeWhole } from './sandboxFolder.ts'

/**
 * The way from a command line to the sandbox of a host that runs: JSON over loopback, with a token that only this user can read.
 */
export interface Control {
  close(): Promise<void>
}

interface Line {
  url: string
  token: string
}

type Reply = { ok: true; answer: unknown } | { ok: false; code: string; message: string; hint: string }

const LONGEST = 100_000
const CALL_MS = 120_000

/** @param file where the way is written down for others, until it is closed */
export async function openControl(
  file: string,
  token: string,
  answer: (name: string, input: unknown) => Promise<unknown>,
  log: (line: string) => void,
): Promise<Control> {
  const server = createServer((request, response) => {
    reply(request, response).catch((error: unknown) => {
      log(`sandbox: a request from the command line broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  writeWhole(file, JSON.stringify({ url: `http://${host}/`, token } satisfies Line))
  return {
    close: () => {
      rmSync(file, { force: true })
      return new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }

  async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A page of any site can reach a loopback port: it knows neither the token nor may it send one without being asked first.
    if (request.method !== 'POST' || request.headers.host !== host || request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(403, { connection: 'close' }).end()
      return
    }
    let text = ''
    for await (const chunk of request) {
      text += String(chunk)
      if (text.length > LONGEST) return void response.writeHead(413, { connection: 'close' }).end()
    }
    const { name, input } = JSON.parse(text) as { name: string; input: unknown }
    const said: Reply = await answer(name, input).then(
      (given) => ({ ok: true as const, answer: given }),
      (error: unknown) => toRefusal(error),
    )
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
  }
}

function toRefusal(error: unknown): Reply {
  if (error instanceof AppError) return { ok: false, code: error.code, message: error.message, hint: error.hint }
  throw error
}

/** Asks the host that runs beside a workspace; null where none does. Throws what it refuses. */
export async function askControl(file: string, name: string, input: unknown): Promise<{ answer: unknown } | null> {
  if (!existsSync(file)) return null
  const { url, token } = JSON.parse(readFileSync(file, 'utf8')) as Line
  let response: Response
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name, input }),
      signal: AbortSignal.timeout(CALL_MS),
    })
  } catch (error) {
    // Whoever wrote it down is gone, and could not take it back.
    if (error instanceof TypeError) return null
    throw error
  }
  if (!response.ok) return null
  const reply = (await response.json()) as Reply
  if (!reply.ok) throw new AppError(reply.code as AppErrorCode, reply.message, reply.hint)
  return { answer: reply.answer }
}
