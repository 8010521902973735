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

/** The provider's clock and ours differ a little: what is asked for in one moment may be paid in one before it. */
const CLOCKS_MS = 2 * 60_000

/**
 * What is open is listed as pending, by its provider's name of it, else by its key. What was withdrawn after the payment was open at its instant.
 * A key of a company that is several names whose it was.
 */
const list = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select company.ref as company, content ->> 'amount' as amount, product || '.' || (content ->> 'plan') as what,
      content ->> 'reference' as reference
    from recorded_fact expected
    join company_link link on link.own = expected.company
    join company on company.id = link.company_id
    where kind = 'expected' and content ->> 'currency' = :currency and content ->> 'amount' = :amount and expected.at <= :paidBy
      and exists (select 1 from provider_account account join payment on payment.account_id = account.id
        where account.provider = content ->> 'provider' and account.ref = content ->> 'account'
          and payment.ref in (coalesce(content ->> 'ref', expected.key), expected.key || ' of ' || expected.company)
          and (payment.status = 'pending' or (payment.status = 'canceled' and exists (select 1 from recorded_fact late
            where late.company = expected.company and late.kind = 'withdrawn' and late.key = expected.key and late.at = payment.at))))
      and not exists (select 1 from recorded_fact gone where gone.company = expected.company and gone.kind = 'withdrawn'
        and gone.key = expected.key and gone.at < :paidAt)
    order by expected.at desc limit 20`,
  ),
)

/** Of whom exactly this amount was expected when it was paid and nothing else was paid for it, the newest first. */
export function listExpected(db: ReadDb, paid: { amount: number; currency: string; at: Instant }): Expected[] {
  const { amount, currency, at } = paid
  return list(db).all({ amount, currency, paidAt: at, paidBy: at + CLOCKS_MS }) as Expected[]
}
