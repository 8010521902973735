import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** Of whom something was expected. */
interface Agreed {
  /** Our id of the company that it is now. */
  company: string
  companyId: number
}

const list = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(
    `select distinct company.ref as company, company.id as companyId from recorded_fact expected
    join company_link link on link.own = expected.company
    join company on company.id = link.company_id
    where kind = 'expected' and content ->> 'provider' = :provider and content ->> 'account' = :account
      and (json_extract(content, '$.reference') = :written or expected.key = :ref)
    order by company.ref limit 10`,
  ),
)

/** With whom it was agreed that a payment has this name, or that its payer writes this as the account, paid since or not. */
export function listAgreed(
  db: ReadDb,
  payment: { provider: ProviderName; account: string; ref: string; written: string | null },
): Agreed[] {
  return list(db).all(payment) as Agreed[]
}
