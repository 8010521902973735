import type { Instant } from '../../../src-shared/model/instant.ts'

/**
 * What a provider keeps of its billing, in words that no provider owns: what the rules are derived from.
 *
 * Amounts are in the currency's minor unit; currencies are three capital letters.
 */
export interface BilledContents {
  product: ProductContent
  price: PriceContent
  subscription: SubscriptionContent
  invoice: InvoiceContent
  payment: PaymentContent
  checkout: CheckoutContent
  refund: RefundContent
  dispute: DisputeContent
  account: VirtualAccountContent
  push: PushContent
}

export type BilledKind = keyof BilledContents

export interface ProductContent {
  name: string
  isActive: boolean
}

export interface PriceContent {
  currency: string
  /** For one; null where it is no whole number of minor units, or depends on how many. */
  amount: number | null
  /** Null for what is paid once. */
  interval: RecurringInterval | null
  isMetered: boolean
  lookupKey: string | null
  product: string | null
  isActive: boolean
  /** The meter that counts for it. Left out where none does, and of prices within items: the price itself says it. */
  meter?: string
}

export interface RecurringInterval {
  unit: 'day' | 'week' | 'month' | 'year'
  count: number
}

/** `unknown` is a word that the provider has added since. */
export type SubscriptionWord =
  | 'trialing'
  | 'active'
  | 'past-due'
  | 'unpaid'
  | 'paused'
  | 'incomplete'
  | 'incomplete-expired'
  | 'canceled'
  | 'unknown'

export interface SubscriptionContent {
  status: SubscriptionWord
  currency: string
  startedAt: Instant
  endedAt: Instant | null
  /** When somebody asked for the end, which may be later. */
  canceledAt: Instant | null
  cancelAt: Instant | null
  cancelsAtPeriodEnd: boolean
  trialStart: Instant | null
  trialEnd: Instant | null
  /** When it was paused, where the provider says so. */
  pausedAt: Instant | null
  /** Invoices are made and not collected; the status stays. */
  isCollectionPaused: boolean
  /** Whose day cuts its months. */
  anchor: Instant | null
  /** Its invoices are sent, and paid by hand. */
  isInvoiceSent: boolean
  discounts: Discount[]
  items: SubscriptionItem[]
}

export interface SubscriptionItem {
  ref: string
  price: string
  /** The price as the item has it. */
  terms: PriceContent
  /** Null where nothing is counted, as for what is metered. */
  quantity: number | null
  periodStart: Instant
  periodEnd: Instant
  discounts: Discount[]
}

export interface Discount {
  /** Of a million; null where an amount is taken off. */
  perMillion: number | null
  amount: number | null
  currency: string | null
  /** Whether it is taken off one invoice only. */
  isOnce: boolean
  startsAt: Instant | null
  endsAt: Instant | null
}

export interface InvoiceContent {
  status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible'
  /** Why it was made. `start` and `renewal` are a subscription's; `change` is all else that a running one brings about. */
  reason: 'start' | 'renewal' | 'change' | 'other'
  number: string | null
  subscription: string | null
  currency: string
  total: number
  amountDue: number
  amountPaid: number
  finalizedAt: Instant | null
  paidAt: Instant | null
  voidedAt: Instant | null
  uncollectibleAt: Instant | null
  dueAt: Instant | null
  attempts: number
  /** It is open and an attempt to collect it was refused. */
  isFailing: boolean
  nextAttemptAt: Instant | null
  lines: InvoiceLine[]
  payments: InvoicePayment[]
}

export interface InvoiceLine {
  ref: string
  price: string | null
  subscription: string | null
  item: string | null
  amount: number
  quantity: number | null
  start: Instant
  end: Instant
  isProration: boolean
  description: string | null
}

/** A payment of an invoice; `payment` is null for one outside of the provider. */
export interface InvoicePayment {
  payment: string | null
  isPaid: boolean
  paidAt: Instant | null
}

/** An attempt to take money, by whatever means. */
export interface PaymentContent {
  status: 'succeeded' | 'pending' | 'failed' | 'canceled'
  amount: number
  amountReceived: number
  currency: string
  /** When the money was taken; null where it was not. */
  succeededAt: Instant | null
  /** When the last attempt was refused, where the provider says so. */
  failedAt: Instant | null
  /** Why, in the provider's words. */
  failure: string | null
  /** What its metadata says that it is for: `product.plan`, or `plan`. */
  plan: string | null
  /** Of that plan's prices, where the metadata says: `month`, `quarter`, `year`, `once`. */
  interval: string | null
  description: string | null
  /** The provider's price that was paid, where the payment itself names one: a Paystack plan's code. */
  price?: string
  /** How the money came, where the provider says more than who paid. Left out by those that say nothing of it. */
  via?: PaymentVia
  /** All of it went back, by the provider's word alone. Left out where it did not. */
  isReversed?: true
}

/** How the money of a payment came, and what the payer said that it is for. Each null where nobody says. */
export interface PaymentVia {
  /** The provider's other name of it, by which other objects call it. */
  id: string | null
  /** In the provider's words: `card`, `ussd`, `dedicated_nuban`, `paybill`. */
  channel: string | null
  /** The number that the payer has it under: an M-Pesa receipt. */
  receipt: string | null
  /** What the payer wrote as the account that it is for, or as its narration. */
  reference: string | null
  payerName: string | null
  /** As 2547XXXXXXXX or 2541XXXXXXXX where all of it is known; else as the provider masks it. */
  payerPhone: string | null
  /** The number of the virtual account that it was paid into. */
  account: string | null
}

/** A page where somebody was asked to pay. */
export interface CheckoutContent {
  mode: 'payment' | 'subscription' | 'setup'
  status: 'open' | 'complete' | 'expired'
  isPaid: boolean
  payment: string | null
  invoice: string | null
  subscription: string | null
  amount: number | null
  currency: string | null
  plan: string | null
  interval: string | null
  lines: { price: string | null; amount: number; quantity: number | null }[]
}

export interface RefundContent {
  payment: string | null
  charge: string | null
  status: 'pending' | 'succeeded' | 'failed' | 'canceled'
  amount: number
  currency: string
  reason: string | null
}

export interface DisputeContent {
  payment: string | null
  charge: string | null
  status: 'open' | 'won' | 'lost'
  amount: number
  currency: string
  reason: string | null
}

/** A bank account that is a customer's alone: what is paid into it is paid by that customer. */
export interface VirtualAccountContent {
  number: string
  name: string
  bank: string
  currency: string
  isActive: boolean
}

/**
 * What became of asking somebody on the phone to pay (M-Pesa's STK push), by the provider's answers. It names neither amount nor payer: whoever
 * asked knows them.
 */
export interface PushContent {
  /** `unknown` where no answer is final and none is to be waited for. */
  status: 'pending' | 'succeeded' | 'failed' | 'unknown'
  /** The provider's result code; null while there is none. */
  code: string | null
  /** The provider's words. */
  reason: string | null
}
