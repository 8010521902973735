import type { Cycle } from '../billing/cycle.ts'
import type { Pairs } from './params.ts'

export interface ProductRecord {
  id: string
  created: number
  updated: number
  name: string
  active: boolean
  description: string | null
  unit_label: string | null
  default_price: string | null
  metadata: Pairs
  own: { features: { id: string; feature: string }[] }
  deleted?: true
}

export interface Recurring extends Cycle {
  meter: string | null
  trial_period_days: number | null
  usage_type: 'licensed' | 'metered'
}

export interface Tier {
  up_to: number | null
  unit_amount: number | null
  unit_amount_decimal: string | null
  flat_amount: number | null
}

export interface PriceRecord {
  id: string
  created: number
  product: string
  active: boolean
  currency: string
  unit_amount: number | null
  unit_amount_decimal: string | null
  recurring: Recurring | null
  lookup_key: string | null
  nickname: string | null
  metadata: Pairs
  tiers_mode: 'graduated' | 'volume' | null
  transform_quantity: { divide_by: number; round: 'up' | 'down' } | null
  own: { tiers: Tier[] }
}

export interface CouponRecord {
  id: string
  created: number
  name: string | null
  percent_off: number | null
  amount_off: number | null
  currency: string | null
  duration: 'once' | 'repeating' | 'forever'
  duration_in_months: number | null
  max_redemptions: number | null
  redeem_by: number | null
  times_redeemed: number
  metadata: Pairs
  deleted?: true
}

export interface PromotionCodeRecord {
  id: string
  created: number
  code: string
  active: boolean
  coupon: string
  /** The one customer that may use it; null for everybody. */
  customer: string | null
  expires_at: number | null
  max_redemptions: number | null
  times_redeemed: number
  metadata: Pairs
  restrictions: { first_time_transaction: boolean; minimum_amount: number | null; minimum_amount_currency: string | null }
}

export interface DiscountRecord {
  id: string
  created: number
  coupon: string
  promotion_code: string | null
  customer: string | null
  subscription: string | null
  subscription_item: string | null
  start: number
  end: number | null
  deleted?: true
}

/** What is to be taken off, as it was asked for. */
export interface WantedDiscount {
  coupon: string
  promotion_code: string | null
  /** One that is there already, and goes on as it is. */
  discount: string | null
}

export interface MeterRecord {
  id: string
  created: number
  updated: number
  display_name: string
  event_name: string
  formula: 'sum' | 'count' | 'last'
  customer_key: string
  value_key: string
  status: 'active' | 'inactive'
  deactivated_at: number | null
}

export interface FeatureRecord {
  id: string
  created: number
  lookup_key: string
  name: string
  active: boolean
  metadata: Pairs
}
