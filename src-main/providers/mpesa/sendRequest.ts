import { type RequestOptions, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { UnreadableAnswer } from './unreadableAnswer.ts'

const TIMEOUT_MS = 30_000
/** A page of transactions has a hundredth of it. */
const MOST_BYTES = 10_000_000

export interface Request {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  /** Null for none. */
  body: string | null
}

export interface Response {
  status: number
  text: string
  date: string | null
  retryAfter: string | null
}

/** Sends a request once, and reads all of its answer. Throws where there is none in time. */
export async function sendRequest(request: Request, signal: AbortSignal): Promise<Response> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
  // The standard fetch refuses to send a body with GET.
  return request.method === 'GET' && request.body !== null ? sendByNode(request, request.body, until) : sendByFetch(request, until)
}

async function sendByFetch({ method, url, headers, body }: Request, signal: AbortSignal): Promise<Response> {
  // A redirect would carry the key along.
  const response = await fetch(url, { method, headers, signal, redirect: 'manual', ...(body === null ? {} : { body }) })
  const text = response.body === null ? '' : await readAll(response.body)
  return { status: response.status, text, date: response.headers.get('date'), retryAfter: response.headers.get('retry-after') }
}

function sendByNode({ method, url, headers }: Request, body: string, signal: AbortSignal): Promise<Response> {
  const options: RequestOptions = { method, signal, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }
  return new Promise<Response>((resolve, reject) => {
    const request = (url.startsWith('https:') ? requestSecure : requestPlain)(url, options, (response) => {
      const { statusCode, headers: answered } = response
      readAll(response).then(
        (text) => resolve({ status: statusCode ?? 0, text, date: answered.date ?? null, retryAfter: answered['retry-after'] ?? null }),
        reject,
      )
    })
    request.once('error', reject)
    request.end(body)
  }).catch((error: unknown) => {
    // Node tells that it was aborted, and not why.
    throw signal.aborted ? signal.reason : error
  })
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > MOST_BYTES) throw new UnreadableAnswer('it does not end')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
