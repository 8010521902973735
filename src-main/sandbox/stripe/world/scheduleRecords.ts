import type { Pairs } from './params.ts'

/** What a phase takes off: exactly one of the three is named. */
export interface PhaseDiscount {
  coupon: string | null
  discount: string | null
  promotion_code: string | null
}

export interface PhaseItemRecord {
  price: string
  /** Null for what is metered. */
  quantity: number | null
  metadata: Pairs
  discounts: PhaseDiscount[]
}

export type Prorating = 'create_prorations' | 'always_invoice' | 'none'

export interface PhaseRecord {
  start_date: number
  end_date: number
  items: PhaseItemRecord[]
  proration_behavior: Prorating
  billing_cycle_anchor: 'automatic' | 'phase_start' | null
  collection_method: 'charge_automatically' | 'send_invoice' | null
  days_until_due: number | null
  currency: string
  default_payment_method: string | null
  description: string | null
  discounts: PhaseDiscount[]
  metadata: Pairs
  trial_end: number | null
}

export interface ScheduleRecord {
  id: string
  created: number
  customer: string
  status: 'not_started' | 'active' | 'completed' | 'released' | 'canceled'
  subscription: string | null
  released_subscription: string | null
  end_behavior: 'release' | 'cancel'
  /** In the order of time, each beginning where the one before it ends. */
  phases: PhaseRecord[]
  current_phase: { start_date: number; end_date: number } | null
  metadata: Pairs
  canceled_at: number | null
  completed_at: number | null
  released_at: number | null
  own: {
    /** What phases are taken to say where they say nothing. */
    defaults: Pick<PhaseRecord, 'collection_method' | 'days_until_due' | 'default_payment_method' | 'description'> & {
      billing_cycle_anchor: 'automatic' | 'phase_start'
    }
  }
}
