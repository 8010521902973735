import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Money } from '../../../src-shared/model/money.ts'
import type { Entitlement } from '../../domain/entitlement/entitlement.ts'
import type { HoursBalance } from '../../domain/hours/hoursBalance.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { companyProduct } from '../schema/figures.ts'

const find = prepareOnce(({ drizzle }: ReadDb) =>
  drizzle
    .select({ entitlement: companyProduct.entitlement, hours: companyProduct.hours, changesAt: companyProduct.changesAt })
    .from(companyProduct)
    .where(and(eq(companyProduct.companyId, sql.placeholder('companyId')), eq(companyProduct.product, sql.placeholder('product'))))
    .prepare(),
)

const listOfCompany = prepareOnce(({ drizzle }: ReadDb) =>
  drizzle
    .select({
      product: companyProduct.product,
      plan: companyProduct.plan,
      subscribedPlan: companyProduct.subscribedPlan,
      status: companyProduct.status,
      until: companyProduct.until,
      changesAt: companyProduct.changesAt,
    })
    .from(companyProduct)
    .where(eq(companyProduct.companyId, sql.placeholder('companyId')))
    .orderBy(companyProduct.product)
    .prepare(),
)

/** What was derived of a company and a product, where the clock has not changed it since; null otherwise. */
export function findFigures(
  db: ReadDb,
  companyId: number,
  product: string,
  now: Instant,
): { entitlement: Entitlement; hours: Omit<HoursBalance, 'ledger'> | null } | null {
  const row = find(db).get({ companyId, product })
  if (!row || (row.changesAt !== null && row.changesAt <= now)) return null
  return {
    entitlement: JSON.parse(row.entitlement) as Entitlement,
    hours: row.hours === null ? null : (JSON.parse(row.hours) as HoursBalance),
  }
}

/** What a company is on of every product that it belongs to, as it was derived last; `changesAt` says until when that holds. */
export function listFigures(db: ReadDb, companyId: number) {
  return listOfCompany(db).all({ companyId })
}

const listAmounts = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(`select currency, amount, max(at) from revenue_change where company_id = ? and at <= ? group by currency order by currency`)
    .raw(),
)

/** What a company's subscriptions bring in a month at an instant, by currency: no clock makes it old. */
export function listRevenue(db: ReadDb, companyId: number, at: Instant): Money[] {
  return (listAmounts(db).all(companyId, at) as [currency: string, amount: number][])
    .filter(([, amount]) => amount !== 0)
    .map(([currency, amount]) => ({ currency, amount }))
}
