import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { Way } from '../provider.ts'
import { BrokenLine, RefusedRequest, UnreadableAnswer } from './failures.ts'
import { isRecord, parseJson, type Wire } from './readWire.ts'

const OWN_URL = 'https://api.paystack.co'
const TIMEOUT_MS = 30_000
/** A page of a hundred transactions is a tenth of it. */
const MOST_BYTES = 16_000_000

export interface PaystackAnswer {
  /** The envelope, whose own `status` is about the question and nothing else. */
  body: Wire
  /** Paystack's own clock, to the second; ours only where it does not tell. */
  answeredAt: Instant
}

export type Query = Readonly<Record<string, string | number>>

/** Asks Paystack one thing. Throws what `failures.ts` names. @param endpoint the path with its ids left open */
export type AskPaystack = (endpoint: string, ids?: readonly string[], query?: Query) => Promise<PaystackAnswer>

export function createPaystackClient(key: string, baseUrl: string | null): (way: Way) => AskPaystack {
  const root = (baseUrl ?? OWN_URL).replace(/\/+$/, '')
  return ({ signal, admit }) => {
    return async (endpoint, ids = [], query = {}) => {
      await admit(endpoint)
      const url = `${root}${toPath(endpoint, ids)}${toSearch(query)}`
      const { response, text } = await send(url, key, signal)
      return { body: readEnvelope(response, text), answeredAt: readAnsweredAt(response) }
    }
  }
}

async function send(url: string, key: string, signal: AbortSignal): Promise<{ response: Response; text: string }> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${key}`, accept: 'application/json' },
      // The key goes nowhere that it was not meant for.
      redirect: 'manual',
      signal: until,
    })
    return { response, text: await readBody(response) }
  } catch (error) {
    if (error instanceof UnreadableAnswer) throw error
    throw new BrokenLine('the line broke', { cause: error })
  }
}

async function readBody({ body }: Response): Promise<string> {
  if (!body) return ''
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.byteLength
    if (length > MOST_BYTES) throw new UnreadableAnswer('it is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function readEnvelope(response: Response, text: string): Wire {
  const body = parseJson(text)
  if (!response.ok) throw toRefused(response, isRecord(body) ? body : null)
  // What begins as an envelope and cannot be read was cut on its way: asked again, it may come whole.
  if (body === null && text.trimStart().startsWith('{')) throw new BrokenLine('the answer was cut')
  if (!isRecord(body)) throw new UnreadableAnswer('it is no JSON object')
  // One endpoint says "success" in the place of true.
  if (body['status'] !== true && body['status'] !== 'success') throw toRefused(response, body)
  return body
}

function toRefused(response: Response, body: Wire | null): RefusedRequest {
  const code = body?.['code']
  const message = body?.['message']
  const word = typeof code === 'string' && /^[a-z][a-z0-9_]{0,60}$/.test(code) ? code : null
  const isOwn = typeof body?.['status'] === 'boolean'
  const saysMissing = word?.endsWith('_not_found') === true || (typeof message === 'string' && /not found|does not exist/i.test(message))
  return new RefusedRequest({
    status: response.status,
    code: word,
    isOwn,
    // A transaction that is not there is 400 or 404, by its age and by the path.
    isMissing: isOwn && (response.status === 404 || (response.status < 500 && saysMissing)),
    retryAfterMs: readRetryAfterMs(response.headers),
  })
}

/** In seconds or as a date; what is neither, or beyond an hour, is no advice. */
function readRetryAfterMs(headers: Headers): number | null {
  const value = headers.get('retry-after')
  if (!value) return null
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.parse(headers.get('date') ?? '')) / 1000
  return Number.isFinite(seconds) && seconds >= 0 && seconds <= 3600 ? Math.ceil(seconds * 1000) : null
}

function readAnsweredAt({ headers }: Response): Instant {
  const at = Date.parse(headers.get('date') ?? '')
  return toInstant(Number.isNaN(at) ? Date.now() : at)
}

function toPath(endpoint: string, ids: readonly string[]): string {
  let next = 0
  return endpoint.replace(/:id/g, () => toPart(ids[next++] ?? ''))
}

/** Dots are allowed in references, and as a whole part they would lead to another path: nothing is named so. */
function toPart(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new RefusedRequest({ status: 404, code: null, isOwn: true, isMissing: true, retryAfterMs: null })
  return encodeURIComponent(id)
}

function toSearch(query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) search.set(name, String(value))
  return search.size === 0 ? '' : `?${search}`
}
