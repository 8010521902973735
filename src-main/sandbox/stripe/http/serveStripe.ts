import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Instant, toSeconds } from '../../../../src-shared/model/instant.ts'
import type { StripeSandbox } from '../createStripe.ts'
import type { Wire } from '../wire/wire.ts'
import { createIds } from '../world/createIds.ts'
import { Refusal } from '../world/refusal.ts'
import { createRateGate, type RateLimits } from './createRateGate.ts'
import type { Faults } from './faults.ts'
import { findRoute, type Route } from './findRoute.ts'
import { parseForm } from './parseForm.ts'
import { sendAnswer } from './sendAnswer.ts'
import { type Drawn, fitsRequest, spoilAnswer } from './spoilAnswer.ts'

const VERSION = '2026-10-28.endive'
const MOST_BYTES = 1_000_000

export interface ServeOptions {
  stripe: StripeSandbox
  /** The one key that is let in: a test key. */
  key: string
  /** What its clock says: the sandbox is moved there before each request. */
  now: () => Instant
  /** The clock on the wall, by which requests are counted. */
  wallMs: () => number
  wait: (ms: number) => Promise<void>
  faults: Faults
  /** Null lets everything in. */
  limits?: RateLimits | null
  port?: number
}

export interface StripeServer {
  readonly baseUrl: string
  readonly faults: Faults
  /** How many requests were answered, by method and path as Stripe writes it. */
  readonly counts: ReadonlyMap<string, number>
  limit(limits: RateLimits | null): void
  stop(): Promise<void>
}

/** Answers as Stripe does over HTTP, on this machine alone. Throws for a live key. */
export async function serveStripe(options: ServeOptions): Promise<StripeServer> {
  const { stripe, key, now, wallMs, faults } = options
  if (!/^(sk|rk)_test_/.test(key)) throw new Error('The sandbox takes test keys alone.')
  const requestIds = createIds(`requests/${key}`)
  const counts = new Map<string, number>()
  const running = new Set<string>()
  const lastPages = new Map<string, Wire>()
  let gate = toGate(options.limits ?? null)

  const server = createServer((request, response) => {
    // A line that breaks while it is answered is the client's affair.
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    baseUrl: `http://${host}`,
    faults,
    counts,
    limit(limits) {
      gate = toGate(limits)
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  function toGate(limits: RateLimits | null) {
    return limits === null ? () => null : createRateGate(limits, wallMs)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stripe')
    const method = request.method ?? 'GET'
    const requestId = requestIds.next('req_', 13)
    const at = now()
    response.setHeader('date', new Date(at).toUTCString())
    response.setHeader('request-id', requestId)
    response.setHeader('stripe-version', headerOf(request, 'stripe-version') ?? VERSION)
    const route = findRoute(method, url.pathname)
    const drawn = faults.draw(url.pathname, (name) =>
      fitsRequest(name, { method, path: url.pathname, isList: isList(route), hasCursor: url.searchParams.has('starting_after') }),
    )
    const refused = checkDoor(request, url.pathname, method, route, drawn)
    if (refused)
      return sendAnswer(response, { status: refused.status, body: { error: refused.body }, headers: refused.headers }, new Map(), options)
    // Turned away before anything was done.
    if (drawn.has('rate-limited') || drawn.has('error-page')) return sendAnswer(response, toError(500, 'Turned away.'), drawn, options)
    const sent = await readBody(request)
    if (sent === null || !route) return sendAnswer(response, toError(413, 'The request is too large.'), new Map(), options)
    const idempotencyKey = method === 'POST' ? headerOf(request, 'idempotency-key') : null
    if (idempotencyKey !== null) {
      if (idempotencyKey.length > 255)
        return sendAnswer(response, toError(400, 'Idempotency keys have at most 255 characters.'), new Map(), options)
      if (running.has(idempotencyKey)) return sendAnswer(response, toInUse(), new Map(), options)
      running.add(idempotencyKey)
      response.once('close', () => running.delete(idempotencyKey))
      response.setHeader('idempotency-key', idempotencyKey)
    }
    if (drawn.has('stall')) return
    stripe.advanceTo(at)
    const params = parseForm(
      method === 'POST' ? `${url.search.slice(1)}&${sent}` : `${url.search.slice(1)}&${method === 'DELETE' ? sent : ''}`,
    )
    const mark = { id: requestId, idempotency_key: idempotencyKey }
    const { status, body, isReplayed } = stripe.answer(route.name, params, route.ids, mark)
    count(method, route)
    const isPage = status === 200 && isList(route)
    const spoiled = status === 200 && drawn.size > 0 ? spoilAnswer(body, drawn, lastPages.get(url.pathname) ?? null, toSeconds(at)) : body
    if (isPage) lastPages.set(url.pathname, body)
    await sendAnswer(response, { status, body: spoiled, headers: isReplayed ? { 'idempotent-replayed': 'true' } : {} }, drawn, options)
  }

  function count(method: string, { pattern }: Route): void {
    const name = `${method} ${pattern}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }

  /** What is turned away before anything is looked up. */
  function checkDoor(request: IncomingMessage, path: string, method: string, route: Route | null, drawn: Drawn) {
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null
    // A page of another name that was led here must not reach what is here.
    if (request.headers.host !== host) return refuseWith(421, { message: 'This address is not served here.' })
    if (given === null)
      return refuseWith(401, {
        message: 'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.',
      })
    if (given !== key || drawn.has('revoked-key')) return refuseWith(401, { message: `Invalid API Key provided: ${mask(given)}` })
    if (!route)
      return refuseWith(404, {
        message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
      })
    if (drawn.has('no-permission') || drawn.has('read-only-key')) {
      return refuseWith(403, {
        code: 'more_permissions_required',
        message: `The provided key '${mask(key)}' does not have the required permissions for this endpoint on account '${stripe.options.accountId}'.`,
      })
    }
    if (drawn.has('deleted-cursor'))
      return refuseWith(400, { code: 'resource_missing', message: 'No such object', param: 'starting_after' })
    const reason = gate(`${method} ${route.pattern}`)
    return reason === null
      ? null
      : refuseWith(429, { code: 'rate_limit', message: 'Request rate limit exceeded.' }, { 'stripe-rate-limited-reason': reason })
  }
}

function refuseWith(status: number, body: Wire & { message: string }, headers: Record<string, string> = {}) {
  const refusal = new Refusal(status, { type: 'invalid_request_error', ...body })
  return { status, body: refusal.body, headers }
}

function toError(status: number, message: string) {
  return { status, body: { error: { type: 'invalid_request_error', message } }, headers: {} }
}

function toInUse() {
  const error = {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: 'There is currently another in-progress request using this Idempotency-Key.',
  }
  return { status: 409, body: { error }, headers: {} }
}

/** A key in a message, as Stripe shows it. */
function mask(key: string): string {
  return `${key.slice(0, 8)}${'*'.repeat(Math.max(0, Math.min(20, key.length - 12)))}${key.slice(-4)}`
}

function isList(route: Route | null): boolean {
  return route !== null && /\.(list|list[A-Z]\w*)$/.test(route.name)
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Null for what is longer than any request of Stripe's. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes = chunk as Buffer
    length += bytes.length
    if (length > MOST_BYTES) return null
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}
