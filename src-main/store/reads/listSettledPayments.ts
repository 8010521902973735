import type { Instant } from '../../../src-shared/model/instant.ts'
import type { PaymentStatus } from '../../../src-shared/model/paymentStatus.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

export interface SettledPayment {
  provider: ProviderName
  account: string
  ref: string
  company: string | null
  name: string | null
  product: string | null
  plan: string | null
  amount: number
  currency: string
  at: Instant
  reason: string | null
  /** Until when the company holds what it has of the product. */
  until: Instant | null
}

const listSettled = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select provider, account.ref as account, payment.ref, company.ref as company, company.name, payment.product, payment.plan,
        amount, currency, at, reason, held.until
      from payment
      join provider_account as account on account.id = payment.account_id
      left join company on company.id = payment.company_id
      left join company_product as held on held.company_id = payment.company_id and held.product = payment.product
      where payment.status = :status and at > :since order by at desc, payment.ref desc limit :most`,
  ),
)

/** Payments that became this after an instant, the newest first. */
export function listSettledPayments(
  db: ReadDb,
  question: { status: Extract<PaymentStatus, 'succeeded' | 'failed'>; since: Instant; most: number },
): SettledPayment[] {
  return listSettled(db).all(question) as SettledPayment[]
}
