import type { Catalog, Price } from '../../../src-shared/model/catalog.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import { toPriceKey } from '../companyFacts.ts'
import type { Billing } from './billing.ts'
import type { Purchase, PurchaseLine } from './listPurchases.ts'
import { listFromInForce, type Offer } from './matchPrice.ts'

/** What a purchase was for, line by line; where nobody can say, why not. */
export type PurchaseReading =
  | { kind: 'matched'; offers: { offer: Offer; line: PurchaseLine | null }[] }
  | { kind: 'unmatched'; reason: string }

/**
 * Says what was bought once, by the catalogs in force when it was paid.
 *
 * The amount and the currency must be the price's: less is underpaid, more overpaid, and either is for staff to assign (domain.md, *How a
 * payment finds its company and its plan*).
 */
export function readPurchase(billing: Billing, purchase: Purchase): PurchaseReading {
  const offers = purchase.lines.flatMap((line) => {
    const offer = billing.offerOf(purchase.provider, line.price, purchase.at)
    return offer ? [{ offer, line }] : []
  })
  if (offers.length === 0) return readNamed(billing, purchase)
  for (const { offer, line } of offers) {
    const due = findDue(billing, purchase, offer, line)
    const paid = purchase.lines.length === 1 ? purchase.amount : line.amount
    const wrong = due && compare(purchase, due, paid)
    if (wrong) return { kind: 'unmatched', reason: wrong }
  }
  return { kind: 'matched', offers }
}

interface Due {
  amount: number
  currency: string
}

/** What a line should have cost: the provider's own price, else the catalog's. */
function findDue({ facts, catalogs }: Billing, { provider, currency, at }: Purchase, offer: Offer, line: PurchaseLine): Due | null {
  const content = line.price === null ? undefined : facts.prices.get(toPriceKey(provider, line.price))?.content
  if (content && content.amount !== null) return { amount: content.amount * line.quantity, currency: content.currency }
  const listed = listPrices(catalogs, offer, at).find((price) => price.currency === currency)
  return listed ? { amount: listed.amount * line.quantity, currency } : null
}

/** A payment that names no price, but a plan: in its metadata, as `product.plan`, or `plan` where one product alone has it. */
function readNamed(billing: Billing, purchase: Purchase): PurchaseReading {
  const { named, currency, amount, at } = purchase
  if (!named) {
    const unknown = purchase.lines.find(({ price }) => price !== null)
    if (purchase.completedBy !== null)
      return { kind: 'unmatched', reason: `${purchase.ref} was paid already, by ${purchase.completedBy}: nothing else was expected.` }
    if (purchase.claimed !== null)
      return { kind: 'unmatched', reason: `It says that it is for "${purchase.claimed}", and nobody expected it.` }
    return { kind: 'unmatched', reason: unknown ? `Its price ${unknown.price} is in no catalog.` : 'Nothing says what it was for.' }
  }
  const offers = findNamed(billing, named.plan, at)
  const [offer] = offers
  if (!offer) return { kind: 'unmatched', reason: `It names "${named.plan}", which is in no catalog.` }
  if (offers.length > 1) {
    const products = offers.map(({ product }) => product).join(', ')
    return { kind: 'unmatched', reason: `It names "${named.plan}", which several products have: ${products}.` }
  }
  const prices = listPrices(billing.catalogs, offer, at).filter((price) => named.interval === null || price.interval === named.interval)
  const [first] = prices
  if (!first) return { kind: 'unmatched', reason: `${named.plan} has no price${named.interval ? ` by the ${named.interval}` : ''}.` }
  const { agreed } = named
  if (agreed) {
    const wrong = compare(purchase, agreed, amount)
    if (wrong !== null) return { kind: 'unmatched', reason: wrong }
    return { kind: 'matched', offers: [{ offer: { ...offer, interval: first.interval }, line: null }] }
  }
  const exact = prices.find((price) => price.currency === currency && price.amount === amount)
  if (exact) return { kind: 'matched', offers: [{ offer: { ...offer, interval: exact.interval }, line: null }] }
  const nearest = prices
    .filter((price) => price.currency === currency)
    .sort((a, b) => Math.abs(a.amount - amount) - Math.abs(b.amount - amount))
  return { kind: 'unmatched', reason: compare(purchase, nearest[0] ?? first, amount) ?? 'Its amount is no price of the plan.' }
}

function findNamed({ catalogs }: Billing, name: string, at: Purchase['at']): Offer[] {
  const [first = '', second, ...more] = name.split('.')
  if (more.length > 0) return []
  const id = second ?? first
  const histories = [...catalogs.values()].filter(({ product }) => second === undefined || product === first)
  return histories.flatMap((history): Offer[] => {
    for (const { product, plans, packs } of listFromInForce(history, at)) {
      if (Object.hasOwn(plans, id)) return [{ product, kind: 'plan', id, interval: null }]
      if (Object.hasOwn(packs, id)) return [{ product, kind: 'pack', id, interval: 'once' }]
    }
    return []
  })
}

function listPrices(catalogs: Billing['catalogs'], { product, kind, id }: Offer, at: Purchase['at']): Price[] {
  const history = catalogs.get(product)
  if (!history) return []
  const findPrices = ({ plans, packs }: Catalog) => (kind === 'plan' ? plans[id]?.prices : packs[id]?.prices)
  for (const catalog of listFromInForce(history, at)) {
    const prices = findPrices(catalog)
    if (prices) return prices
  }
  return []
}

/** Null where it is the amount that was due. */
function compare({ currency }: Purchase, due: Due, paid: number): string | null {
  if (due.currency !== currency) return `Paid in ${currency}, and its price is in ${due.currency}.`
  if (paid === due.amount) return null
  const inWords = `${toDecimalText({ amount: paid, currency })} of ${toDecimalText(due)} ${currency}`
  return paid < due.amount ? `Underpaid: ${inWords}.` : `Overpaid: ${inWords}.`
}
