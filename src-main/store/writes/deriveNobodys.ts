import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import type { AccountRow } from '../reads/connections.ts'
import { providerAccount } from '../schema/sync.ts'
import { deriveCompanyFigures, deriveUnowned, type FigureContext } from './deriveFigures.ts'
import { derivePaymentOwners, listUnownedPayments } from './derivePaymentOwners.ts'

const listOwners = prepareOnce((tx: Tx) => tx.sqlite.prepare('select ref, company_id from payment_owner where account_id = ?').raw())

/**
 * Derives again whose all payments are that name no customer: another word about whose something is may hold for any of them.
 *
 * Whose each is costs a look at each; figures are derived of those alone that got one or lost one by it.
 */
export function deriveNobodys(tx: Tx, context: FigureContext): void {
  for (const account of tx.drizzle.select().from(providerAccount).all()) {
    const before = readOwners(tx, account)
    derivePaymentOwners(tx, account, listUnownedPayments(tx, account))
    const after = readOwners(tx, account)
    const moved = [...new Set([...before.keys(), ...after.keys()])].filter((ref) => before.get(ref) !== after.get(ref))
    const companies = new Set(moved.flatMap((ref) => [before.get(ref) ?? [], after.get(ref) ?? []].flat()))
    deriveCompanyFigures(tx, context, [...companies])
    deriveUnowned(tx, context, account, moved)
  }
}

function readOwners(tx: Tx, { id }: AccountRow): Map<string, number> {
  return new Map(listOwners(tx).all(id) as [ref: string, companyId: number][])
}
