import { and, eq } from 'drizzle-orm'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { ReadDb } from '../readDb.ts'
import { company, companyLink } from '../schema/companies.ts'
import { providerAccount } from '../schema/sync.ts'
import type { AccountRow } from './connections.ts'

/** A provider's customer, and which company it is. */
export interface CompanyMember {
  account: AccountRow
  ref: string
  companyId: number
  /** Our id of the company that it is now, and of the one that it is where it is linked to no other. */
  company: string
  own: string
}

/** The customers that a company is, by its id in the store. */
export function listCompanyMembers(db: ReadDb, companyId: number): CompanyMember[] {
  return select(db).where(eq(companyLink.companyId, companyId)).all()
}

/** A customer by its provider's id of it; null where the mirror has none. */
export function findCustomerPlace(db: ReadDb, provider: ProviderName, ref: string): CompanyMember | null {
  const isIt = and(eq(companyLink.ref, ref), eq(providerAccount.provider, provider))
  return select(db).where(isIt).limit(1).get() ?? null
}

function select({ drizzle }: ReadDb) {
  const fields = {
    account: providerAccount,
    ref: companyLink.ref,
    companyId: companyLink.companyId,
    company: company.ref,
    own: companyLink.own,
  }
  return drizzle
    .select(fields)
    .from(companyLink)
    .innerJoin(providerAccount, eq(providerAccount.id, companyLink.accountId))
    .innerJoin(company, eq(company.id, companyLink.companyId))
}
