import type { WantedDiscount } from './catalogRecords.ts'
import type { Pairs } from './params.ts'

export interface CustomerRecord {
  id: string
  created: number
  name: string | null
  email: string | null
  phone: string | null
  description: string | null
  balance: number
  currency: string | null
  delinquent: boolean
  invoice_prefix: string
  next_invoice_sequence: number
  metadata: Pairs
  address: unknown
  default_payment_method: string | null
  discount: string | null
  deleted?: true
}

export type Behaviour =
  | { kind: 'ok' }
  | { kind: 'declines'; code: string; until: number | null }
  | { kind: 'requires_action' }
  | { kind: 'delayed'; days: number; fails: boolean }

export interface PaymentMethodRecord {
  id: string
  created: number
  customer: string | null
  metadata: Pairs
  own: { behaviour: Behaviour }
}

export interface PaymentFailure {
  code: string
  decline_code: string | null
  message: string
}

export interface PaymentIntentRecord {
  id: string
  created: number
  amount: number
  amount_received: number
  currency: string
  customer: string | null
  status: 'requires_payment_method' | 'requires_confirmation' | 'requires_action' | 'processing' | 'succeeded' | 'canceled'
  description: string | null
  metadata: Pairs
  payment_method: string | null
  latest_charge: string | null
  last_payment_error: PaymentFailure | null
  canceled_at: number | null
  cancellation_reason: string | null
  setup_future_usage: string | null
  receipt_email: string | null
  own: { invoice: string | null; session: string | null }
}

export interface SetupIntentRecord {
  id: string
  created: number
  customer: string | null
  status: 'requires_payment_method' | 'requires_confirmation' | 'requires_action' | 'succeeded' | 'canceled'
  description: string | null
  metadata: Pairs
  payment_method: string | null
  usage: 'off_session' | 'on_session'
  last_setup_error: PaymentFailure | null
  cancellation_reason: string | null
  own: { session: string | null }
}

export interface ChargeRecord {
  id: string
  created: number
  amount: number
  amount_refunded: number
  currency: string
  customer: string | null
  payment_intent: string
  payment_method: string | null
  description: string | null
  metadata: Pairs
  status: 'succeeded' | 'pending' | 'failed'
  failure: PaymentFailure | null
  disputed: boolean
}

export interface RefundRecord {
  id: string
  created: number
  amount: number
  currency: string
  charge: string
  payment_intent: string
  reason: string | null
  status: 'pending' | 'succeeded' | 'failed' | 'canceled'
  failure_reason: string | null
  metadata: Pairs
}

export interface DisputeRecord {
  id: string
  created: number
  amount: number
  currency: string
  charge: string
  payment_intent: string
  reason: string
  status: 'needs_response' | 'under_review' | 'won' | 'lost'
  due_by: number
  metadata: Pairs
}

export interface SessionLineRecord {
  id: string
  price: string
  quantity: number
  amount: number
  discount: number
}

export interface SessionRecord {
  id: string
  created: number
  mode: 'payment' | 'subscription' | 'setup'
  status: 'open' | 'complete' | 'expired'
  payment_status: 'paid' | 'unpaid' | 'no_payment_required'
  customer: string | null
  customer_email: string | null
  client_reference_id: string | null
  currency: string | null
  amount_subtotal: number
  amount_total: number
  expires_at: number
  success_url: string | null
  cancel_url: string | null
  allow_promotion_codes: boolean | null
  metadata: Pairs
  invoice: string | null
  payment_intent: string | null
  setup_intent: string | null
  subscription: string | null
  own: {
    lines: SessionLineRecord[]
    discounts: WantedDiscount[]
    /** The payment that was tried while the page was open. */
    attempt: string | null
    subscription: { trialDays: number | null; metadata: Pairs; description: string | null }
    payment: { metadata: Pairs; description: string | null }
  }
}
