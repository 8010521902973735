import type { PaymentItem } from '../../src-shared/contract/payments.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { readBilling } from '../domain/billing/billing.ts'
import { listPaymentRows } from '../domain/billing/listPaymentRows.ts'
import type { PaymentRow } from '../domain/billing/paymentRow.ts'
import type { ReadDb } from '../store/readDb.ts'
import { readCompanyFacts, readUnownedFacts } from '../store/reads/companyFacts.ts'
import { type BegunPayment, listBegunPayments, type PaymentFilter, type PaymentPosition } from '../store/reads/payments.ts'
import { readCatalogs } from './answers/readCatalogs.ts'

const CHUNK = 200

/** Payments as they stood at an instant, those asked for last first: each is derived as of then. */
export function listPaymentsAsOf(
  db: ReadDb,
  filter: PaymentFilter & { at: Instant },
  limit: number,
  after: PaymentPosition | null,
): { items: PaymentItem[]; next: PaymentPosition | null } {
  const found: { item: PaymentItem; position: PaymentPosition }[] = []
  const derive = createDeriver(db, filter.at)
  for (let last = after; found.length <= limit; ) {
    const begun = listBegunPayments(db, filter, CHUNK, last)
    for (const each of begun) {
      const row = derive(each)
      if (row && fits(row, filter)) found.push({ item: toItem(row, each), position: each.position })
    }
    last = begun.at(-1)?.position ?? null
    if (begun.length < CHUNK) break
  }
  const items = found.slice(0, limit)
  return { items: items.map(({ item }) => item), next: found.length > limit ? (items.at(-1)?.position ?? null) : null }
}

/** Derives each company's payments once. */
function createDeriver(db: ReadDb, at: Instant): (begun: BegunPayment) => PaymentRow | null {
  const catalogs = readCatalogs(db)
  const byOwner = new Map<string, Map<string, PaymentRow>>()
  return ({ companyId, accountId, account, provider, position: { ref } }) => {
    const owner = companyId === null ? `payment ${accountId} ${ref}` : `company ${companyId}`
    const known = byOwner.get(owner)
    if (known) return known.get(`${account} ${ref}`) ?? null
    const facts = companyId === null ? readUnownedFacts(db, { accountId, account, provider }, [ref]) : readCompanyFacts(db, companyId, null)
    const rows = new Map(listPaymentRows(readBilling(facts, catalogs), at).map((row) => [`${row.account} ${row.ref}`, row]))
    byOwner.set(owner, rows)
    return rows.get(`${account} ${ref}`) ?? null
  }
}

function fits(row: PaymentRow, { product, status }: PaymentFilter): boolean {
  return (product === null || row.product === product) && (status === null || row.status === status)
}

function toItem({ account: _, since: __, ...row }: PaymentRow, { company, companyName }: BegunPayment): PaymentItem {
  return { ...row, company, companyName }
}
