import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { createTallies, type Tally } from './createTallies.ts'

/** What is kept of a company and a product, in the order of the table's columns. */
export interface Standing {
  product: string
  plan: string | null
  subscribedPlan: string | null
  status: EntitlementStatus
  until: Instant | null
  changesAt: Instant | null
  /** JSON. */
  entitlement: string
  hours: string | null
  metrics: readonly StandingMetric[]
}

export interface StandingMetric {
  metric: string
  used: number | null
  asOf: Instant | null
  lacksParts: boolean
  nearShare: number | null
}

type ProductRow = [string, string | null, string | null, EntitlementStatus, number | null, number | null, string, string | null]
type MetricRow = [product: string, metric: string, used: number | null, asOf: number | null, lacksParts: number, nearShare: number | null]

const PRODUCT_FIELDS = 'product, plan, subscribed_plan, status, until, changes_at, entitlement, hours'
const METRIC_FIELDS = 'product, metric, used, as_of, lacks_parts, near_share'

const listProducts = prepareOnce((tx: Tx) => tx.sqlite.prepare(`select ${PRODUCT_FIELDS} from company_product where company_id = ?`).raw())
const dropProduct = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from company_product where company_id = ? and product = ?'))
const saveProduct = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into company_product (company_id, ${PRODUCT_FIELDS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (company_id, product) do update set plan = excluded.plan, subscribed_plan = excluded.subscribed_plan,
      status = excluded.status, until = excluded.until, changes_at = excluded.changes_at, entitlement = excluded.entitlement,
      hours = excluded.hours`,
  ),
)

const listMetrics = prepareOnce((tx: Tx) => tx.sqlite.prepare(`select ${METRIC_FIELDS} from company_metric where company_id = ?`).raw())
const dropMetric = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare('delete from company_metric where company_id = ? and product = ? and metric = ?'),
)
const saveMetric = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into company_metric (company_id, ${METRIC_FIELDS}) values (?, ?, ?, ?, ?, ?, ?)
    on conflict (company_id, product, metric) do update set used = excluded.used, as_of = excluded.as_of,
      lacks_parts = excluded.lacks_parts, near_share = excluded.near_share`,
  ),
)

export const createStatusTally = createTallies({ name: 'status_count', key: ['product', 'status'], sums: ['count'] })

/**
 * Keeps what a company is on of each product as it is derived now, and writes what became different alone.
 *
 * @returns whether that is other than was kept
 */
export function saveStandings(tx: Tx, companyId: number, standings: readonly Standing[], statuses: Tally): boolean {
  let isOther = false
  const known = new Map((listProducts(tx).all(companyId) as ProductRow[]).map((row) => [row[0], row]))
  for (const { product, plan, subscribedPlan, status, until, changesAt, entitlement, hours } of standings) {
    const row: ProductRow = [product, plan, subscribedPlan, status, until, changesAt, entitlement, hours]
    const before = known.get(product)
    known.delete(product)
    if (before && isSame(before, row)) continue
    saveProduct(tx).run(companyId, ...row)
    isOther = true
    if (before) statuses.add([product, before[3]], [-1])
    statuses.add([product, status], [1])
  }
  for (const [product, , , status] of known.values()) {
    dropProduct(tx).run(companyId, product)
    statuses.add([product, status], [-1])
  }
  const isOtherUse = saveMetrics(tx, companyId, standings)
  return isOther || known.size > 0 || isOtherUse
}

function saveMetrics(tx: Tx, companyId: number, standings: readonly Standing[]): boolean {
  let isOther = false
  const known = new Map((listMetrics(tx).all(companyId) as MetricRow[]).map((row) => [`${row[0]} ${row[1]}`, row]))
  for (const { product, metrics } of standings) {
    for (const { metric, used, asOf, lacksParts, nearShare } of metrics) {
      const row: MetricRow = [product, metric, used, asOf, Number(lacksParts), nearShare]
      const before = known.get(`${product} ${metric}`)
      known.delete(`${product} ${metric}`)
      if (before && isSame(before, row)) continue
      saveMetric(tx).run(companyId, ...row)
      isOther = true
    }
  }
  for (const [product, metric] of known.values()) dropMetric(tx).run(companyId, product, metric)
  return isOther || known.size > 0
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((value, index) => value === b[index])
}
