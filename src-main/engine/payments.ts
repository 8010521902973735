import type { PaymentItem } from '../../src-shared/contract/payments.ts'
import { z } from '../../src-shared/contract/zod.ts'
import type { ReadDb } from '../store/readDb.ts'
import { countPayments, listPayments, type PaymentFilter } from '../store/reads/payments.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { getProduct } from './catalogNames.ts'
import { getCompanyIdentity } from './companies.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { listPaymentsAsOf } from './listPaymentsAsOf.ts'

type PaymentAsk = Omit<PaymentFilter, 'companyId'> & { company: string | null }

const place = z.tuple([z.int(), z.string(), z.int()])

export function listPaymentPage(
  db: ReadDb,
  { limit, cursor, ...ask }: PaymentAsk & { limit: number; cursor: string | null },
): { items: PaymentItem[]; next: string | null } {
  const filter = toFilter(db, ask)
  const { companyId, product, status, provider, at } = filter
  const question = ['payments', companyId, product, status, provider, at].join('|')
  const after = cursor === null ? null : readCursor(cursor, question, place)
  const position = after && { at: after[0], ref: after[1], id: after[2] }
  const { items, next } = at === null ? listPayments(db, filter, limit, position) : listPaymentsAsOf(db, { ...filter, at }, limit, position)
  return { items, next: next && writeCursor(question, [next.at, next.ref, next.id]) }
}

export function countPaymentRows(db: ReadDb, ask: PaymentAsk): { total: number } {
  return { total: countPayments(db, toFilter(db, ask)) }
}

function toFilter(db: ReadDb, { company, ...rest }: PaymentAsk): PaymentFilter {
  if (rest.product !== null) getProduct(readCatalogs(db), rest.product)
  return { ...rest, companyId: company === null ? null : getCompanyIdentity(db, company).companyId }
}
