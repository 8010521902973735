import { parseDecimalText, toDecimalText } from '../../../src-shared/model/money.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { PricedOffer } from '../../records/useOffers.ts'
import { formatMoney } from '../../ui/formatMoney.ts'

/** The only currency of M-Pesa in Kenya. */
const SHILLINGS = 'KES'

/** What can be paid for at a provider. */
export function listPayableAt(offers: readonly PricedOffer[], provider: ProviderName | null): readonly PricedOffer[] {
  return provider === 'mpesa' ? offers.filter(({ currency }) => currency === SHILLINGS) : offers
}

/** What the company is on already, where one price alone is that. */
export function findOwnOffer(
  offers: readonly PricedOffer[],
  subscriptions: readonly { product: string; subscribedPlan: string | null }[],
): PricedOffer | null {
  const own = offers.filter(({ product, plan }) => subscriptions.some((each) => each.product === product && each.subscribedPlan === plan))
  return own.length === 1 ? (own[0] ?? null) : null
}

interface ReadAmount {
  /** As the field shows it. */
  text: string
  amount: number | null
  help: string
  fault: string | null
}

/** What was typed as the amount; until something is, the price. @param typed null until then */
export function readAmount(typed: string | null, offer: PricedOffer | null): ReadAmount {
  if (offer === null) return { text: typed ?? '', amount: null, help: 'The price, or what was agreed on', fault: null }
  const text = typed ?? toDecimalText(offer)
  const amount = parseDecimalText(text.replaceAll(/[,\s]/g, ''), offer.currency)?.amount ?? 0
  const price = formatMoney(offer)
  return {
    text,
    amount: amount > 0 ? amount : null,
    help: amount === offer.amount ? `The price, in ${offer.currency}` : `Agreed on instead of the price, ${price}`,
    fault: amount > 0 ? null : `Give an amount such as ${toDecimalText(offer)}`,
  }
}
