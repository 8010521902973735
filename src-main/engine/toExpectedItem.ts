import type { ExpectedPaymentItem } from '../../src-shared/contract/payments.ts'
import type { RecordedFact } from '../domain/recordedFact.ts'

/** What was expected, as it is told. */
export function toExpectedItem({ key, company, product, at, content }: Extract<RecordedFact, { kind: 'expected' }>): ExpectedPaymentItem {
  const { provider, ref, reference, plan, interval, amount, currency, phone } = content
  return { key, company, provider, ref, reference, offer: { product, plan, interval }, amount, currency, phone, at }
}
