import type { Catalog } from '../../../src-shared/model/catalog.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Money } from '../../../src-shared/model/money.ts'
import type { Wish } from '../../../src-shared/model/wish.ts'
import type { SubscriptionContent, SubscriptionItem } from '../billing/billedObject.ts'
import type { Offer } from '../billing/matchPrice.ts'
import type { ActionWorld } from './actionWorld.ts'
import { instant, money, seen, text } from './described.ts'

/** Whatever is done to a subscription that there is. */
export type SubscriptionWish = Extract<Wish, { subscription: string }>

/** In these it goes on as it is. */
export const RUNNING: ReadonlySet<string> = new Set(['trialing', 'active', 'past-due'])

/** A subscription with the item of it that an action is about. */
export interface FoundSubscription {
  content: SubscriptionContent
  item: SubscriptionItem
  offer: Offer | null
  catalog: Catalog | null
  /** "Trading Pro", or the provider's id where no catalog knows it. */
  name: string
  price: Money | null
}

/** Null for one that the company does not have. */
export function findSubscription({ billing, at, catalogOf }: ActionWorld, wish: SubscriptionWish): FoundSubscription | null {
  const { subscription, provider } = wish
  const content = billing.subscriptions.find(({ fact }) => fact.provider === provider && fact.ref === subscription)?.last
  const offers = content?.items.map((item) => ({ item, offer: billing.offerOf(provider, item.price, at) })) ?? []
  const wanted = wish.kind === 'subscription.change' ? wish.offer.product : null
  const chosen = offers.find(({ offer }) => wanted !== null && offer?.product === wanted) ?? offers.find(({ offer }) => offer) ?? offers[0]
  if (!content || !chosen) return null
  const { item, offer } = chosen
  const catalog = offer ? catalogOf(offer.product) : null
  const plan = offer && catalog && Object.hasOwn(catalog.plans, offer.id) ? catalog.plans[offer.id] : undefined
  const { amount, currency } = item.terms
  return {
    content,
    item,
    offer,
    catalog,
    name: catalog && plan ? `${catalog.name} ${plan.name}` : subscription,
    price: amount === null ? null : { amount: amount * (item.quantity ?? 1), currency },
  }
}

/** What every action on a subscription is decided by. */
export function sawSubscription({ content, item, name, price }: FoundSubscription) {
  return [
    seen('status', 'Status', text(content.status)),
    seen('plan', 'Plan', text(name)),
    seen('price-id', 'Price', text(item.price)),
    seen('price', 'Amount', money(price)),
    seen('quantity', 'Quantity', item.quantity === null ? { kind: 'none' } : { kind: 'number', number: item.quantity }),
    seen('ends', 'Set to end', instant(findEnd({ content, item }))),
  ]
}

/** When it is set to end; null where it goes on. */
export function findEnd({ content, item }: Pick<FoundSubscription, 'content' | 'item'>): Instant | null {
  return content.cancelAt ?? (content.cancelsAtPeriodEnd ? item.periodEnd : null)
}
