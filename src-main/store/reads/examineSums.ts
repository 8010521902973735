import type { Check } from '../../../src-shared/contract/workspace.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { findDay } from '../../domain/calendar/findDay.ts'
import type { ReadDb } from '../readDb.ts'

const KINDS = ['new', 'expansion', 'reactivation', 'contraction', 'churn']
const REVENUE = KINDS.map((kind) => `sum(${kind}) as ${kind}`).join(', ')
const ANY = KINDS.map((kind) => `${kind} <> 0`).join(' or ')

/** Sums that are kept beside the rows that they are of, and the same counted anew. */
const SUMS: Readonly<Record<string, { kept: string; counted: string }>> = {
  'counts by status': {
    kept: 'select product, status, count from status_count',
    counted: 'select product, status, count(*) from company_product group by product, status',
  },
  'revenue by day': {
    kept: `select day, currency, ${KINDS.join(', ')} from revenue_day`,
    counted: `select * from (select day, currency, ${REVENUE} from revenue_change group by day, currency) where ${ANY}`,
  },
}

/** Counts again what is kept as sums, and tells what is not the same. */
export function examineSums(db: ReadDb, zone: string): Check[] {
  return [
    ...Object.entries(SUMS).map(([name, { kept, counted }]) => compare(name, list(db, kept), list(db, counted))),
    compare(
      'payments by day',
      list(db, 'select day, account_id, currency, amount, succeeded, failed from payment_day'),
      countPayments(db, zone),
    ),
  ]
}

function list({ sqlite }: ReadDb, question: string): (string | number)[][] {
  return sqlite.prepare(question).raw().all() as (string | number)[][]
}

type PaymentRow = [at: Instant, accountId: number, currency: string, amount: number, isIn: 0 | 1]

function countPayments({ sqlite }: ReadDb, zone: string): (string | number)[][] {
  const sums = new Map<string, (string | number)[]>()
  const question = `select at, account_id, currency, amount, status = 'succeeded' from payment where status in ('succeeded', 'failed')`
  for (const row of sqlite.prepare(question).raw().iterate()) {
    const [at, accountId, currency, amount, isIn] = row as PaymentRow
    const day = findDay(at, zone).start
    const key = `${day} ${accountId} ${currency}`
    const [, , , sum = 0, succeeded = 0, failed = 0] = (sums.get(key) ?? []) as number[]
    sums.set(key, [day, accountId, currency, sum + isIn * amount, succeeded + isIn, failed + 1 - isIn])
  }
  return [...sums.values()]
}

function compare(name: string, kept: (string | number)[][], counted: (string | number)[][]): Check {
  const known = new Set(kept.map((row) => JSON.stringify(row)))
  const again = new Set(counted.map((row) => JSON.stringify(row)))
  const differences = [...known].filter((row) => !again.has(row)).length + [...again].filter((row) => !known.has(row)).length
  return {
    name,
    ok: differences === 0,
    detail:
      differences === 0
        ? `${kept.length} sums, as counted again`
        : `${differences} sums are not what is counted again; tierdesk rebuild mends them`,
  }
}
