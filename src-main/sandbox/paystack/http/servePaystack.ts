import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Instant } from '../../../../src-shared/model/instant.ts'
import { sendText } from '../../http/sendText.ts'
import { readSent, serveLocally } from '../../http/serveLocally.ts'
import { createRateGate } from '../../stripe/http/createRateGate.ts'
import type { Draw, FaultName, Faults } from '../../stripe/http/faults.ts'
import { toRetryAfter } from '../../stripe/http/spoilAnswer.ts'
import { isWire, type Wire } from '../../stripe/wire/wire.ts'
import type { PaystackSandbox } from '../createPaystack.ts'
import { Refusal, toErrorBody } from '../world/refusal.ts'
import { findRoute } from './findRoute.ts'
import { fitsRequest, spoilBody } from './spoilBody.ts'

export interface ServePaystackOptions {
  paystack: PaystackSandbox
  /** The one key that is let in: a test key. */
  key: string
  /** What its clock says: the sandbox is moved there before each request. */
  now: () => Instant
  /** The clock on the wall, by which requests are counted. */
  wallMs: () => number
  wait: (ms: number) => Promise<void>
  faults: Faults
  /** How many requests are let in within a second; null lets everything in. */
  perSecond?: number | null
  port?: number
}

export interface PaystackServer {
  readonly baseUrl: string
  readonly faults: Faults
  /** Requests that were answered, in their order: `GET /customer?perPage=100`. */
  readonly requests: readonly string[]
  limit(perSecond: number | null): void
  stop(): Promise<void>
}

type Drawn = ReadonlyMap<FaultName, Draw>

const NOTHING: Drawn = new Map()

/** Answers as Paystack does over HTTP, on this machine alone. Throws for a live key. */
export async function servePaystack(options: ServePaystackOptions): Promise<PaystackServer> {
  const { paystack, key, now, wallMs, faults } = options
  if (!/^sk_test_/.test(key)) throw new Error('The sandbox takes test keys alone.')
  const requests: string[] = []
  const lastPages = new Map<string, Wire>()
  let gate = toGate(options.perSecond ?? null)
  const server = await serveLocally(answer, options.port)
  return {
    baseUrl: `http://${server.host}`,
    faults,
    requests,
    limit(perSecond) {
      gate = toGate(perSecond)
    },
    stop: server.stop,
  }

  function toGate(perSecond: number | null) {
    return perSecond === null ? () => null : createRateGate({ perAccount: perSecond, perEndpoint: perSecond }, wallMs)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://paystack')
    const method = request.method ?? 'GET'
    const at = now()
    response.setHeader('date', new Date(at).toUTCString())
    const route = findRoute(method, url.pathname)
    const isList = route?.name.endsWith('.list') === true
    const drawn = faults.draw(url.pathname, (name) => fitsRequest(name, { method, isList, hasCursor: url.searchParams.has('next') }))
    const refused = checkDoor(request, drawn) ?? (route ? null : new Refusal(404, 'not_found', `Cannot ${method} ${url.pathname}`))
    if (refused) return send(response, refused.status, toErrorBody(refused), NOTHING)
    if (drawn.has('rate-limited')) return turnAway(response, toRetryAfter(drawn.get('rate-limited') ?? { serial: 0, fraction: () => 0 }))
    if (gate(method) !== null) return turnAway(response, null)
    if (drawn.has('error-page')) return send(response, 500, {}, drawn)
    const sent = await readSent(request)
    if (sent === null || !route) return send(response, 413, toErrorBody(new Refusal(413, 'too_large', 'Too large')), NOTHING)
    if (drawn.has('stall')) return
    paystack.advanceTo(at)
    requests.push(`${method} ${decodeURIComponent(url.pathname)}${decodeURIComponent(url.search)}`)
    const { status, body } = paystack.answer(route.name, readParams(url, request, sent), route.ids)
    const spoiled = status < 300 && drawn.size > 0 ? spoilBody(body, drawn, lastPages.get(url.pathname) ?? null) : body
    if (status < 300 && isList) lastPages.set(url.pathname, body)
    return send(response, status, spoiled, drawn)
  }

  /** What is turned away before anything is looked up. */
  function checkDoor(request: IncomingMessage, drawn: Drawn): Refusal | null {
    // A page of another name that was led here must not reach what is here.
    if (request.headers.host !== server.host) return new Refusal(421, 'misdirected', 'This address is not served here.')
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
    if (given === null) return new Refusal(401, 'no_key', 'No Authorization Header was found')
    if (given !== key || drawn.has('revoked-key')) return new Refusal(401, 'invalid_Key', 'Invalid key')
    if (drawn.has('no-permission')) return new Refusal(403, 'ip_not_allowed', 'Your IP address is not allowed to make this call')
    return drawn.has('deleted-cursor') ? new Refusal(400, 'invalid_cursor', 'Invalid cursor') : null
  }

  function turnAway(response: ServerResponse, retryAfter: string | null): Promise<void> {
    if (retryAfter !== null) response.setHeader('retry-after', retryAfter)
    return send(response, 429, { status: false, message: 'Too many requests' }, NOTHING)
  }

  function send(response: ServerResponse, status: number, body: Wire, drawn: Drawn): Promise<void> {
    return sendText(response, { status, text: JSON.stringify(body) }, drawn, options.wait)
  }
}

/** What was sent, in the address or as JSON; a form is taken too. */
function readParams(url: URL, request: IncomingMessage, sent: string): Wire {
  const params: Wire = Object.fromEntries(url.searchParams)
  if (sent === '') return params
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return { ...params, ...Object.fromEntries(new URLSearchParams(sent)) }
  }
  try {
    const body: unknown = JSON.parse(sent)
    return isWire(body) ? { ...params, ...body } : params
  } catch {
    // What cannot be read says nothing, and what is missing then is named by its own refusal.
    return params
  }
}
