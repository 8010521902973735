import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { type Billing, readBilling } from '../../domain/billing/billing.ts'
import { listWindowStarts } from '../../domain/entitlement/listWindowStarts.ts'
import { isAnyMetric, type MeterMatch, matchMeter } from '../../domain/usage/matchMeter.ts'
import type { ProviderError } from '../../providers/provider.ts'
import { readCompanyFacts } from '../../store/reads/companyFacts.ts'
import { listKnownMeters, listMeteredCustomers, listReadSpans, type MeteredCustomer } from '../../store/reads/meteredItems.ts'
import { deriveFigures } from '../../store/writes/deriveFigures.ts'
import { savePermission } from '../../store/writes/saveConnection.ts'
import { saveMeteredUse, saveMeters } from '../../store/writes/saveMeters.ts'
import { createRun, type Run, type RunResult } from '../createRun.ts'
import type { ConnectionParts } from '../syncParts.ts'
import { takeTurn } from '../takeTurn.ts'
import { orderReadings } from './orderReadings.ts'
import { planReading } from './planReading.ts'
import { readMeter } from './readMeter.ts'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
/** What a provider takes late: Stripe lets events be told for 35 days. Before that nothing changes any more. */
const REACH_MS = 36 * DAY_MS
/** So long after its end a subscription's use is read for the last time: sums follow their events with some delay. */
const LATE_MS = HOUR_MS
/** How old the list of meters may be. */
const METERS_AGAIN_MS = DAY_MS
/** From when on a use that waits its turn makes a run less than whole: a day old is as old as usage may be to judge by. */
const LONGEST_WAIT_MS = DAY_MS
/**
 * So many requests a run may spend. At half of what Stripe takes, 25 a second at an endpoint, that is ten seconds, in which nothing else of the
 * connection is polled. A use costs two, so sixty are read every quarter of an hour.
 */
const BUDGET = 120
/** What part of it may go to those near a limit, so that all others have their turn too. */
const NEAR_PART = 2 / 3

export interface MeterWish {
  /** Somebody asked for it, as against the schedule. */
  isAsked: boolean
  /** Whose alone is read, whatever it costs: a company and the provider customers that it is. Null for all, within the budget. */
  only: { company: string; customers: readonly string[] } | null
}

/**
 * Reads from meters what those have used who pay by one: no event tells it.
 *
 * Where nobody does, nothing is asked. A use is stored when it was read to its end, each for itself: so a run that dies loses one reading,
 * and the age of a use is never that of a run that did not come to it.
 */
export async function syncMeters(parts: ConnectionParts, { isAsked, only }: MeterWish): Promise<RunResult[]> {
  const { store, provider, connection } = parts
  if (!provider.listMeters || !provider.sumMeter) return []
  const permission = connection.permissions['meters']
  if (permission === 'unknown' || (permission === 'none' && !isAsked)) return []
  const paying = listMeteredCustomers(store.read, connection.accountId, only?.customers ?? null).filter(isDue)
  if (paying.length === 0) return []
  const run = createRun(parts, 'meters', false, only?.company ?? null)
  const error = await fetchMeters(parts, run, paying, isAsked)
  if (error) return [endAt(parts, run, error)]
  const reader = createReader(parts, run, only !== null)
  const { near, others } = orderReadings(paying)
  const forNear = only ? Number.POSITIVE_INFINITY : BUDGET * NEAR_PART
  const forAll = only ? Number.POSITIVE_INFINITY : BUDGET
  const later: MeteredCustomer[] = []
  const left: MeteredCustomer[] = []
  for (const [queue, most, rest] of [
    [near, forNear, later],
    [others, forAll, left],
    [later, forAll, left],
  ] as const) {
    for (const each of queue) {
      if (run.requests() >= most) {
        rest.push(each)
        continue
      }
      const ended = await reader.read(each)
      if (ended) return [endAt(parts, run, ended)]
    }
  }
  learn(parts, 'read')
  return [endWith(parts, run, reader.unmatched, left)]
}

function isDue({ endedAt, last }: MeteredCustomer): boolean {
  return endedAt === null || (last !== null && last.readUpTo < endedAt + LATE_MS)
}

/** Lists the meters again where one is not known, or they are known from another day. */
async function fetchMeters(
  { store, clock, connection: { accountId }, provider }: ConnectionParts,
  run: Run,
  paying: readonly MeteredCustomer[],
  isAsked: boolean,
): Promise<ProviderError | null> {
  const known = listKnownMeters(store.read, accountId)
  const since = clock.now() - METERS_AGAIN_MS
  const isKnown = paying.every(({ meter }) => (known.get(meter)?.fetchedAt ?? 0) > since)
  const { listMeters } = provider
  if (!listMeters || (isKnown && !isAsked)) return null
  const answer = await run.ask((way) => listMeters(way))
  if (!answer.ok) return answer.error
  store.transact((tx) => saveMeters(tx, accountId, answer.value.meters, clock.now()))
  return null
}

/** Reads uses one after the other. What ends a run is answered; what is wrong with one use is told, and stops no other. */
function createReader(parts: ConnectionParts, run: Run, isWhole: boolean) {
  const { store, clock, connection, provider, figures, announce } = parts
  const { accountId, account } = connection
  const meters = listKnownMeters(store.read, accountId)
  const billings = new Map<number, Billing>()
  const unmatched = new Map<string, string>()

  function findBilling(companyId: number): Billing {
    const billing = billings.get(companyId) ?? readBilling(readCompanyFacts(store.read, companyId, null), figures(store.read).catalogs)
    billings.set(companyId, billing)
    return billing
  }

  function match(companyId: number, ref: string): MeterMatch {
    const meter = meters.get(ref)
    if (!meter) return { kind: 'unmatched', reason: 'its provider lists no such meter' }
    if (!isAnyMetric(figures(store.read).catalogs, meter.eventName))
      return { kind: 'unmatched', reason: 'no product has a metric of that name' }
    return matchMeter(findBilling(companyId), { provider: connection.provider, meter })
  }

  function findWindows(
    billing: Billing,
    found: MeterMatch & { kind: 'matched' },
    { periodStart }: MeteredCustomer,
    now: Instant,
  ): Instant[] {
    const question = { product: found.product, metric: found.metric, now, since: toInstant(now - REACH_MS) }
    const starts = listWindowStarts(billing, { ...question, zone: figures(store.read).zone })
    return starts.length > 0 ? starts : [periodStart]
  }

  async function read(each: MeteredCustomer): Promise<ProviderError | null> {
    const { companyId, customer, meter, last } = each
    const { sumMeter } = provider
    const found = match(companyId, meter)
    if (found.kind === 'unmatched' || !sumMeter) {
      if (found.kind === 'unmatched') unmatched.set(meter, `${meters.get(meter)?.name ?? meter}: ${found.reason}. It is not read.`)
      await takeTurn()
      return null
    }
    const now = clock.now()
    const windows = findWindows(findBilling(companyId), found, each, now)
    const reading = planReading({ now, windows, last, uses: listReadSpans(store.read, accountId, each), isWhole })
    const answer = await readMeter({ run, sumMeter, meter, customer }, reading, windows)
    if (!answer.ok) {
      if (answer.error.kind !== 'missing' && answer.error.kind !== 'unreadable') return answer.error
      const failures = [{ kind: 'customer' as const, ref: customer, reason: `Its use was not read from ${meter}. ${answer.error.detail}` }]
      store.transact((tx) => run.count(tx, { pages: 0, refs: [], customers: [], changed: 0, failures }))
      return null
    }
    const { uses, answeredAt } = answer.value
    const readUpTo = toInstant(Math.min(reading.until, answeredAt))
    const wholeAt = reading.isWhole || last === null ? now : last.wholeAt
    store.transact((tx) => {
      const isNews = saveMeteredUse(tx, accountId, { customer, meter, from: reading.from, readUpTo, wholeAt, uses, fetchedAt: answeredAt })
      deriveFigures(tx, { ...figures(tx), now: clock.now() }, { customers: [customer], unowned: [] }, account)
      run.count(tx, { pages: 1, refs: [customer], customers: [customer], changed: Number(isNews), failures: [] })
    })
    announce('companies')
    return null
  }

  return { read, unmatched }
}

/** A key that may not read meters is told, and asked about again only when somebody does. */
function endAt(parts: ConnectionParts, run: Run, error: ProviderError): RunResult {
  if (error.kind === 'forbidden') learn(parts, 'none')
  if (error.kind !== 'missing') return run.end(error)
  learn(parts, 'unknown')
  return run.end(null, 'Its provider offers no meters. None is asked for again.')
}

function learn({ store, connection }: ConnectionParts, found: 'read' | 'none' | 'unknown'): void {
  const { permissions, provider } = connection
  if (permissions['meters'] === found) return
  permissions['meters'] = found
  store.transact((tx) => savePermission(tx, provider, permissions))
}

function endWith(
  { store, clock }: ConnectionParts,
  run: Run,
  unmatched: ReadonlyMap<string, string>,
  left: readonly MeteredCustomer[],
): RunResult {
  const remarks = [...unmatched].map(([ref, reason]) => ({ ref, reason }))
  if (remarks.length > 0) store.transact((tx) => run.remark(tx, remarks))
  const since = clock.now() - LONGEST_WAIT_MS
  const late = left.filter(({ last }) => last !== null && last.readUpTo < since)
  if (late.length > 0) {
    const reason = `So many pay by a meter that its use waits for another run: ${BUDGET} requests are spent on each.`
    const failures = late.map(({ customer }) => ({ kind: 'customer' as const, ref: customer, reason }))
    store.transact((tx) => run.count(tx, { pages: 0, refs: [], customers: [], changed: 0, failures }))
  }
  const fits = remarks.length === 1 ? 'A meter fits no metric and is' : `${remarks.length} meters fit no metric and are`
  const waits = left.length === 1 ? 'A use waits' : `${left.length} uses wait`
  const note = [...(remarks.length > 0 ? [`${fits} not read.`] : []), ...(left.length > 0 ? [`${waits} for the next run.`] : [])]
  return run.end(null, note.length > 0 ? note.join(' ') : null)
}
