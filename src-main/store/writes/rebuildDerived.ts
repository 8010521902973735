import { and, asc, eq, gt } from 'drizzle-orm'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { BilledKind } from '../../domain/billing/billedObject.ts'
import type { MirroredBilled } from '../../domain/mirrored.ts'
import type { Tx } from '../readDb.ts'
import type { AccountRow } from '../reads/connections.ts'
import { DERIVATION } from '../reads/isDerived.ts'
import { billedObject, billedObjectRaw } from '../schema/billing.ts'
import { company, companyLink } from '../schema/companies.ts'
import { derivation, payment, paymentDay, revenueDay, statusCount, usageMonthSum } from '../schema/figures.ts'
import { customer } from '../schema/mirror.ts'
import { providerAccount } from '../schema/sync.ts'
import { deriveCompanies } from './deriveCompanies.ts'
import { deriveCompanyFigures, deriveUnowned, type FigureContext } from './deriveFigures.ts'
import { derivePaymentOwners, listUnownedPayments } from './derivePaymentOwners.ts'
import { dropUnlinked } from './dropCompany.ts'
import { tellActionsAnew } from './saveAction.ts'
import { sumUsageDaysAnew } from './sumUsageDays.ts'

const PAGE = 500

/** Drops every derived row and derives it again from the mirror and the facts. */
export function rebuildDerived(tx: Tx, context: FigureContext): void {
  tx.drizzle.delete(payment).run()
  tx.drizzle.delete(companyLink).run()
  tx.sqlite.prepare('delete from company_search').run()
  tx.drizzle.delete(company).run()
  for (const sums of [revenueDay, paymentDay, statusCount, usageMonthSum]) tx.drizzle.delete(sums).run()
  sumUsageDaysAnew(tx, context, true)
  const accounts = tx.drizzle.select().from(providerAccount).orderBy(asc(providerAccount.id)).all()
  // Who is whom comes first: one company may be a customer of each.
  for (const account of accounts) rebuildCompanies(tx, account)
  // One whose customer came before the one that it is linked to was a company of its own until then.
  dropUnlinked(tx)
  const owned = accounts.map((account) => [account, listUnownedPayments(tx, account)] as const)
  for (const [account, refs] of owned) derivePaymentOwners(tx, account, refs)
  const companies = tx.drizzle.selectDistinct({ id: companyLink.companyId }).from(companyLink).all()
  deriveCompanyFigures(
    tx,
    context,
    companies.map(({ id }) => id),
  )
  for (const [account, refs] of owned) deriveUnowned(tx, context, account, refs)
  tellActionsAnew(tx)
  tx.drizzle.delete(derivation).run()
  tx.drizzle.insert(derivation).values({ id: 1, version: DERIVATION }).run()
}

function rebuildCompanies(tx: Tx, account: AccountRow): void {
  for (let after = 0; ; ) {
    const isNext = and(eq(customer.accountId, account.id), gt(customer.id, after))
    const rows = tx.drizzle
      .select({ id: customer.id, ref: customer.ref })
      .from(customer)
      .where(isNext)
      .orderBy(asc(customer.id))
      .limit(PAGE)
      .all()
    if (rows.length === 0) return
    deriveCompanies(
      tx,
      account,
      rows.map(({ ref }) => ref),
    )
    after = rows.at(-1)?.id ?? after
  }
}

/** Reads an object again as it was kept; null where that cannot be. */
export type ReadAgain = (provider: ProviderName, kind: BilledKind, json: string) => MirroredBilled | null

/** Reads every object again from the provider's own words as they were kept. What cannot be read stays as it is. */
export function readKeptAgain(tx: Tx, readAgain: ReadAgain): { total: number; changed: number; unreadable: number } {
  const counts = { total: 0, changed: 0, unreadable: 0 }
  for (let after = 0; ; ) {
    const rows = tx.drizzle
      .select({ object: billedObject, json: billedObjectRaw.json, provider: providerAccount.provider })
      .from(billedObject)
      .innerJoin(billedObjectRaw, eq(billedObjectRaw.objectId, billedObject.id))
      .innerJoin(providerAccount, eq(providerAccount.id, billedObject.accountId))
      .where(gt(billedObject.id, after))
      .orderBy(asc(billedObject.id))
      .limit(PAGE)
      .all()
    if (rows.length === 0) return counts
    for (const { object, json, provider } of rows) {
      after = object.id
      counts.total += 1
      const read = readAgain(provider, object.kind, json)
      if (read === null) {
        counts.unreadable += 1
        continue
      }
      const { customer: owner, partOf, createdAt } = read
      const content = JSON.stringify(read.content)
      if (content === object.content && owner === object.customer && partOf === object.partOf && createdAt === object.createdAt) continue
      counts.changed += 1
      tx.drizzle.update(billedObject).set({ content, customer: owner, partOf, createdAt }).where(eq(billedObject.id, object.id)).run()
    }
  }
}
