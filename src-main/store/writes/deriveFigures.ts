import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { type Billing, readBilling } from '../../domain/billing/billing.ts'
import { listPaymentRows } from '../../domain/billing/listPaymentRows.ts'
import type { Catalogs } from '../../domain/catalogHistory.ts'
import { deriveEntitlement } from '../../domain/entitlement/deriveEntitlement.ts'
import { readProduct } from '../../domain/entitlement/findHolding.ts'
import { listProducts } from '../../domain/entitlement/listProducts.ts'
import { readTimeline } from '../../domain/entitlement/readTimeline.ts'
import { hasHours, toHoursFacts } from '../../domain/entitlement/toHoursFacts.ts'
import { deriveHours } from '../../domain/hours/deriveHours.ts'
import { measureMonthlyRevenue } from '../../domain/revenue/measureMonthlyRevenue.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { listPriceRefs, readCompanyFacts, readUnownedFacts } from '../reads/companyFacts.ts'
import type { AccountRow } from '../reads/connections.ts'
import { billedObject } from '../schema/billing.ts'
import { companyLink } from '../schema/companies.ts'
import { companyMetric, companyPrice, companyProduct, companyRevenue, payment } from '../schema/figures.ts'
import { providerAccount } from '../schema/sync.ts'
import { savePayments } from './savePayments.ts'

/** What figures follow from beside the facts. */
export interface FigureContext {
  catalogs: Catalogs
  /** The workspace's. */
  zone: string
  now: Instant
}

/** What a page of objects touched: provider customers, payments of nobody, and prices. */
export interface Touched {
  customers: readonly string[]
  unowned: readonly string[]
  prices: readonly string[]
}

/** A payment is listed as it stands by all that is known: a provider's clock may be ahead of ours. */
const END_OF_TIME = toInstant(8_640_000_000_000_000)
/** How many ids one statement names. */
const CHUNK = 500

const ofCompany = sql.placeholder('companyId')

const dropProducts = prepareOnce((tx: Tx) => tx.drizzle.delete(companyProduct).where(eq(companyProduct.companyId, ofCompany)).prepare())
const dropMetrics = prepareOnce((tx: Tx) => tx.drizzle.delete(companyMetric).where(eq(companyMetric.companyId, ofCompany)).prepare())
const dropRevenue = prepareOnce((tx: Tx) => tx.drizzle.delete(companyRevenue).where(eq(companyRevenue.companyId, ofCompany)).prepare())
const dropPrices = prepareOnce((tx: Tx) => tx.drizzle.delete(companyPrice).where(eq(companyPrice.companyId, ofCompany)).prepare())

const addProduct = prepareOnce((tx: Tx) =>
  tx.drizzle
    .insert(companyProduct)
    .values({
      companyId: ofCompany,
      product: sql.placeholder('product'),
      plan: sql.placeholder('plan'),
      subscribedPlan: sql.placeholder('subscribedPlan'),
      status: sql.placeholder('status'),
      until: sql.placeholder('until'),
      changesAt: sql.placeholder('changesAt'),
      entitlement: sql.placeholder('entitlement'),
      hours: sql.placeholder('hours'),
    })
    .prepare(),
)

const addMetric = prepareOnce((tx: Tx) =>
  tx.drizzle
    .insert(companyMetric)
    .values({
      companyId: ofCompany,
      product: sql.placeholder('product'),
      metric: sql.placeholder('metric'),
      used: sql.placeholder('used'),
      asOf: sql.placeholder('asOf'),
      lacksParts: sql.placeholder('lacksParts'),
    })
    .prepare(),
)

const addRevenue = prepareOnce((tx: Tx) =>
  tx.drizzle
    .insert(companyRevenue)
    .values({ companyId: ofCompany, currency: sql.placeholder('currency'), amount: sql.placeholder('amount') })
    .prepare(),
)

const addPrice = prepareOnce((tx: Tx) =>
  tx.drizzle
    .insert(companyPrice)
    .values({ accountId: sql.placeholder('accountId'), price: sql.placeholder('price'), companyId: ofCompany })
    .onConflictDoNothing()
    .prepare(),
)

const listAccounts = prepareOnce((tx: Tx) => tx.drizzle.select().from(providerAccount).prepare())

/** Derives the figures of what was touched, and of nothing else. */
export function deriveFigures(tx: Tx, context: FigureContext, touched: Touched, account: AccountRow): void {
  const companies = new Set<number>()
  for (const refs of toChunks(touched.customers)) {
    const isOfCustomer = and(eq(companyLink.accountId, account.id), inArray(companyLink.ref, refs))
    for (const { id } of tx.drizzle.select({ id: companyLink.companyId }).from(companyLink).where(isOfCustomer).all()) companies.add(id)
  }
  for (const prices of toChunks(touched.prices)) {
    const isOfPrice = and(eq(companyPrice.accountId, account.id), inArray(companyPrice.price, prices))
    for (const { id } of tx.drizzle.select({ id: companyPrice.companyId }).from(companyPrice).where(isOfPrice).all()) companies.add(id)
  }
  const unowned = touched.prices.length > 0 ? [...touched.unowned, ...listUnmatched(tx, account)] : touched.unowned
  deriveCompanyFigures(tx, context, [...companies])
  deriveUnowned(tx, context, account, unowned)
}

/** Derives all figures of companies, by their ids in the store. */
export function deriveCompanyFigures(tx: Tx, context: FigureContext, companyIds: readonly number[]): void {
  const accounts = new Map(
    listAccounts(tx)
      .all()
      .map((row) => [`${row.provider} ${row.ref}`, row.id]),
  )
  for (const companyId of companyIds) {
    const billing = readBilling(readCompanyFacts(tx, companyId, null), context.catalogs)
    saveProducts(tx, companyId, billing, context)
    saveRevenue(tx, companyId, billing, context.now)
    savePrices(tx, companyId, billing, accounts)
    savePayments(tx, companyId, listPaymentRows(billing, END_OF_TIME), accounts)
  }
}

/** Derives the figures of every company: other rules hold for all of them. */
export function deriveAllFigures(tx: Tx, context: FigureContext): void {
  const companies = tx.drizzle.selectDistinct({ id: companyLink.companyId }).from(companyLink).all()
  deriveCompanyFigures(
    tx,
    context,
    companies.map(({ id }) => id),
  )
  for (const account of listAccounts(tx).all()) deriveUnowned(tx, context, account, listUnmatched(tx, account))
}

/** Derives again what the clock alone has changed since. */
export function deriveDue(tx: Tx, context: FigureContext): number {
  const rows = tx.drizzle
    .selectDistinct({ id: companyProduct.companyId })
    .from(companyProduct)
    .where(lte(companyProduct.changesAt, context.now))
    .all()
  deriveCompanyFigures(
    tx,
    context,
    rows.map(({ id }) => id),
  )
  return rows.length
}

/** Payments that name no customer: each is for staff to assign. */
export function deriveUnowned(tx: Tx, { catalogs }: FigureContext, account: AccountRow, refs: readonly string[]): void {
  const accounts = new Map([[`${account.provider} ${account.ref}`, account.id]])
  const link = { accountId: account.id, account: account.ref, provider: account.provider }
  for (const chunk of toChunks(refs)) {
    const billing = readBilling(readUnownedFacts(tx, link, chunk), catalogs)
    const rows = listPaymentRows(billing, END_OF_TIME).map((row) =>
      row.status === 'succeeded' ? { ...row, status: 'unmatched' as const, reason: 'It names no customer.' } : row,
    )
    savePayments(tx, null, rows, accounts)
  }
}

function saveProducts(tx: Tx, companyId: number, billing: Billing, { zone, now }: FigureContext): void {
  dropProducts(tx).run({ companyId })
  dropMetrics(tx).run({ companyId })
  for (const product of listProducts(billing, now)) {
    const timeline = readTimeline(readProduct(billing, product), now)
    const { entitlement, changesAt } = deriveEntitlement(timeline, zone)
    const { plan, subscribedPlan, status, endsAt, period, usage } = entitlement
    const hours = hasHours(timeline.product.history) ? toHours(timeline) : null
    const until = endsAt ?? period?.end ?? null
    addProduct(tx).run({
      companyId,
      product,
      plan,
      subscribedPlan,
      status,
      until,
      changesAt: earliest(changesAt, hours?.changesAt ?? null),
      entitlement: JSON.stringify(entitlement),
      hours: hours && JSON.stringify(hours.balance),
    })
    for (const [metric, { used, asOf, missingParts }] of Object.entries(usage))
      addMetric(tx).run({ companyId, product, metric, used, asOf, lacksParts: missingParts.length > 0 })
  }
}

/** The balance without its ledger, which is derived when it is looked at; and when the clock changes it. */
function toHours(timeline: ReturnType<typeof readTimeline>) {
  const facts = toHoursFacts(timeline)
  const { ledger: _, ...balance } = deriveHours(facts, timeline.at)
  const coming = [
    balance.window?.end ?? null,
    ...facts.packs.map(({ expiresAt }) => expiresAt),
    ...facts.packs.map(({ boughtAt }) => boughtAt),
  ]
  const changesAt = coming.reduce<Instant | null>((first, at) => (at !== null && at > timeline.at ? earliest(first, at) : first), null)
  return { balance, changesAt }
}

function saveRevenue(tx: Tx, companyId: number, billing: Billing, now: Instant): void {
  dropRevenue(tx).run({ companyId })
  for (const { currency, amount } of measureMonthlyRevenue(billing, now)) addRevenue(tx).run({ companyId, currency, amount })
}

function savePrices(tx: Tx, companyId: number, { facts }: Billing, accounts: ReadonlyMap<string, number>): void {
  dropPrices(tx).run({ companyId })
  for (const { kind, provider, account, content } of facts.billed) {
    const accountId = accounts.get(`${provider} ${account}`)
    if (accountId === undefined) continue
    for (const price of listPriceRefs(kind, content)) addPrice(tx).run({ accountId, price, companyId })
  }
}

/** What nobody owns, and a price may now explain. */
function listUnmatched(tx: Tx, { id }: AccountRow): string[] {
  const isUnowned = and(eq(payment.accountId, id), isNull(payment.companyId))
  return tx.drizzle
    .select({ ref: payment.ref })
    .from(payment)
    .innerJoin(billedObject, and(eq(billedObject.accountId, payment.accountId), eq(billedObject.ref, payment.ref)))
    .where(isUnowned)
    .all()
    .map(({ ref }) => ref)
}

function earliest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}

function toChunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) => items.slice(index * CHUNK, (index + 1) * CHUNK))
}
