import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { isLineUnopened } from '../isLineUnopened.ts'
import type { Way } from '../provider.ts'
import { BrokenLine, RefusedRequest, UnreadableAnswer, UnsentRequest } from './failures.ts'
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

/** Tells Paystack to do one thing, once. Throws as `AskPaystack`; an `UnsentRequest` where it cannot have heard of it. */
export type TellPaystack = (endpoint: string, body: Wire) => Promise<PaystackAnswer>

export interface PaystackClient {
  ask: AskPaystack
  tell: TellPaystack
}

/** Longer than any sentence that Paystack says. */
const MOST_SAID = 200

export function createPaystackClient(key: string, baseUrl: string | null): (way: Way) => PaystackClient {
  const root = (baseUrl ?? OWN_URL).replace(/\/+$/, '')
  return (way) => ({
    async ask(endpoint, ids = [], query = {}) {
      await way.admit(endpoint)
      return carry(`${root}${toPath(endpoint, ids)}${toSearch(query)}`, null, way.signal)
    },
    async tell(endpoint, body) {
      await way.admit(endpoint)
      return carry(`${root}${endpoint}`, body, way.signal)
    },
  })

  async function carry(url: string, sent: Wire | null, signal: AbortSignal): Promise<PaystackAnswer> {
    if (signal.aborted) throw new UnsentRequest('it was stopped before')
    const { response, text } = await send(url, key, sent, signal)
    const token = sent?.['token']
    return { body: readEnvelope(response, text, typeof token === 'string' ? [key, token] : [key]), answeredAt: readAnsweredAt(response) }
  }
}

/** @param sent null asks for what is there */
async function send(url: string, key: string, sent: Wire | null, signal: AbortSignal): Promise<{ response: Response; text: string }> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
  const headers = { authorization: `Bearer ${key}`, accept: 'application/json' }
  const request = sent === null ? { headers } : toPost(headers, sent)
  try {
    // The key goes nowhere that it was not meant for.
    const response = await fetch(url, { ...request, redirect: 'manual', signal: until })
    return { response, text: await readBody(response) }
  } catch (error) {
    if (error instanceof UnreadableAnswer) throw error
    if (isLineUnopened(error)) throw new UnsentRequest('the line was not opened', { cause: error })
    throw new BrokenLine('the line broke', { cause: error })
  }
}

function toPost(headers: Record<string, string>, sent: Wire): RequestInit {
  return { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(sent) }
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

/** @param secrets what was sent that must not come out again */
function readEnvelope(response: Response, text: string, secrets: readonly string[]): Wire {
  const body = parseJson(text)
  if (!response.ok) throw toRefused(response, isRecord(body) ? body : null, secrets)
  // What begins as an envelope and cannot be read was cut on its way: asked again, it may come whole.
  if (body === null && text.trimStart().startsWith('{')) throw new BrokenLine('the answer was cut')
  if (!isRecord(body)) throw new UnreadableAnswer('it is no JSON object')
  // One endpoint says "success" in the place of true.
  if (body['status'] !== true && body['status'] !== 'success') throw toRefused(response, body, secrets)
  return body
}

function toRefused(response: Response, body: Wire | null, secrets: readonly string[]): RefusedRequest {
  const code = body?.['code']
  const message = body?.['message']
  const word = typeof code === 'string' && /^[a-z][a-z0-9_]{0,60}$/.test(code) ? code : null
  const isOwn = typeof body?.['status'] === 'boolean'
  const saysMissing = word?.endsWith('_not_found') === true || (typeof message === 'string' && /not found|does not exist/i.test(message))
  return new RefusedRequest({
    status: response.status,
    code: word,
    said: readSaid(message, secrets),
    isOwn,
    // A transaction that is not there is 400 or 404, by its age and by the path.
    isMissing: isOwn && (response.status === 404 || (response.status < 500 && saysMissing)),
    retryAfterMs: readRetryAfterMs(response.headers),
  })
}

/** Paystack's sentence to its caller, as far as it can be shown to people. */
function readSaid(message: unknown, secrets: readonly string[]): string | null {
  if (typeof message !== 'string' || /sk_(test|live)_|AUTH_/.test(message) || secrets.some((each) => message.includes(each))) return null
  const said = message.replace(/\s+/g, ' ').trim().replace(/\.$/, '')
  return said === '' ? null : said.slice(0, MOST_SAID)
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
