import { formatMoney } from '../ui/formatMoney.ts'
import { INTERVAL_TEXT } from './intervalText.ts'
import type { PricedOffer } from './useOffers.ts'

/** What is sold, as choices under the names of its products: `Pro: KES 1,500.00 once`. */
export function OfferOptions({ offers }: { offers: readonly PricedOffer[] }) {
  return [...Map.groupBy(offers, ({ product }) => product)].map(([product, own]) => (
    <optgroup key={product} label={own[0]?.productName ?? product}>
      {own.map(({ key, name, amount, currency, interval }) => (
        <option key={key} value={key}>{`${name}: ${formatMoney({ amount, currency })} ${INTERVAL_TEXT[interval]}`}</option>
      ))}
    </optgroup>
  ))
}
