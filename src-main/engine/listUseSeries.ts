import { AppError } from '../../src-shared/model/appError.ts'
import type { MetricKind } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { DAY_MS } from '../domain/calendar/dayMs.ts'
import { findDay, toDayText } from '../domain/calendar/findDay.ts'
import { addUp, type DaySum } from '../domain/usage/listDaySums.ts'
import { listDays } from '../domain/usage/listDays.ts'
import type { ReadDb } from '../store/readDb.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import { listToldCustomers } from '../store/reads/listToldCustomers.ts'
import { findNewestUsage, listUsageDays, sumUsageWithin } from '../store/reads/usageDays.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { getMetric, getProduct } from './catalogNames.ts'
import { getCompanyIdentity } from './companies.ts'
import { type DaysAsk, listCustomersOf, readDays } from './readDays.ts'

interface SeriesAsk {
  company: string | null
  metric: string
  from: Instant
  to: Instant
}

interface Series {
  product: string
  metric: string
  kind: MetricKind
  items: DaySum[]
}

/** A stock has every day of its span: ten years of them are more than anybody looks at. */
const MOST_DAYS = 3_660
/** Between them the names of days are in the order of the days. */
const FIRST_INSTANT = Date.parse('1971-01-01T00:00:00Z')
const LAST_INSTANT = Date.parse('9999-01-01T00:00:00Z')

/** What was used day by day, by endpoint or part: by one company, or by all of the product together. */
export function listUseSeries(db: ReadDb, { company, metric: name, from, to }: SeriesAsk): Series {
  const catalogs = readCatalogs(db)
  const { product, metric, definition } = getMetric(catalogs, name)
  if (to - from > MOST_DAYS * DAY_MS)
    throw new AppError('usage', 'A series is of ten years at most.', 'Name a later beginning, or an earlier end.')
  const { kind } = definition
  const history = getProduct(catalogs, product)
  const ask = { history, metric, kind, from, to }
  const items =
    company === null ? readAll(db, ask) : readDays(db, { ...ask, customers: listCustomersOf(db, getCompanyIdentity(db, company)) })
  return { product, metric, kind, items }
}

/**
 * All companies together: whole days from their sums, and what is asked of a part of a day from its records.
 *
 * The first day of a stock is whole wherever the span begins in it, for its end says how many there were.
 */
function readAll(db: ReadDb, ask: Omit<DaysAsk, 'customers'>): DaySum[] {
  const { history, metric, kind, from, to } = ask
  const { product } = history
  const readOf = (span: { from: Instant; to: Instant }): DaySum[] => {
    if (span.from >= span.to) return []
    if (kind === 'flow' && hasDays(span)) return sumByDay(db, { product, metric, ...span })
    return readDays(db, { ...ask, ...span, customers: listToldCustomers(db, product).map(({ own }) => ({ own, company: own })) })
  }
  const { start, end } = findWholeDays(db, ask)
  if (start >= end) return readOf(ask)
  const whole = listUsageDays(db, { product, metric, kind, days: listDays(start, end, getWorkspace(db).zone) })
  return addUp([...readOf({ from, to: start }), ...whole, ...readOf({ from: end, to })])
}

/** What all used of a flow in a span of a few days. */
function sumByDay(db: ReadDb, { from, to, ...of }: { product: string; metric: string; from: Instant; to: Instant }): DaySum[] {
  const { zone } = getWorkspace(db)
  const sums: DaySum[] = []
  for (let at = from; at < to; ) {
    const { end } = findDay(at, zone)
    const until = end < to ? end : to
    const day = toDayText(at, zone)
    sums.push(...sumUsageWithin(db, { ...of, from: at, to: until }).map((sum) => ({ day, ...sum })))
    at = until
  }
  return addUp(sums)
}

function hasDays({ from, to }: { from: Instant; to: Instant }): boolean {
  return from >= FIRST_INSTANT && to <= LAST_INSTANT
}

/** What of a span has sums: the days of which nothing is outside of it. Its start is its end where there are none. */
function findWholeDays(db: ReadDb, { kind, from, to }: Pick<DaysAsk, 'kind' | 'from' | 'to'>): { start: Instant; end: Instant } {
  if (!hasDays({ from, to })) return { start: to, end: to }
  const { zone } = getWorkspace(db)
  const newest = findNewestUsage(db)
  const [first, last] = [findDay(from, zone), findDay(to, zone)]
  const start = kind === 'stock' || first.start === from ? from : first.end
  if (last.start === to || newest === null || newest < to) return { start, end: to }
  // How many there were in the middle of a day follows from all that was told before it.
  return { start, end: kind === 'stock' ? start : last.start }
}
