import type { SubscriptionRecord } from '../world/billingRecords.ts'
import type { WantedDiscount } from '../world/catalogRecords.ts'
import { get, type World } from '../world/createWorld.ts'
import type { PhaseDiscount, PhaseRecord, ScheduleRecord } from '../world/scheduleRecords.ts'
import { setDiscounts } from './discounts.ts'
import { isCouponValid } from './promotionCodes.ts'
import { billFirst, startSubscription } from './startSubscription.ts'

/** The subscription that a schedule's first phase begins. */
export function startByPhase(world: World, schedule: ScheduleRecord, phase: PhaseRecord): SubscriptionRecord {
  const { defaults } = schedule.own
  const terms = { anchor: null, proratesToAnchor: true, payment: 'allow_incomplete' } as const
  const subscription = startSubscription(world, {
    ...terms,
    customer: get(world, 'customer', schedule.customer, 'customer'),
    items: phase.items.flatMap(({ price, quantity, metadata }) => {
      const cycle = get(world, 'price', price).recurring
      return cycle ? [{ price, quantity, cycle, metadata, discounts: [] }] : []
    }),
    currency: phase.currency,
    collection_method: phase.collection_method ?? defaults.collection_method ?? 'charge_automatically',
    days_until_due: phase.days_until_due ?? defaults.days_until_due,
    trialEnd: phase.trial_end !== null && phase.trial_end > world.now ? phase.trial_end : null,
    missingMethod: 'create_invoice',
    cancel_at: null,
    cancel_at_period_end: false,
    default_payment_method: phase.default_payment_method ?? defaults.default_payment_method,
    description: phase.description ?? defaults.description,
    metadata: phase.metadata,
  })
  subscription.schedule = schedule.id
  setDiscounts(world, subscription, toWanted(world, subscription, phase.discounts))
  billFirst(world, subscription, terms)
  return subscription
}

/** A phase's discounts as they are redeemed: one that the subscription has from the same coupon goes on. */
export function toWanted(world: World, subscription: SubscriptionRecord, discounts: readonly PhaseDiscount[]): WantedDiscount[] {
  const had = subscription.discounts.flatMap((id) => world.shelves.discount.find(id) ?? [])
  return discounts.flatMap(({ coupon, discount, promotion_code }) => {
    const code = promotion_code === null ? null : world.shelves.promotion_code.find(promotion_code)
    const wanted = code?.coupon ?? coupon
    const known = had.find((each) => each.id === discount || (each.coupon === wanted && each.promotion_code === promotion_code))
    if (known) return { coupon: known.coupon, promotion_code: known.promotion_code, discount: known.id }
    const record = wanted === null ? null : world.shelves.coupon.find(wanted)
    // What can no longer be redeemed takes nothing off.
    return record && isCouponValid(record, world.now) ? { coupon: record.id, promotion_code, discount: null } : []
  })
}
