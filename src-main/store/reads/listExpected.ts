import type { Instant } from '../../../src-shared/model/instant.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** Something that a company is asked to pay and has not paid. */
export interface Expected {
  /** Our id of the company that it is now. */
  company: string
  amount: number
  /** `product.plan`. */
  what: string
  /** What it was told to write as the account; null where nothing was agreed. */
  reference: string | null
}

const list = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select company.ref as company, content ->> 'amount' as amount, product || '.' || (content ->> 'plan') as what,
      content ->> 'reference' as reference
    from recorded_fact expected
    join company_link link on link.own = expected.company
    join company on company.id = link.company_id
    where kind = 'expected' and content ->> 'currency' = :currency and content ->> 'amount' = :amount
      and not exists (select 1 from payment where payment.company_id = company.id and payment.status = 'succeeded'
        and payment.amount = content ->> 'amount' and payment.at >= expected.at)
      and not exists (select 1 from recorded_fact gone where gone.company = expected.company and gone.kind = 'withdrawn'
        and gone.key = expected.key and gone.at < :paidAt)
    order by expected.at desc limit 20`,
  ),
)

/** Of whom exactly this amount was expected when it was paid, the newest first. */
export function listExpected(db: ReadDb, paid: { amount: number; currency: string; at: Instant }): Expected[] {
  return list(db).all({ amount: paid.amount, currency: paid.currency, paidAt: paid.at }) as Expected[]
}
