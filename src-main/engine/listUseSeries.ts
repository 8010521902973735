import { AppError } from '../../src-shared/model/appError.ts'
import type { MetricKind } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { DAY_MS } from '../domain/calendar/dayMs.ts'
import type { DaySum } from '../domain/usage/listDaySums.ts'
import type { ReadDb } from '../store/readDb.ts'
import { listMembers } from '../store/reads/companyFigures.ts'
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

/** What was used day by day, by endpoint or part: by one company, or by all of the product together. */
export function listUseSeries(db: ReadDb, { company, metric: name, from, to }: SeriesAsk): Series {
  const catalogs = readCatalogs(db)
  const { product, metric, definition } = getMetric(catalogs, name)
  const companies =
    company === null ? listMembers(db, product, null).map((member) => member.company) : [getCompanyIdentity(db, company).company]
  if (to - from > MOST_DAYS * DAY_MS)
    throw new AppError('usage', 'A series is of ten years at most.', 'Name a later beginning, or an earlier end.')
  const { kind } = definition
  return { product, metric, kind, items: readDays(db, { companies, history: getProduct(catalogs, product), metric, kind, from, to }) }
}
