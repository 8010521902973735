import { isCodeActive, isCouponValid } from '../billing/promotionCodes.ts'
import type {
  CouponRecord,
  DiscountRecord,
  FeatureRecord,
  MeterRecord,
  PriceRecord,
  ProductRecord,
  PromotionCodeRecord,
} from '../world/catalogRecords.ts'
import type { World } from '../world/createWorld.ts'
import type { Wire } from './wire.ts'

export function renderProduct({ own: _own, deleted: _deleted, ...product }: ProductRecord): Wire {
  return {
    object: 'product',
    ...product,
    images: [],
    livemode: false,
    marketing_features: [],
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    url: null,
  }
}

export function renderPrice({ own, ...price }: PriceRecord): Wire {
  return {
    object: 'price',
    ...price,
    billing_scheme: own.tiers.length > 0 ? 'tiered' : 'per_unit',
    custom_unit_amount: null,
    livemode: false,
    tax_behavior: 'unspecified',
    type: price.recurring ? 'recurring' : 'one_time',
  }
}

/** The tiers of a price, which come only where they are expanded. */
export function renderTiers({ own }: PriceRecord): Wire[] {
  return own.tiers.map(({ up_to, unit_amount, unit_amount_decimal, flat_amount }) => ({
    flat_amount,
    flat_amount_decimal: flat_amount === null ? null : String(flat_amount),
    unit_amount,
    unit_amount_decimal,
    up_to,
  }))
}

/** What a recurring price was called before 2020: items still carry it. */
export function renderPlan({ own, recurring, ...price }: PriceRecord): Wire | null {
  if (!recurring) return null
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: own.tiers.length > 0 ? 'tiered' : 'per_unit',
    created: price.created,
    currency: price.currency,
    interval: recurring.interval,
    interval_count: recurring.interval_count,
    livemode: false,
    metadata: price.metadata,
    meter: recurring.meter,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: price.tiers_mode,
    transform_usage: price.transform_quantity,
    trial_period_days: recurring.trial_period_days,
    usage_type: recurring.usage_type,
  }
}

export function renderCoupon({ deleted: _deleted, ...coupon }: CouponRecord, now: number): Wire {
  return { object: 'coupon', ...coupon, livemode: false, valid: isCouponValid(coupon, now) }
}

export function renderPromotionCode(world: World, record: PromotionCodeRecord): Wire {
  const { coupon, ...code } = record
  return {
    object: 'promotion_code',
    ...code,
    active: isCodeActive(world, record),
    customer_account: null,
    livemode: false,
    promotion: { coupon, type: 'coupon' },
  }
}

export function renderDiscount({ coupon, created: _created, deleted, ...discount }: DiscountRecord): Wire {
  return {
    object: 'discount',
    ...discount,
    ...(deleted ? { deleted } : {}),
    checkout_session: null,
    customer_account: null,
    invoice: null,
    invoice_item: null,
    source: { type: 'coupon', coupon },
  }
}

export function renderMeter({ formula, customer_key, value_key, deactivated_at, ...meter }: MeterRecord): Wire {
  return {
    object: 'billing.meter',
    ...meter,
    customer_mapping: { event_payload_key: customer_key, type: 'by_id' },
    default_aggregation: { formula },
    event_time_window: null,
    livemode: false,
    status_transitions: { deactivated_at },
    value_settings: { event_payload_key: value_key },
  }
}

export function renderFeature({ created: _created, ...feature }: FeatureRecord): Wire {
  return { object: 'entitlements.feature', ...feature, livemode: false }
}
