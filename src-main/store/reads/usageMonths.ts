import type { Instant } from '../../../src-shared/model/instant.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** What one company used of a flow in a span. */
export interface CompanyUse {
  companyId: number
  quantity: number
  records: number
  /** Of the newest record. */
  asOf: Instant
}

interface NamedMetric {
  product: string
  metric: string
}

type Row = [companyId: number, quantity: number, records: number, asOf: Instant]

const OF_MONTH = 'product = :product and metric = :metric and month = :month'

const findSum = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(`select companies, quantity from usage_month_sum where ${OF_MONTH}`).raw(),
)
const findBorder = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(`select quantity from usage_month where ${OF_MONTH} and quantity < :most order by quantity desc limit 1 offset :limit`)
    .pluck(),
)
const listBetween = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(`select company_id, quantity, told, newest_at from usage_month where ${OF_MONTH} and quantity >= :least and quantity <= :most`)
    .raw(),
)

/** Who used most, and what all used together. */
export interface MostUse {
  companies: number
  quantity: number
  most: CompanyUse[]
}

/**
 * Who used most in one month: no more are read than are asked for and one, and all who used as much as the first or the last of them.
 *
 * @param most those alone who used no more than this: all who used just that, as nobody knows here which of them were told of before
 */
export function listMostOfMonth(db: ReadDb, question: NamedMetric & { month: Instant; limit: number; most: number }): MostUse {
  const { product, metric, month, limit, most } = question
  const named = { product, metric, month }
  const [companies, quantity] = (findSum(db).get(named) as [number, number] | undefined) ?? [0, 0]
  const least = (findBorder(db).get({ ...named, most, limit }) as number | undefined) ?? 0
  return { companies, quantity, most: (listBetween(db).all({ ...named, least, most }) as Row[]).map(toUse) }
}

/**
 * `cross join` keeps the order of the tables: customer by customer in the order of the index of records, each by its own stretch of it. What was
 * told of a company is told of the one that its customer is of now.
 */
const listSpan = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select company_id, sum(quantity), sum(told), max(at) from (
        select company_id, quantity, told, newest_at as at from usage_month
        where product = :product and metric = :metric and month >= :start and month < :end
        union all
        select link.company_id, told.quantity, 1, told.at
        from json_each(:parts) part cross join company_link link indexed by company_link_by_own cross join usage_record told
        where told.company = link.own and told.product = :product and told.metric = :metric
          and told.at >= part.value ->> 'start' and told.at < part.value ->> 'end'
        union all
        select told.company_id, told.quantity, 1, told.at from json_each(:parts) part cross join metered_record told
        where told.at >= part.value ->> 'start' and told.at < part.value ->> 'end' and told.product = :product and told.metric = :metric)
      group by company_id`,
    )
    .raw(),
)

/** A stretch of time. Its end is no part of it. */
interface Stretch {
  start: Instant
  end: Instant
}

/** Months of which nothing is outside of a span, and what the span has beside them. */
export interface MonthSpan {
  months: Stretch
  parts: readonly Stretch[]
}

/** What each company used in a span: of whole months as it is kept, of parts from the records. */
export function listUseOfSpan(db: ReadDb, { product, metric }: NamedMetric, { months, parts }: MonthSpan): CompanyUse[] {
  return (listSpan(db).all({ product, metric, ...months, parts: JSON.stringify(parts) }) as Row[]).map(toUse)
}

function toUse([companyId, quantity, records, asOf]: Row): CompanyUse {
  return { companyId, quantity, records, asOf }
}

const listNames = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare('select company.id, company.ref, company.name from json_each(?) asked cross join company on company.id = asked.value')
    .raw(),
)

/** Our id and the name of each. */
export function readCompanyNames(db: ReadDb, companyIds: readonly number[]): Map<number, { company: string; name: string }> {
  type NameRow = [id: number, company: string, name: string]
  return new Map((listNames(db).all(JSON.stringify(companyIds)) as NameRow[]).map(([id, company, name]) => [id, { company, name }]))
}
