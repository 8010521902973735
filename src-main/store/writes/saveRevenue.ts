import type { Instant } from '../../../src-shared/model/instant.ts'
import type { RevenueChange } from '../../domain/revenue/listRevenueChanges.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { createTallies, type Tally } from './createTallies.ts'

type Row = [
  currency: string,
  at: Instant,
  amount: number,
  day: Instant,
  brandNew: number,
  expansion: number,
  reactivation: number,
  contraction: number,
  churn: number,
]

const list = prepareOnce((tx: Tx) =>
  tx.sqlite
    .prepare(
      `select currency, at, amount, day, new, expansion, reactivation, contraction, churn
      from revenue_change where company_id = ? order by currency, at`,
    )
    .raw(),
)
const drop = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from revenue_change where company_id = ?'))
const add = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into revenue_change (company_id, currency, at, amount, day, new, expansion, reactivation, contraction, churn)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
)

export const createRevenueTally = createTallies({
  name: 'revenue_day',
  key: ['day', 'currency'],
  sums: ['new', 'expansion', 'reactivation', 'contraction', 'churn'],
})

/**
 * Keeps the steps of a company's monthly revenue as they are derived now, and tells the tally of the days what became different.
 *
 * @returns whether they are others than were kept
 */
export function saveRevenue(tx: Tx, companyId: number, changes: readonly RevenueChange[], days: Tally): boolean {
  const rows = changes
    .map(({ currency, at, amount, day, new: brandNew, expansion, reactivation, contraction, churn }): Row => {
      return [currency, at, amount, day, brandNew, expansion, reactivation, contraction, churn]
    })
    .sort(([a, at], [b, bt]) => (a < b ? -1 : a > b ? 1 : at - bt))
  const known = list(tx).all(companyId) as Row[]
  if (isSame(known, rows)) return false
  if (known.length > 0) drop(tx).run(companyId)
  for (const row of rows) add(tx).run(companyId, ...row)
  for (const [currency, , , day, ...parts] of rows) days.add([day, currency], parts)
  for (const [currency, , , day, ...parts] of known)
    days.add(
      [day, currency],
      parts.map((part) => -part),
    )
  return true
}

function isSame(a: readonly Row[], b: readonly Row[]): boolean {
  return a.length === b.length && a.every((row, index) => row.every((value, column) => value === b[index]?.[column]))
}
