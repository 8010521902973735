import type { Pairs } from './params.ts'
import type { CustomerRecord } from './paymentRecords.ts'

/** What a whole period was charged at, discounts taken off: what is given back is a share of it. */
export interface Billed {
  amount: number
  start: number
  end: number
}

export interface ItemRecord {
  id: string
  created: number
  price: string
  quantity: number | null
  current_period_start: number
  current_period_end: number
  discounts: string[]
  metadata: Pairs
  /** Null where nothing was charged for the period that runs. */
  own: { billed: Billed | null }
}

export type SubscriptionStatus = 'incomplete' | 'incomplete_expired' | 'trialing' | 'active' | 'past_due' | 'unpaid' | 'canceled' | 'paused'

export interface SubscriptionRecord {
  id: string
  created: number
  customer: string
  status: SubscriptionStatus
  currency: string
  collection_method: 'charge_automatically' | 'send_invoice'
  days_until_due: number | null
  billing_cycle_anchor: number
  start_date: number
  ended_at: number | null
  canceled_at: number | null
  cancel_at: number | null
  cancel_at_period_end: boolean
  cancellation_details: { comment: string | null; feedback: string | null; feedback_option: null; reason: string | null }
  trial_start: number | null
  trial_end: number | null
  trial_settings: {
    end_behavior: { billing_cycle_anchor: null; missing_payment_method: 'create_invoice' | 'pause' | 'cancel' }
  }
  /** A change that waits for its payment. */
  pending_update: { expires_at: number; billing_cycle_anchor: number | null; trial_end: number | null; items: ItemRecord[] } | null
  /** The schedule that leads it through its phases. */
  schedule: string | null
  pause_collection: { behavior: 'keep_as_draft' | 'mark_uncollectible' | 'void'; resumes_at: number | null } | null
  default_payment_method: string | null
  description: string | null
  discounts: string[]
  latest_invoice: string | null
  metadata: Pairs
  items: ItemRecord[]
  status_details: { paused: { subscription: { type: string }; transitioned_at: number; type: 'subscription' } } | null
  own: {
    /** The invoice that was finalised last: whether it is paid decides over the status. */
    finalized: string | null
    /** What must be paid before a paused subscription goes on, and its items by then. */
    resuming: { invoice: string; items: ItemRecord[]; anchor: number } | null
    /** What must be paid before a change comes about, and what it changes. */
    pending: {
      invoice: string
      to: Pick<SubscriptionRecord, 'items' | 'billing_cycle_anchor' | 'trial_end' | 'trial_start' | 'status'>
    } | null
  }
}

export interface LineRecord {
  id: string
  amount: number
  description: string
  period: { start: number; end: number }
  price: string | null
  product: string | null
  unit_amount_decimal: string | null
  quantity: number | null
  subscription: string | null
  subscription_item: string | null
  invoice_item: string | null
  proration: boolean
  discount_amounts: { amount: number; discount: string }[]
  /** What billing credits bear of it. */
  credit_amounts: { amount: number; transaction: string }[]
  metadata: Pairs
}

/** A line that no invoice has yet. */
export type NewLine = Omit<LineRecord, 'id'>

/** Who an invoice is made out to. */
export type Addressee = Pick<CustomerRecord, 'address' | 'email' | 'name' | 'phone'>

export interface InvoiceRecord {
  id: string
  created: number
  customer: string
  currency: string
  number: string | null
  status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void'
  billing_reason: string
  collection_method: 'charge_automatically' | 'send_invoice'
  auto_advance: boolean
  automatically_finalizes_at: number | null
  attempt_count: number
  attempted: boolean
  next_payment_attempt: number | null
  amount_due: number
  amount_paid: number
  amount_remaining: number
  subtotal: number
  total: number
  starting_balance: number
  ending_balance: number | null
  due_date: number | null
  effective_at: number | null
  period_start: number
  period_end: number
  description: string | null
  metadata: Pairs
  discounts: string[]
  total_discount_amounts: { amount: number; discount: string }[]
  status_transitions: {
    finalized_at: number | null
    marked_uncollectible_at: number | null
    paid_at: number | null
    voided_at: number | null
  }
  default_payment_method: string | null
  lines: LineRecord[]
  own: {
    subscription: string | null
    daysUntilDue: number | null
    payments: string[]
    payment: string | null
    prorated: number | null
    /** Whom it was made out to, and what its subscription said, when it was finalised: a later change leaves it as it was. */
    written: { customer: Addressee; metadata: Pairs } | null
  }
  deleted?: true
}

export interface InvoiceItemRecord {
  id: string
  created: number
  customer: string
  subscription: string | null
  amount: number
  currency: string
  description: string | null
  period: { start: number; end: number }
  price: string | null
  product: string | null
  unit_amount_decimal: string | null
  quantity: number
  proration: boolean
  invoice: string | null
  metadata: Pairs
  own: { subscription_item: string | null }
  deleted?: true
}

export interface InvoicePaymentRecord {
  id: string
  created: number
  invoice: string
  currency: string
  amount_requested: number
  amount_paid: number | null
  status: 'open' | 'paid' | 'canceled'
  payment_intent: string
  status_transitions: { canceled_at: number | null; paid_at: number | null }
}
