import type { Tx } from '../readDb.ts'
import { providerAccount } from '../schema/sync.ts'
import { deriveCompanyFigures, deriveUnowned, type FigureContext } from './deriveFigures.ts'
import { derivePaymentOwners, listUnownedPayments } from './derivePaymentOwners.ts'

/**
 * Derives again whose all payments are that name no customer: another word about whose something is may hold for any of them.
 *
 * There are few at a provider that knows its customers; at M-Pesa they are all that it has, and staff say such a word some times a day.
 */
export function deriveNobodys(tx: Tx, context: FigureContext): void {
  for (const account of tx.drizzle.select().from(providerAccount).all()) {
    const refs = listUnownedPayments(tx, account)
    const touched = derivePaymentOwners(tx, account, refs)
    deriveCompanyFigures(tx, context, touched)
    deriveUnowned(tx, context, account, refs)
  }
}
