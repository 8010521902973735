import { and, eq, inArray, isNull, lte } from 'drizzle-orm'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { type Billing, readBilling } from '../../domain/billing/billing.ts'
import { listPaymentRows } from '../../domain/billing/listPaymentRows.ts'
import type { Catalogs } from '../../domain/catalogHistory.ts'
import { listRevenueChanges } from '../../domain/revenue/listRevenueChanges.ts'
import { listUseMonths } from '../../domain/usage/listUseMonths.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { listPriceRefs, readCompanyFacts, readUnownedFacts } from '../reads/companyFacts.ts'
import type { AccountRow } from '../reads/connections.ts'
import { createPriceShelf } from '../reads/priceShelf.ts'
import { billedObject } from '../schema/billing.ts'
import { companyLink } from '../schema/companies.ts'
import { companyProduct, payment } from '../schema/figures.ts'
import { providerAccount } from '../schema/sync.ts'
import { derivePaymentOwners, listOwnedPayments } from './derivePaymentOwners.ts'
import { dropCompany, isCompany } from './dropCompany.ts'
import { listStandings } from './listStandings.ts'
import { saveMetered } from './saveMetered.ts'
import { createPaymentTally, savePayments } from './savePayments.ts'
import { type NamedPrice, savePrices } from './savePrices.ts'
import { createRevenueTally, saveRevenue } from './saveRevenue.ts'
import { createStatusTally, saveStandings } from './saveStandings.ts'
import { createUseTally, saveUseMonths } from './saveUseMonths.ts'
import { createUsageTally, sumUsageDays, sumUsageDaysAnew } from './sumUsageDays.ts'

/** What figures follow from beside the facts. */
export interface FigureContext {
  catalogs: Catalogs
  /** The workspace's. */
  zone: string
  now: Instant
}

/** What a page of objects touched: provider customers, payments of nobody, and prices with all who have them. */
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

/** Derives the figures of those who were touched, and of nobody else. Who has a price is `takeTouched`'s to say: there may be very many. */
export function deriveFigures(tx: Tx, context: FigureContext, touched: Omit<Touched, 'prices'>, account: AccountRow): void {
  const companies = new Set(derivePaymentOwners(tx, account, touched.unowned))
  for (const refs of toChunks(touched.customers)) {
    const isOfCustomer = and(eq(companyLink.accountId, account.id), inArray(companyLink.ref, refs))
    for (const { id } of tx.drizzle.select({ id: companyLink.companyId }).from(companyLink).where(isOfCustomer).all()) companies.add(id)
  }
  deriveCompanyFigures(tx, context, [...companies])
  deriveUnowned(tx, context, account, touched.unowned)
}

/**
 * Derives all figures of companies, by their ids in the store; and the sums that they are a part of.
 *
 * @returns whose are others than were kept
 */
export function deriveCompanyFigures(tx: Tx, context: FigureContext, companyIds: readonly number[]): number[] {
  if (companyIds.length === 0) return []
  sumUsageDays(tx, context)
  const accounts = readAccounts(tx)
  const shelf = createPriceShelf(tx)
  const tallies = {
    statuses: createStatusTally(),
    revenue: createRevenueTally(),
    payments: createPaymentTally(),
    usage: createUsageTally(),
    uses: createUseTally(),
  }
  const metered = { zone: context.zone, tally: tallies.usage }
  const book = { accounts, zone: context.zone, days: tallies.payments }
  const others = companyIds.filter((companyId) => {
    if (!isCompany(tx, companyId)) {
      saveStandings(tx, companyId, [], tallies.statuses)
      saveRevenue(tx, companyId, [], tallies.revenue)
      savePayments(tx, companyId, [], book)
      saveMetered(tx, companyId, [], metered)
      saveUseMonths(tx, companyId, [], tallies.uses)
      dropCompany(tx, companyId)
      return true
    }
    const billing = readBilling(readCompanyFacts(tx, companyId, null, shelf), context.catalogs)
    const differences = [
      saveStandings(tx, companyId, listStandings(billing, context), tallies.statuses),
      saveRevenue(tx, companyId, listRevenueChanges(billing, context.zone), tallies.revenue),
      savePrices(tx, companyId, listNamedPrices(billing, accounts)),
      savePayments(tx, companyId, listPaymentRows(billing, END_OF_TIME), book).length > 0,
      saveMetered(tx, companyId, billing.metered.records, metered),
      saveUseMonths(tx, companyId, listUseMonths(billing.facts.usage, context), tallies.uses),
    ]
    return differences.some(Boolean)
  })
  for (const tally of Object.values(tallies)) tally.save(tx)
  return others
}

/**
 * Derives the figures of companies between which customers moved: and whose the payments are that name no customer, for what was written or
 * agreed leads to another now.
 */
export function deriveMoved(tx: Tx, context: FigureContext, companyIds: readonly number[]): void {
  const owned = listOwnedPayments(tx, companyIds)
  const companies = new Set(companyIds)
  const accounts = listAccounts(tx).all()
  const refs = new Map(
    accounts.map((account) => [account, owned.filter(({ accountId }) => accountId === account.id).map(({ ref }) => ref)]),
  )
  for (const [account, of] of refs) for (const company of derivePaymentOwners(tx, account, of)) companies.add(company)
  deriveCompanyFigures(tx, context, [...companies])
  for (const [account, of] of refs) deriveUnowned(tx, context, account, of)
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

/** Payments that name no customer: each is for staff to assign. @returns which are others than were kept */
export function deriveUnowned(tx: Tx, { catalogs, zone }: FigureContext, account: AccountRow, refs: readonly string[]): string[] {
  const book = { accounts: new Map([[`${account.provider} ${account.ref}`, account.id]]), zone, days: createPaymentTally() }
  const link = { accountId: account.id, account: account.ref, provider: account.provider }
  const others = toChunks(refs).flatMap((chunk) => {
    const billing = readBilling(readUnownedFacts(tx, link, chunk), catalogs)
    const rows = listPaymentRows(billing, END_OF_TIME).map((row) =>
      row.status === 'succeeded' ? { ...row, status: 'unmatched' as const, reason: 'It names no customer.' } : row,
    )
    return savePayments(tx, null, rows, book)
  })
  book.days.save(tx)
  return others
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

/** What nobody owns, and another catalog may now explain. */
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
