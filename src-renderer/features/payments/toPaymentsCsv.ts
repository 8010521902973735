import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import { toCsv } from '../../ui/toCsv.ts'

/** Amounts as digits in their own currency, instants in UTC, ids beside names. */
export function toPaymentsCsv(rows: readonly PaymentItem[]): string {
  return toCsv(
    [
      'Happened',
      'Seen',
      'Provider',
      'Reference',
      'Company',
      'Company id',
      'Product',
      'Plan or pack',
      'Amount',
      'Currency',
      'Status',
      'Reason',
    ],
    rows.map(({ at, seenAt, provider, ref, companyName, company, product, plan, amount, currency, status, reason }) => [
      toIso(at),
      toIso(seenAt),
      provider,
      ref,
      companyName,
      company,
      product,
      plan,
      toDecimalText({ amount, currency }),
      currency,
      status,
      reason,
    ]),
  )
}
