import type { Billed, InvoiceRecord, ItemRecord, SubscriptionRecord } from '../world/billingRecords.ts'
import { get, type World } from '../world/createWorld.ts'
import { netAmounts } from './discounts.ts'
import { toWholePeriod } from './periods.ts'

/** Items with what an invoice charges for the periods that they are in. */
export function noteBilled(items: readonly ItemRecord[], { lines }: Pick<InvoiceRecord, 'lines'>): ItemRecord[] {
  return items.map((item) => {
    const line = lines.find(
      (each) => !each.proration && each.subscription_item === item.id && each.period.start === item.current_period_start,
    )
    if (!line || line.period.end !== item.current_period_end) return item
    const amount = line.discount_amounts.reduce((left, each) => left - each.amount, line.amount)
    return { ...item, own: { billed: { amount, ...line.period } } }
  })
}

/** What each item would be charged for the whole of the period that an instant lies in; null for what is metered. */
export function priceWhole(
  world: World,
  subscription: Pick<SubscriptionRecord, 'discounts' | 'customer' | 'billing_cycle_anchor'>,
  items: readonly ItemRecord[],
  at: number,
): (Billed | null)[] {
  const nets = netAmounts(world, subscription, items)
  return items.map(({ price }, index) => {
    const { recurring } = get(world, 'price', price)
    if (!recurring || recurring.usage_type === 'metered') return null
    return { amount: nets[index] ?? 0, ...toWholePeriod(subscription.billing_cycle_anchor, recurring, at) }
  })
}
