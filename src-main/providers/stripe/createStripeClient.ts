import Stripe from 'stripe'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { Way } from '../provider.ts'
import { readHeader } from './readHeader.ts'
import { isRecord, type Wire } from './readWire.ts'
import { toEndpoint } from './toEndpoint.ts'
import { NoJson, UnreadableAnswer, UnsentRequest } from './toProviderError.ts'

const TIMEOUT_MS = 30_000

export interface StripeAnswer {
  body: Wire
  /** Stripe's own clock, to the second; ours only where it does not tell. */
  answeredAt: Instant
}

export interface Query {
  [name: string]: string | number | readonly string[]
}

/**
 * Asks Stripe one thing. Throws what the SDK throws.
 *
 * The answer is as it came over the wire: the SDK's typed methods would turn decimals into objects, and give up a whole page for one
 * that is none (23.1.0).
 */
export type AskStripe = (path: string, query?: Query) => Promise<StripeAnswer>

export type FormValue = string | number | boolean | null | readonly FormValue[] | Form

/** What is written, as Stripe names it; null unsets. */
export interface Form {
  readonly [name: string]: FormValue
}

export interface Write {
  method: 'POST' | 'DELETE'
  path: string
  form: Form
}

/**
 * Writes one thing. Throws what the SDK throws, and an `UnsentRequest` where it was stopped before.
 *
 * Over this transport the SDK sends nothing twice: what it would send again by itself, it knows by codes that fetch does not give.
 *
 * @param key what a second request is known by; null where it does not matter. A deletion takes none: what is gone cannot go again
 */
export type TellStripe = (write: Write, key: string | null) => Promise<StripeAnswer>

export interface StripeClient {
  ask: AskStripe
  tell: TellStripe
}

/** A client for each signal: the SDK takes none, but its transport is ours to stop. */
export function createStripeClient(key: string, baseUrl: string | null): (way: Way) => StripeClient {
  const place = baseUrl === null ? {} : toPlace(baseUrl)
  const clients = new WeakMap<AbortSignal, Stripe>()

  function findClient(signal: AbortSignal): Stripe {
    const known = clients.get(signal)
    if (known) return known
    const stripe = new Stripe(key, {
      ...place,
      httpClient: createTransport(signal),
      // Ours obeys Retry-After and spends one budget; the SDK's would do neither.
      maxNetworkRetries: 0,
      timeout: TIMEOUT_MS,
      telemetry: false,
      appInfo: { name: 'Tierdesk' },
    })
    clients.set(signal, stripe)
    return stripe
  }

  return ({ signal, admit }) => {
    const stripe = findClient(signal)
    return {
      async ask(path, query = {}) {
        await admit(toEndpoint(path))
        return toAnswer(await stripe.rawRequest('GET', `${path}${toSearch(query)}`))
      },
      async tell({ method, path, form }, idempotencyKey) {
        await admit(toEndpoint(path))
        if (signal.aborted) throw new UnsentRequest('it was stopped before')
        if (method === 'DELETE') return toAnswer(await stripe.rawRequest('DELETE', path))
        return toAnswer(await stripe.rawRequest('POST', path, { ...form }, idempotencyKey === null ? {} : { idempotencyKey }))
      },
    }
  }
}

function toAnswer(answer: unknown): StripeAnswer {
  if (!isRecord(answer)) throw new UnreadableAnswer('it is no object')
  return { body: answer, answeredAt: readAnsweredAt(answer) }
}

function createTransport(signal: AbortSignal) {
  const fetchUntil: typeof fetch = (input, init) =>
    fetch(input, { ...init, redirect: 'manual', signal: init?.signal ? AbortSignal.any([signal, init.signal]) : signal })
  const transport = Stripe.createFetchHttpClient(fetchUntil)
  const send = transport.makeRequest.bind(transport)
  transport.makeRequest = async (...request) => {
    const response = await send(...request)
    const parse = response.toJSON.bind(response)
    response.toJSON = async () => {
      const body: unknown = await parse().catch((error: unknown) => {
        throw error instanceof SyntaxError ? new NoJson(response.getStatusCode()) : error
      })
      // The SDK writes into what it gets. On a number it fails where nobody can catch it, and the question is never answered (23.1.0).
      if (typeof body !== 'object' || body === null) throw new Error('it is no object')
      return body
    }
    return response
  }
  return transport
}

function toPlace(baseUrl: string) {
  const { protocol, hostname, port } = new URL(baseUrl)
  const isPlain = protocol === 'http:'
  return { protocol: isPlain ? ('http' as const) : ('https' as const), host: hostname, port: port || (isPlain ? '80' : '443') }
}

function toSearch(query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string' || typeof value === 'number') search.append(name, String(value))
    else for (const [index, each] of value.entries()) search.append(`${name}[${index}]`, each)
  }
  return search.size === 0 ? '' : `?${search}`
}

function readAnsweredAt(answer: { lastResponse?: { headers: Headers } }): Instant {
  const at = Date.parse(readHeader(answer.lastResponse?.headers, 'date') ?? '')
  return toInstant(Number.isNaN(at) ? Date.now() : at)
}
