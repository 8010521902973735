import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { createRateGate, type RateLimits } from '../stripe/http/createRateGate.ts'
import { findRoute } from '../stripe/http/findRoute.ts'
import { parseForm } from '../stripe/http/parseForm.ts'
import type { Wire } from '../stripe/wire/wire.ts'
import { createIds } from '../stripe/world/createIds.ts'
import { Refusal } from '../stripe/world/refusal.ts'
import type { Crowd, CrowdAnswer } from './createCrowd.ts'

const VERSION = '2026-10-28.endive'

export interface ServeCrowdOptions {
  crowd: Crowd
  /** The one key that is let in: a test key. */
  key: string
  /** How long each answer takes on its way. */
  pageLatencyMs?: number
  /** Null, or nothing said, lets everything in. */
  limits?: RateLimits | null
}

export interface CrowdServer {
  readonly baseUrl: string
  /** How many requests were answered, by method and path as Stripe writes it. */
  readonly counts: ReadonlyMap<string, number>
  stop(): Promise<void>
}

/** Answers for a crowd as Stripe does over HTTP, on this machine alone, and takes nothing that writes. Throws for a live key. */
export async function serveCrowd({ crowd, key, pageLatencyMs = 0, limits = null }: ServeCrowdOptions): Promise<CrowdServer> {
  if (!/^(sk|rk)_test_/.test(key)) throw new Error('The sandbox takes test keys alone.')
  const requestIds = createIds(`requests/${key}`)
  const counts = new Map<string, number>()
  const gate = limits === null ? () => null : createRateGate(limits, () => performance.now())
  const server = createServer((request, response) => {
    // A line that breaks while it is answered is the client's affair.
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    baseUrl: `http://${host}`,
    counts,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '/', 'http://stripe')
    const method = request.method ?? 'GET'
    const version = request.headers['stripe-version']
    response.setHeader('date', new Date(crowd.now()).toUTCString())
    response.setHeader('request-id', requestIds.next('req_', 13))
    response.setHeader('stripe-version', typeof version === 'string' ? version : VERSION)
    const { status, body, reason } = decide(request, method, pathname, search)
    if (reason) response.setHeader('stripe-rate-limited-reason', reason)
    // What was sent along is not read.
    request.resume()
    if (pageLatencyMs > 0) await wait(pageLatencyMs)
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length })
    response.end(body)
  }

  /** What is turned away is turned away before anything is looked up. */
  function decide({ headers }: IncomingMessage, method: string, path: string, search: string): Decided {
    const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
    // A page of another name that was led here must not reach what is here.
    if (headers.host !== host) return toRefusal(421, { message: 'This address is not served here.' })
    if (given === undefined) return toRefusal(401, { message: 'You did not provide an API key.' })
    if (given !== key) return toRefusal(401, { message: 'Invalid API Key provided.' })
    const route = findRoute(method, path)
    if (!route) return toRefusal(404, { message: `Unrecognized request URL (${method}: ${path}).` })
    if (method !== 'GET') return toRefusal(403, { message: 'The crowd is read alone.' })
    const name = `${method} ${route.pattern}`
    const reason = gate(name)
    if (reason !== null) return { ...toRefusal(429, { code: 'rate_limit', message: 'Request rate limit exceeded.' }), reason }
    counts.set(name, (counts.get(name) ?? 0) + 1)
    return crowd.answer(route.name, parseForm(search.slice(1)), route.ids)
  }
}

interface Decided extends CrowdAnswer {
  /** Why there were too many requests. */
  reason?: string
}

function toRefusal(status: number, body: Wire & { message: string }): CrowdAnswer {
  const { body: error } = new Refusal(status, { type: 'invalid_request_error', ...body })
  return { status, body: Buffer.from(JSON.stringify({ error })) }
}
