import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { EntitledUse, Entitlement } from '../../domain/entitlement/entitlement.ts'
import type { HoursBalance } from '../../domain/hours/hoursBalance.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { company } from '../schema/companies.ts'
import { companyProduct } from '../schema/figures.ts'

export type Subscriptions = CompanyRow['subscriptions']
export type Revenue = CompanyRow['mrr']

/** What is derived of a company, and whether the clock has made any of it old. */
export interface CompanyFigures {
  subscriptions: Subscriptions
  mrr: Revenue
  isOld: boolean
}

/** The newest step of each currency: its row is the one that SQLite takes the other columns from. */
const listAmounts = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select company_id, currency, amount, max(at) from json_each(?) asked cross join revenue_change
      where company_id = asked.value and at <= ? group by company_id, currency`,
    )
    .raw(),
)

/** By company; one of which nothing is derived has nothing. */
export function readCompanyFigures(db: ReadDb, companyIds: readonly number[], now: Instant): Map<number, CompanyFigures> {
  const figures = new Map(companyIds.map((id) => [id, { subscriptions: [], mrr: [], isOld: false } as CompanyFigures]))
  const { companyId, product, plan, subscribedPlan, status, until, changesAt } = companyProduct
  const products = db.drizzle
    .select({ companyId, product, plan, subscribedPlan, status, until, changesAt })
    .from(companyProduct)
    .where(inArray(companyProduct.companyId, [...companyIds]))
    .orderBy(companyProduct.companyId, companyProduct.product)
    .all()
  for (const row of products) {
    const of = figures.get(row.companyId)
    if (!of) continue
    of.subscriptions.push({
      product: row.product,
      plan: row.plan,
      subscribedPlan: row.subscribedPlan,
      status: row.status,
      until: row.until,
    })
    of.isOld ||= row.changesAt !== null && row.changesAt <= now
  }
  type Amount = [companyId: number, currency: string, amount: number]
  for (const [id, currency, amount] of listAmounts(db).all(JSON.stringify(companyIds), now) as Amount[])
    if (amount !== 0) figures.get(id)?.mrr.push({ currency, amount })
  return figures
}

/** What a company uses of a product, and what is left of its hours there. */
export interface KeptUse {
  product: string
  status: EntitlementStatus
  usage: Entitlement['usage']
  /** Null for a product without hours. */
  hours: Omit<HoursBalance, 'ledger'> | null
}

/** The usage alone is taken from the entitlement: why it is so is most of its text. */
const listUse = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select company_id, product, status, json_extract(entitlement, '$.usage'), hours
      from company_product where company_id in (select value from json_each(?)) order by company_id, product`,
    )
    .raw(),
)

/** By company, as it was derived last; the products in the order of their ids. */
export function readCompanyUse(db: ReadDb, companyIds: readonly number[]): Map<number, KeptUse[]> {
  type Row = [companyId: number, product: string, status: EntitlementStatus, usage: string, hours: string | null]
  const rows = (listUse(db).all(JSON.stringify(companyIds)) as Row[]).map(([companyId, product, status, usage, hours]) => ({
    companyId,
    use: {
      ...{ product, status },
      usage: JSON.parse(usage) as KeptUse['usage'],
      hours: hours === null ? null : (JSON.parse(hours) as NonNullable<KeptUse['hours']>),
    },
  }))
  return new Map([...Map.groupBy(rows, ({ companyId }) => companyId)].map(([id, own]) => [id, own.map(({ use }) => use)]))
}

export interface CompanyIdentity {
  companyId: number
  /** Our id. */
  company: string
  name: string
}

const identity = { companyId: company.id, company: company.ref, name: company.name }

const listDueOf = prepareOnce(({ drizzle }: ReadDb) =>
  drizzle
    .select(identity)
    .from(companyProduct)
    .innerJoin(company, eq(company.id, companyProduct.companyId))
    // The sign leads SQLite to the few whose time has come, past the many of the product.
    .where(and(eq(sql`+${companyProduct.product}`, sql.placeholder('product')), lte(companyProduct.changesAt, sql.placeholder('now'))))
    .prepare(),
)

/** Everyone who belongs to a product; with `now`, those alone of whom the clock has made the figures old. */
export function listMembers(db: ReadDb, product: string, now: Instant | null): CompanyIdentity[] {
  if (now !== null) return listDueOf(db).all({ product, now })
  return db.drizzle
    .select(identity)
    .from(companyProduct)
    .innerJoin(company, eq(company.id, companyProduct.companyId))
    .where(eq(companyProduct.product, product))
    .all()
}

export interface MeasuredUse extends CompanyIdentity {
  metric: string
  used: number
  asOf: Instant
  lacksParts: boolean
}

const listOver = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `with over as materialized (
        select distinct company_id from json_each(:limits) asked cross join company_metric told
        where told.product = :product and told.metric = asked.value ->> 'metric' and told.used > asked.value ->> 'limit')
      select company.id, company.ref, company.name, use.metric, use.used, use.as_of, use.lacks_parts
      from over cross join company_metric use cross join company
      where use.company_id = over.company_id and use.product = :product and company.id = over.company_id
        and use.used is not null and use.as_of is not null`,
    )
    .raw(),
)

/** The same of one metric: what is over is all that there is to know. */
const listOverOne = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select company.id, company.ref, company.name, use.metric, use.used, use.as_of, use.lacks_parts
      from company_metric use cross join company
      where use.product = :product and use.metric = :metric and use.used > :limit and company.id = use.company_id and use.as_of is not null`,
    )
    .raw(),
)

/** What those use who use more of some metric than a limit: of every limited metric, and of the companies alone that are over on one. */
export function listUseOver(db: ReadDb, product: string, limits: readonly { metric: string; limit: number }[]): MeasuredUse[] {
  type Row = [companyId: number, company: string, name: string, metric: string, used: number, asOf: Instant, lacksParts: 0 | 1]
  const [first, ...others] = limits
  if (first === undefined) return []
  const found =
    others.length > 0 ? listOver(db).all({ product, limits: JSON.stringify(limits) }) : listOverOne(db).all({ product, ...first })
  const rows = found as Row[]
  return rows.map(([companyId, company, name, metric, used, asOf, lacksParts]) => ({
    ...{ companyId, company, name, metric, used, asOf },
    lacksParts: lacksParts === 1,
  }))
}

/** How much of one metric a company uses, and what it is on of its product. */
export interface MemberUse extends CompanyIdentity {
  plan: string | null
  status: EntitlementStatus
  /** Null where the catalog in force has no such metric. */
  use: EntitledUse | null
}

const listKeptUse = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select company.id, company.ref, company.name, plan, status, json_extract(entitlement, ?)
      from company_product join company on company.id = company_id
      where product = ? and (changes_at is null or changes_at > ?)`,
    )
    .raw(),
)

/** Of everyone who belongs to a product, as it was derived last, where the clock has not changed it since. */
export function listMemberUse(db: ReadDb, product: string, metric: string, now: Instant): MemberUse[] {
  type Row = [companyId: number, company: string, name: string, plan: string | null, status: EntitlementStatus, use: string | null]
  return (listKeptUse(db).all(`$.usage."${metric}"`, product, now) as Row[]).map(([companyId, company, name, plan, status, use]) => ({
    ...{ companyId, company, name, plan, status },
    use: use === null ? null : (JSON.parse(use) as EntitledUse),
  }))
}
