import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Wire } from '../wire/wire.ts'
import type { Drawn } from './spoilAnswer.ts'
import { toRetryAfter } from './spoilAnswer.ts'

export interface Answer {
  status: number
  body: Wire
  headers: Record<string, string>
}

const DRIP_BYTES = 256
const DRIP_MS = 5

/** Sends an answer: whole, or as the faults of the line leave it. */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  drawn: Drawn,
  options: { wait: (ms: number) => Promise<void> },
): Promise<void> {
  if (drawn.has('unanswered')) return
  const limited = drawn.get('rate-limited')
  if (limited) {
    const retryAfter = toRetryAfter(limited)
    const error = { type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.' }
    const headers = { 'stripe-rate-limited-reason': 'global-rate', ...(retryAfter === null ? {} : { 'retry-after': retryAfter }) }
    return write(response, 429, JSON.stringify({ error }), headers)
  }
  if (drawn.has('error-page')) {
    return write(response, 500, '<html><body><h1>500 Internal Server Error</h1></body></html>', { 'content-type': 'text/html' })
  }
  const text = JSON.stringify(answer.body)
  const half = Math.floor(Buffer.byteLength(text) / 2)
  if (drawn.has('reset') || drawn.has('lost-answer')) return cut(response, answer.status, text, drawn.has('lost-answer') ? 0 : half)
  if (drawn.has('truncated-gzip')) {
    const zipped = gzipSync(text)
    return write(response, answer.status, zipped.subarray(0, Math.floor(zipped.length / 2)), { 'content-encoding': 'gzip' })
  }
  if (drawn.has('truncated-json')) return write(response, answer.status, Buffer.from(text).subarray(0, half), answer.headers)
  if (drawn.has('slow-drip')) return drip(response, answer, Buffer.from(text), options.wait)
  write(response, answer.status, text, answer.headers)
}

function write(response: ServerResponse, status: number, body: string | Uint8Array, headers: Record<string, string>): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

/** Ends the line after some bytes of the body. */
function cut(response: ServerResponse, status: number, text: string, bytes: number): void {
  const body = Buffer.from(text)
  if (bytes === 0) {
    response.destroy()
    return
  }
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length })
  response.write(body.subarray(0, bytes), () => response.destroy())
}

async function drip(
  response: ServerResponse,
  { status, headers }: Answer,
  body: Buffer,
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  response.writeHead(status, { 'content-type': 'application/json', ...headers, 'content-length': body.length })
  for (let at = 0; at < body.length && !response.destroyed; at += DRIP_BYTES) {
    response.write(body.subarray(at, at + DRIP_BYTES))
    await wait(DRIP_MS)
  }
  response.end()
}
