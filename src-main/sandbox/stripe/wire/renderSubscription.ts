import type { ItemRecord, SubscriptionRecord } from '../world/billingRecords.ts'
import type { World } from '../world/createWorld.ts'
import { renderPlan, renderPrice } from './renderCatalog.ts'
import { toList } from './toList.ts'
import type { Wire } from './wire.ts'

export function renderSubscription(
  world: World,
  { own: _own, items, status_details, pending_update, ...subscription }: SubscriptionRecord,
): Wire {
  const data = items.map((item) => renderItem(world, subscription.id, item))
  return {
    object: 'subscription',
    ...subscription,
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: null,
    customer_account: null,
    default_source: null,
    default_tax_rates: [],
    invoice_settings: { account_tax_ids: null, custom_fields: null, description: null, footer: null, issuer: { type: 'self' } },
    items: toList(data, world.settings.innerListLimit, `/v1/subscription_items?subscription=${subscription.id}`),
    livemode: false,
    managed_payments: null,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: pending_update && {
      billing_cycle_anchor: pending_update.billing_cycle_anchor,
      cancel_at_period_end: null,
      discount: null,
      discounts: null,
      expires_at: pending_update.expires_at,
      metadata: null,
      subscription_items: pending_update.items.map((item) => renderItem(world, subscription.id, item)),
      trial_end: pending_update.trial_end,
      trial_from_plan: null,
    },
    ...(status_details ? { status_details } : {}),
    test_clock: null,
    transfer_data: null,
  }
}

export function renderItem(world: World, subscription: string, { quantity, own: _own, ...item }: ItemRecord): Wire {
  const price = world.shelves.price.find(item.price)
  return {
    object: 'subscription_item',
    ...item,
    billing_thresholds: null,
    current_trial: null,
    plan: price && renderPlan(price),
    price: price && renderPrice(price),
    ...(quantity === null ? {} : { quantity }),
    subscription,
    tax_rates: [],
  }
}
