import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'

type Asked = Pick<PaymentItem, 'provider' | 'company' | 'product' | 'reason'>

/** By the engine's reasons. One that is not among them is answered by what is missing of the payment. */
const BY_REASON: readonly [RegExp, string][] = [
  [/^Underpaid/, 'It is paid back at the provider, and paid anew for the whole price.'],
  [/^Overpaid/, 'It is paid back at the provider, and paid anew for the price alone.'],
  [/^Paid in /, 'A catalog with a price in this currency is imported, or it is paid back at the provider.'],
  [/several products/, 'Its metadata names the product too, as product.plan.'],
  [
    /no catalog|has no price|no price of the plan/,
    'A catalog with this plan and price is imported: the payment is then read again by itself.',
  ],
]

const UNNAMED = /names? a price|what it was for/
/** Of M-Pesa nothing can be named afterwards: what its payer wrote stays, and metadata it has none. */
const NAMED_AT: Record<ProviderName, string | null> = {
  stripe: 'The price or the plan is named in its metadata at Stripe: it is read again with the next sync.',
  paystack: 'The price or the plan is named in its metadata at Paystack: it is read again with the next sync.',
  mpesa: null,
}
const UNNAMED_WRITTEN = 'Somebody says what it was for: what its payer wrote does not.'

/** What would settle a payment that matches nothing, one way a line. */
export function describeSettlement({ provider, company, product, reason }: Asked): string[] {
  const isUnnamed = reason !== null && UNNAMED.test(reason)
  const known =
    BY_REASON.find(([form]) => reason !== null && form.test(reason))?.[1] ?? (isUnnamed && (NAMED_AT[provider] ?? UNNAMED_WRITTEN))
  return [
    ...(company === null ? ['Somebody says whose it is: it names no customer of any company.'] : []),
    ...(known ? [known] : product === null ? ['Somebody says what it was for: no catalog names its price.'] : []),
    'Or somebody assigns it by hand.',
  ]
}
