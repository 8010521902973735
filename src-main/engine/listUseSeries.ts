import { AppError } from '../../src-shared/model/appError.ts'
import type { MetricKind } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { DAY_MS } from '../domain/calendar/dayMs.ts'
import { findDay } from '../domain/calendar/findDay.ts'
import { addUp, type DaySum } from '../domain/usage/listDaySums.ts'
import { listDays } from '../domain/usage/listDays.ts'
import type { ReadDb } from '../store/readDb.ts'
import { listMembers } from '../store/reads/companyFigures.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import { findNewestUsage, listUsageDays } from '../store/reads/usageDays.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { getMetric, getProduct } from './catalogNames.ts'
import { getCompanyIdentity } from './companies.ts'
import { readDays } from './readDays.ts'

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
  const readOf = (companies: readonly string[]) => readDays(db, { companies, history, metric, kind, from, to })
  if (company !== null) return { product, metric, kind, items: readOf([getCompanyIdentity(db, company).company]) }
  const days = listWholeDays(db, from, to)
  const items = days
    ? addUp(listUsageDays(db, { product, metric, kind, days }))
    : readOf(listMembers(db, product, null).map((member) => member.company))
  return { product, metric, kind, items }
}

/** The days of a span of which nothing is outside of it, for those have sums; null where it begins or ends within one. */
function listWholeDays(db: ReadDb, from: Instant, to: Instant): string[] | null {
  if (from < FIRST_INSTANT || to > LAST_INSTANT) return null
  const { zone } = getWorkspace(db)
  const newest = findNewestUsage(db)
  const isEdge = (at: Instant) => findDay(at, zone).start === at
  const isWhole = isEdge(from) && (newest === null || newest < to || isEdge(to))
  return isWhole ? listDays(from, to, zone) : null
}
