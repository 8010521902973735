import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'
import { findCalendarMonth } from '../../../src-main/domain/calendar/findCalendarMonth.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import { type Crowd, createCrowd } from '../../../src-main/sandbox/crowd/createCrowd.ts'
import { type CrowdServer, serveCrowd } from '../../../src-main/sandbox/crowd/serveCrowd.ts'
import { toDemoFill } from '../../../src-main/sandbox/start.ts'
import { createStripe } from '../../../src-main/sandbox/stripe/createStripe.ts'
import type { RateLimits } from '../../../src-main/sandbox/stripe/http/createRateGate.ts'
import { parseCatalogFile } from '../../../src-shared/contract/parseCatalogFile.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { BENCH_KEY, ZONE } from '../benchWords.ts'
import { answerStarter } from './answerStarter.ts'

/** One answered request. */
export interface Served {
  /** Milliseconds of a clock of this program. */
  at: number
  path: string
  status: number
}

export interface Offer {
  companies: number
  pageLatencyMs?: number
  limits?: RateLimits | null
  /** Paths that are answered, `/v1/account` and the events aside; all but meters where it is left out. */
  paths?: readonly string[]
}

interface Stand {
  crowd: Crowd
  server: CrowdServer
  offered: readonly string[] | null
  served: Served[]
}

const SEED = 'bench'
const ALWAYS_OFFERED = ['/v1/account', '/v1/events']
/** What was counted is asked for one by one; neither the floor nor the peer does. */
const NOT_OFFERED = '/v1/billing/meters'
const NOWHERE = '/v1/not_offered'

const crowds = new Map<number, Crowd>()
/** By port. */
const stands = new Map<number, Stand>()

const answers = {
  /** Serves a crowd at an address of its own. Two offers of the same size are of the same companies. */
  async offer({ companies, paths, ...options }: Offer): Promise<string> {
    const crowd = crowds.get(companies) ?? makeCrowd(companies)
    crowds.set(companies, crowd)
    const server = await serveCrowd({ crowd, key: BENCH_KEY, ...options })
    const offered = paths === undefined ? null : [...paths, ...ALWAYS_OFFERED]
    stands.set(Number(new URL(server.baseUrl).port), { crowd, server, offered, served: [] })
    return server.baseUrl
  },
  /** Answers these paths from now on. */
  widen: ({ baseUrl, paths }: { baseUrl: string; paths: readonly string[] }): void => {
    getStand(baseUrl).offered = [...paths, ...ALWAYS_OFFERED]
  },
  /** What was answered since it was asked last. */
  takeServed: (baseUrl: string): Served[] => {
    const stand = getStand(baseUrl)
    return stand.served.splice(0)
  },
  countServed: (baseUrl: string): number => getStand(baseUrl).served.length,
  /** What is to be changed at a crowd is changed for every address of it. Gives how many objects were. */
  change: ({ baseUrl, companies }: { baseUrl: string; companies: number }): number => {
    const { crowd } = getStand(baseUrl)
    const { customers, subscriptions } = crowd.change(companies, toInstant(Math.max(Date.now(), crowd.now())))
    return customers.length + subscriptions.length
  },
  async close(baseUrl: string): Promise<void> {
    const { server } = getStand(baseUrl)
    stands.delete(Number(new URL(baseUrl).port))
    await server.stop()
  },
}
export type ServeCompanies = typeof answers

function getStand(baseUrl: string): Stand {
  const stand = stands.get(Number(new URL(baseUrl).port))
  if (!stand) throw new Error(`Nobody is served at ${baseUrl}.`)
  return stand
}

/** Companies with every product that ships, as the demo has them, which lived until now. */
function makeCrowd(companies: number): Crowd {
  const now = toInstant(Math.floor(Date.now() / 1000) * 1000)
  const catalogs = [...templates.values()].map((content) => {
    const read = parseCatalogFile(content)
    if (!read.ok) throw new Error('Broken promise: the catalogs that ship can be read')
    return read.value.catalog
  })
  const fill = toDemoFill({ seed: SEED, catalogs, now, monthStartsAt: findCalendarMonth(now, ZONE).start })
  const stripe = createStripe({ startsAt: fill.startsAt, seed: fill.seed, accountId: 'acct_1Bench' })
  fill.run({ stripe, paystack: null, mpesa: null })
  stripe.advanceTo(now)
  return createCrowd({ stripe, companies, seed: SEED })
}

// The server of a crowd tells what it answered, not what it turned away, nor when: the runtime does.
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage }
  const stand = stands.get(request.socket.localPort ?? 0)
  if (!stand) return
  const path = toPath(request)
  const isWithin = (each: string) => path === each || path.startsWith(`${each}/`)
  if (stand.offered === null ? isWithin(NOT_OFFERED) : !stand.offered.some(isWithin)) request.url = NOWHERE
})
subscribe('http.server.response.finish', (message) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
  stands.get(request.socket.localPort ?? 0)?.served.push({ at: performance.now(), path: toPath(request), status: response.statusCode })
})

function toPath({ url = '' }: IncomingMessage): string {
  const end = url.indexOf('?')
  return end === -1 ? url : url.slice(0, end)
}

answerStarter(answers)
