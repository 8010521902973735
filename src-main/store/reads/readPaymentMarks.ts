import { and, eq, isNull } from 'drizzle-orm'
import type { Company } from '../../../src-shared/contract/companies.ts'
import type { VirtualAccountContent } from '../../domain/billing/billedObject.ts'
import type { ReadDb } from '../readDb.ts'
import { billedObject } from '../schema/billing.ts'
import { companyLink } from '../schema/companies.ts'
import { providerAccount } from '../schema/sync.ts'
import { listLinkedTo } from './linkFacts.ts'

/** By what a payment that names no customer is known to be a company's, its code aside. */
export function readPaymentMarks(db: ReadDb, id: number): Pick<Company, 'phones' | 'references' | 'accounts'> {
  return { phones: listClaimed(db, id, 'phone'), references: listClaimed(db, id, 'reference'), accounts: listAccounts(db, id) }
}

function listClaimed(db: ReadDb, id: number, kind: 'phone' | 'reference'): string[] {
  const owns = db.drizzle.select({ own: companyLink.own }).from(companyLink).where(eq(companyLink.companyId, id)).all()
  return owns.flatMap(({ own }) => listLinkedTo(db, own, kind).map(({ ref }) => ref)).sort()
}

/** Virtual accounts of its customers, the newest first. */
function listAccounts({ drizzle }: ReadDb, id: number): Company['accounts'] {
  return drizzle
    .select({ provider: providerAccount.provider, content: billedObject.content, createdAt: billedObject.createdAt })
    .from(companyLink)
    .innerJoin(billedObject, and(eq(billedObject.accountId, companyLink.accountId), eq(billedObject.customer, companyLink.ref)))
    .innerJoin(providerAccount, eq(providerAccount.id, companyLink.accountId))
    .where(and(eq(companyLink.companyId, id), eq(billedObject.kind, 'account'), isNull(billedObject.deletedAt)))
    .all()
    .sort((a, b) => b.createdAt - a.createdAt)
    .map(({ provider, content }) => ({ provider, ...(JSON.parse(content) as VirtualAccountContent) }))
}
