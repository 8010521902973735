import type { PaymentItem, PaymentOffer } from '../../../src-shared/contract/payments.ts'
import type { PricedOffer } from '../../records/useOffers.ts'
import { formatMoney } from '../../ui/formatMoney.ts'

/** The choice of nothing: the payment itself says what it was for. */
export const AS_IT_SAYS = ''

type Paid = Pick<PaymentItem, 'provider' | 'amount' | 'currency'>

/** What could have been paid for: what is sold in this currency, or all where nothing is. */
export function listPayable(offers: readonly PricedOffer[], { currency }: Pick<Paid, 'currency'>): readonly PricedOffer[] {
  const own = offers.filter((offer) => offer.currency === currency)
  return own.length > 0 ? own : offers
}

export function findOffer(offers: readonly PricedOffer[], proposed: PaymentOffer | null): PricedOffer | null {
  if (proposed === null) return null
  return (
    offers.find(
      ({ product, plan, interval }) => product === proposed.product && plan === proposed.plan && interval === proposed.interval,
    ) ?? null
  )
}

/** What the chosen price means for this payment: the engine judges it the same way, and says so by its status. */
export function describeChoice(paid: Paid, chosen: PricedOffer | null, isProposed: boolean): string {
  if (chosen === null)
    return paid.provider === 'mpesa'
      ? 'What its payer wrote says it, or it stays unmatched.'
      : 'Its own reference or metadata say it, or it stays unmatched.'
  return `${chosen.productName}: ${describePrice(paid, chosen, isProposed)}`
}

function describePrice(paid: Paid, chosen: PricedOffer, isProposed: boolean): string {
  const price = formatMoney(chosen)
  if (chosen.currency !== paid.currency) return `the price is ${price}; in another currency it stays unmatched.`
  if (paid.amount < chosen.amount) return `less than the price, ${price}; it stays unmatched as underpaid.`
  if (paid.amount > chosen.amount) return `more than the price, ${price}; it stays unmatched as overpaid.`
  return isProposed ? 'one price alone is exactly this.' : 'the price is exactly this.'
}
