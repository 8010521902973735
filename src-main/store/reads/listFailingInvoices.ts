import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { InvoiceContent } from '../../domain/billing/billedObject.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** An invoice that is open, and that its provider tried in vain to collect. */
export interface FailingInvoice {
  provider: ProviderName
  account: string
  ref: string
  company: string
  companyName: string
  failedAt: Instant
  reason: string | null
  content: InvoiceContent
  /** When staff last decided to try it again; null where they did not. */
  triedAt: Instant | null
}

type Row = [ProviderName, string, string, string, string, Instant, string | null, string, Instant | null]

const list = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select account.provider, account.ref, payment.ref, company.ref, company.name, payment.at, payment.reason, billed.content,
          (select max(at) from action where serial = 'invoice:' || payment.ref and action.account = account.ref and kind = 'invoice.retry')
        from payment
        join billed_object billed on billed.account_id = payment.account_id and billed.ref = payment.ref and billed.kind = 'invoice'
        join provider_account account on account.id = payment.account_id
        join company on company.id = payment.company_id
        where payment.status = 'failed' and payment.at between ? and ? and billed.deleted_at is null
        order by payment.at desc, payment.ref`,
    )
    .raw(),
)

/** Those that failed within a span, both ends included, newest first. */
export function listFailingInvoices(db: ReadDb, from: Instant, until: Instant): FailingInvoice[] {
  return (list(db).all(from, until) as Row[])
    .map(([provider, account, ref, company, companyName, failedAt, reason, content, triedAt]) => ({
      ...{ provider, account, ref, company, companyName, failedAt, reason, triedAt },
      content: JSON.parse(content) as InvoiceContent,
    }))
    .filter(({ content }) => content.status === 'open' && content.isFailing)
}
