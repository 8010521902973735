import { and, eq, inArray, isNull, lte } from 'drizzle-orm'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { type Billing, readBilling } from '../../domain/billing/billing.ts'
import { listPaymentRows } from '../../domain/billing/listPaymentRows.ts'
import type { Catalogs } from '../../domain/catalogHistory.ts'
import { listRevenueChanges } from '../../domain/revenue/listRevenueChanges.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { listPriceRefs, readCompanyFacts, readUnownedFacts } from '../reads/companyFacts.ts'
import type { AccountRow } from '../reads/connections.ts'
import { createPriceShelf } from '../reads/priceShelf.ts'
import { billedObject } from '../schema/billing.ts'
import { companyLink } from '../schema/companies.ts'
import { companyPrice, companyProduct, payment } from '../schema/figures.ts'
import { providerAccount } from '../schema/sync.ts'
import { listStandings } from './listStandings.ts'
import { createPaymentTally, savePayments } from './savePayments.ts'
import { type NamedPrice, savePrices } from './savePrices.ts'
import { createRevenueTally, saveRevenue } from './saveRevenue.ts'
import { createStatusTally, saveStandings } from './saveStandings.ts'
import { sumUsageDays, sumUsageDaysAnew } from './sumUsageDays.ts'

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

/** Derives all figures of companies, by their ids in the store; and the sums that they are a part of. */
export function deriveCompanyFigures(tx: Tx, context: FigureContext, companyIds: readonly number[]): void {
  if (companyIds.length === 0) return
  sumUsageDays(tx, context)
  const accounts = readAccounts(tx)
  const shelf = createPriceShelf(tx)
  const tallies = { statuses: createStatusTally(), revenue: createRevenueTally(), payments: createPaymentTally() }
  const book = { accounts, zone: context.zone, days: tallies.payments }
  for (const companyId of companyIds) {
    const billing = readBilling(readCompanyFacts(tx, companyId, null, shelf), context.catalogs)
    saveStandings(tx, companyId, listStandings(billing, context), tallies.statuses)
    saveRevenue(tx, companyId, listRevenueChanges(billing, context.zone), tallies.revenue)
    savePrices(tx, companyId, listNamedPrices(billing, accounts))
    savePayments(tx, companyId, listPaymentRows(billing, END_OF_TIME), book)
  }
  for (const tally of Object.values(tallies)) tally.save(tx)
}

/** Derives the figures of every company: other rules hold for all of them. */
export function deriveAllFigures(tx: Tx, context: FigureContext): void {
  sumUsageDaysAnew(tx, context, false)
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
export function deriveUnowned(tx: Tx, { catalogs, zone }: FigureContext, account: AccountRow, refs: readonly string[]): void {
  const book = { accounts: new Map([[`${account.provider} ${account.ref}`, account.id]]), zone, days: createPaymentTally() }
  const link = { accountId: account.id, account: account.ref, provider: account.provider }
  for (const chunk of toChunks(refs)) {
    const billing = readBilling(readUnownedFacts(tx, link, chunk), catalogs)
    const rows = listPaymentRows(billing, END_OF_TIME).map((row) =>
      row.status === 'succeeded' ? { ...row, status: 'unmatched' as const, reason: 'It names no customer.' } : row,
    )
    savePayments(tx, null, rows, book)
  }
  book.days.save(tx)
}

function readAccounts(tx: Tx): Map<string, number> {
  const rows = listAccounts(tx).all()
  return new Map(rows.map(({ provider, ref, id }) => [`${provider} ${ref}`, id]))
}

function listNamedPrices({ facts }: Billing, accounts: ReadonlyMap<string, number>): NamedPrice[] {
  return facts.billed.flatMap(({ kind, provider, account, content }) => {
    const accountId = accounts.get(`${provider} ${account}`)
    return accountId === undefined ? [] : listPriceRefs(kind, content).map((price) => ({ accountId, price }))
  })
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

function toChunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) => items.slice(index * CHUNK, (index + 1) * CHUNK))
}
