import type { Catalogs } from '../../domain/catalogHistory.ts'
import type { ReadDb } from '../readDb.ts'
import { countPaymentDays } from './countPaymentDays.ts'
import { countUsageDays } from './countUsageDays.ts'

const KINDS = ['new', 'expansion', 'reactivation', 'contraction', 'churn']
const REVENUE = KINDS.map((kind) => `sum(${kind}) as ${kind}`).join(', ')
const ANY = KINDS.map((kind) => `${kind} <> 0`).join(' or ')

type Sum = readonly (string | number)[]

/** A table of sums, how many it has, and how many of them are not what its rows come to. */
export interface Recount {
  name: 'counts by status' | 'revenue by day' | 'payments by day' | 'usage by day' | 'usage by month'
  kept: number
  differences: number
}

/** What sums follow from beside their rows. */
export interface SumContext {
  catalogs: Catalogs
  /** The workspace's. */
  zone: string
}

/**
 * Counts again what is kept as sums beside the rows that they are of.
 *
 * It stops every few thousand rows, so that whoever drives it can let others go first. What it reads must be of one moment.
 */
export function* recountSums(db: ReadDb, context: SumContext): Generator<undefined, Recount[]> {
  return [
    compare(
      'counts by status',
      list(db, 'select product, status, count from status_count'),
      list(db, 'select product, status, count(*) from company_product group by product, status'),
    ),
    compare(
      'revenue by day',
      list(db, `select day, currency, ${KINDS.join(', ')} from revenue_day`),
      list(db, `select * from (select day, currency, ${REVENUE} from revenue_change group by day, currency) where ${ANY}`),
    ),
    compare(
      'payments by day',
      list(db, 'select day, account_id, currency, amount, succeeded, failed from payment_day'),
      yield* countPaymentDays(db, context.zone),
    ),
    compare(
      'usage by day',
      [...list(db, 'select product, metric, kind, day, part, quantity, told from usage_day'), ...list(db, SUMMED)],
      [...(yield* countUsageDays(db, context)), ...list(db, RECORDED)],
      list(db, SUMMED).length,
    ),
    compare(
      'usage by month',
      list(db, 'select product, metric, month, companies, quantity from usage_month_sum'),
      list(db, 'select product, metric, month, count(*), sum(quantity) from usage_month group by product, metric, month'),
    ),
  ]
}

/** Up to which record the sums of usage go; and up to which they should. */
const SUMMED = 'select last_record, newest_at from usage_summed'
const RECORDED = 'select max(id), max(at) from usage_record having count(*) > 0'

function list({ sqlite }: ReadDb, question: string): Sum[] {
  return sqlite.prepare(question).raw().all() as Sum[]
}

/** @param marks how many of the kept rows are no sums, but say how far these go */
function compare(name: Recount['name'], kept: readonly Sum[], counted: readonly Sum[], marks = 0): Recount {
  const known = new Set(kept.map((row) => JSON.stringify(row)))
  const again = new Set(counted.map((row) => JSON.stringify(row)))
  const differences = [...known].filter((row) => !again.has(row)).length + [...again].filter((row) => !known.has(row)).length
  return { name, kept: kept.length - marks, differences }
}
