import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import { toCsv } from '../../ui/toCsv.ts'

const HEAD = [
  'Company',
  'Company id',
  'When',
  'Seen',
  'Provider',
  'Reference',
  'Product',
  'Plan or pack',
  'Amount',
  'Currency',
  'Status',
  'Reason',
]

/** Ids beside the company's name, instants in UTC, amounts in the currency's unit. */
export function toPaymentsCsv(company: { id: string; name: string }, payments: readonly PaymentItem[]): string {
  return toCsv(
    HEAD,
    payments.map(({ at, seenAt, provider, ref, product, plan, amount, currency, status, reason }) => [
      ...[company.name, company.id, toIso(at), toIso(seenAt), provider, ref, product, plan],
      ...[toDecimalText({ amount, currency }), currency, status, reason],
    ]),
  )
}
