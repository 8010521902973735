import type { PaymentItem } from '../../../src-shared/contract/payments.ts'

/** What would settle a payment that matches nothing, one thing a line; a figure is derived again as soon as one of them is done. */
export function describeSettlement({ company, product, provider }: Pick<PaymentItem, 'company' | 'product' | 'provider'>): string[] {
  const steps: string[] = []
  if (company === null)
    steps.push(
      provider === 'mpesa'
        ? 'A company with the phone it came from, or with the account that was typed.'
        : 'A company to which the provider’s customer is linked. A payment without a customer has to be assigned.',
    )
  if (product === null)
    steps.push('A catalog that names its price, or the plan in its metadata: once imported, the payment is read again by itself.')
  else steps.push('The missing rest, paid at the provider; or what was too much, refunded there.')
  steps.push('Assigning it to a company and a plan by hand.')
  return steps
}
