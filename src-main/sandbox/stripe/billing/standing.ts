import type { SubscriptionRecord } from '../world/billingRecords.ts'
import { change, tell, type World } from '../world/createWorld.ts'

const ENTITLING: ReadonlySet<string> = new Set(['trialing', 'active', 'past_due'])

/** Changes a subscription, tells of it, and of what its customer may use where that is another. */
export function changeSubscription(
  world: World,
  subscription: SubscriptionRecord,
  to: Partial<SubscriptionRecord>,
  type = 'customer.subscription.updated',
): void {
  change(world, 'subscription', subscription, to, type)
  tellEntitled(world, subscription.customer)
}

/** Once the newest invoice is settled, a subscription that was behind is active again. */
export function settleStanding(world: World, subscription: SubscriptionRecord): void {
  if (subscription.status !== 'past_due' && subscription.status !== 'unpaid') return
  const newest = subscription.own.finalized === null ? null : world.shelves.invoice.find(subscription.own.finalized)
  if (newest?.status === 'open') return
  changeSubscription(world, subscription, { status: 'active' })
}

/** Features of the products that a customer has a subscription to. */
export function listEntitled(world: World, customer: string): { id: string; feature: string }[] {
  const features = new Set<string>()
  for (const subscription of world.shelves.subscription.of(customer)) {
    if (!ENTITLING.has(subscription.status)) continue
    for (const item of subscription.items) {
      const price = world.shelves.price.find(item.price)
      const product = price && world.shelves.product.find(price.product)
      for (const { feature } of product?.own.features ?? []) features.add(feature)
    }
  }
  return [...features].map((feature) => ({ id: `ent_test_61${world.ids.letters(`ent/${customer}/${feature}`, 18)}`, feature }))
}

export function tellEntitled(world: World, customer: string): void {
  if (world.shelves['entitlements.feature'].all.length === 0) return
  const now = listEntitled(world, customer)
  const ids = now.map(({ id }) => id)
  const before = world.entitled.get(customer) ?? []
  if (ids.length === before.length && ids.every((id) => before.includes(id))) return
  world.entitled.set(customer, ids)
  tell(world, 'entitlements.active_entitlement_summary.updated', 'entitlements.active_entitlement_summary', {
    customer,
    entitlements: { object: 'list', data: now.slice(0, 10), has_more: now.length > 10, url: `/v1/customer/${customer}/entitlements` },
  })
}
