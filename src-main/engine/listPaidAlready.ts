import type { PaymentItem } from '../../src-shared/contract/payments.ts'
import { readBilling } from '../domain/billing/billing.ts'
import type { PaidExpectation } from '../domain/links/proposeOwners.ts'
import { toReferenceKey } from '../domain/links/toReferenceKey.ts'
import type { ReadDb } from '../store/readDb.ts'
import { readCompanyFacts } from '../store/reads/companyFacts.ts'
import { listAgreed } from '../store/reads/listAgreed.ts'
import { readCatalogs } from './answers/readCatalogs.ts'

interface PaidAgain {
  item: Pick<PaymentItem, 'provider' | 'ref' | 'at'>
  account: string
  /** What was written as the account. */
  reference: string | null
}

/** By the companies that it was agreed with: what was expected by a payment's name or reference, and was paid by another one before it. */
export function listPaidAlready(db: ReadDb, { item, account, reference }: PaidAgain): Map<string, PaidExpectation[]> {
  const { provider, ref, at } = item
  const written = reference === null ? null : toReferenceKey(reference)
  const catalogs = readCatalogs(db)
  return new Map(
    listAgreed(db, { provider, account, ref, written }).map(({ company, companyId }) => {
      const { facts, purchases } = readBilling(readCompanyFacts(db, companyId, null), catalogs)
      const paid = facts.recorded.flatMap((fact): PaidExpectation[] => {
        if (fact.kind !== 'expected' || fact.content.provider !== provider || fact.content.account !== account) return []
        const by = purchases.find(({ expected, outcome }) => expected === fact.key && outcome === 'succeeded')
        if (by === undefined || by.ref === ref || by.at > at) return []
        if (fact.content.ref === ref) return [{ reference: ref, at: by.at }]
        return reference !== null && fact.content.reference === written ? [{ reference: reference.trim(), at: by.at }] : []
      })
      return [company, paid]
    }),
  )
}
