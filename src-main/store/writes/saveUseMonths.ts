import type { Instant } from '../../../src-shared/model/instant.ts'
import type { UseMonth } from '../../domain/usage/listUseMonths.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { createTallies, type Tally } from './createTallies.ts'

type Row = [product: string, metric: string, month: Instant, quantity: number, told: number, newestAt: Instant]

const FIELDS = 'product, metric, month, quantity, told, newest_at'

const list = prepareOnce((tx: Tx) => tx.sqlite.prepare(`select ${FIELDS} from usage_month where company_id = ?`).raw())
const save = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into usage_month (company_id, ${FIELDS}) values (?, ?, ?, ?, ?, ?, ?)
    on conflict (company_id, product, metric, month) do update set quantity = excluded.quantity, told = excluded.told,
      newest_at = excluded.newest_at`,
  ),
)
const drop = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare('delete from usage_month where company_id = ? and product = ? and metric = ? and month = ?'),
)

export const createUseTally = createTallies({
  name: 'usage_month_sum',
  key: ['product', 'metric', 'month'],
  sums: ['companies', 'quantity'],
})

/**
 * Keeps what a company used in each month as it is derived now, and writes what became different alone.
 *
 * @returns whether that is other than was kept
 */
export function saveUseMonths(tx: Tx, companyId: number, months: readonly UseMonth[], sums: Tally): boolean {
  const known = new Map((list(tx).all(companyId) as Row[]).map((row) => [toPlace(row), row]))
  let isOther = false
  for (const { product, metric, month, quantity, told, newestAt } of months) {
    const row: Row = [product, metric, month, quantity, told, newestAt]
    const before = known.get(toPlace(row))
    known.delete(toPlace(row))
    if (before?.every((value, index) => value === row[index])) continue
    save(tx).run(companyId, ...row)
    isOther = true
    sums.add([product, metric, month], [before ? 0 : 1, quantity - (before?.[3] ?? 0)])
  }
  for (const [product, metric, month, quantity] of known.values()) {
    drop(tx).run(companyId, product, metric, month)
    sums.add([product, metric, month], [-1, -quantity])
  }
  return isOther || known.size > 0
}

function toPlace([product, metric, month]: Row): string {
  return `${month} ${product}.${metric}`
}
