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
    order by expected.at desc limit 20`,
  ),
)

/** Of whom exactly this amount is expected, the newest first. */
export function listExpected(db: ReadDb, paid: { amount: number; currency: string }): Expected[] {
  return list(db).all({ amount: paid.amount, currency: paid.currency }) as Expected[]
}
