import type { PaymentOffer } from '../../src-shared/contract/payments.ts'
import { PRICE_INTERVALS } from '../../src-shared/model/catalog.ts'
import { readChoice, readNeeded, wrongUse } from './readOptions.ts'

export const OFFER_HELP = 'what it was for: product.plan, or product.pack'
export const INTERVAL_HELP = `by which price of it: ${PRICE_INTERVALS.join(', ')}`

export interface OfferOptions {
  for?: string
  interval?: string
}

/** What a payment was for; null where it is not said. */
export function readOfferOrNull(options: OfferOptions): PaymentOffer | null {
  if (options.for === undefined && options.interval === undefined) return null
  return readOffer(options)
}

/** Both must be said: a plan that is paid by the month is another thing than one that is paid once. */
export function readOffer(options: OfferOptions): PaymentOffer {
  return readNamedOffer('--for', options.for, options.interval)
}

/** The same where the option that names the plan is called otherwise. */
export function readNamedOffer(option: string, text: string | undefined, intervalText: string | undefined): PaymentOffer {
  const name = readNeeded(`${option} PRODUCT.PLAN`, text)
  const interval = readNeeded('--interval INTERVAL', intervalText)
  const [product = '', plan = '', ...rest] = name.split('.')
  if (product === '' || plan === '' || rest.length > 0)
    throw wrongUse(`"${name}" is no plan of a product.`, `Write it as product.plan, such as ${option} trading.pro.`)
  return { product, plan, interval: readChoice('interval', interval, PRICE_INTERVALS) }
}

/** Empty for nothing. */
export function toOfferText(offer: PaymentOffer | null): string {
  return offer === null ? '' : `${offer.product}.${offer.plan} (${offer.interval})`
}
