import type { Instant } from './instant.ts'

/** What staff can ask a provider to do. A dot stands between what it is done to and what is done. */
export const PROVIDER_ACTIONS = [
  'subscription.create',
  'subscription.change',
  'subscription.pause',
  'subscription.resume',
  'subscription.cancel',
  'subscription.keep',
  'trial.extend',
  'coupon.apply',
  'invoice.retry',
  'invoice.void',
  'payment.refund',
  'payment.push',
  'link.checkout',
  'link.portal',
  'link.payment',
  'account.create',
] as const

/** What staff do by their own word: no provider hears of it. */
export const OWN_ACTIONS = ['pack.credit', 'plan.override'] as const

export const ACTION_KINDS = [...PROVIDER_ACTIONS, ...OWN_ACTIONS] as const

export type ProviderActionKind = (typeof PROVIDER_ACTIONS)[number]
export type OwnActionKind = (typeof OWN_ACTIONS)[number]
export type ActionKind = (typeof ACTION_KINDS)[number]

/**
 * How far an action is.
 *
 * `draft` waits for a second confirmation; `queued` for its turn and for the line. `attempting` is on the disk before the first byte leaves.
 * `accepted` is the provider's word, `confirmed` that the mirror has seen it. `conflict`: what was seen when it was decided is not so any more.
 * `unknown`: it may have been done, and nobody can find out but by waiting or by looking elsewhere.
 */
export const ACTION_STATES = [
  'draft',
  'queued',
  'attempting',
  'accepted',
  'confirmed',
  'rejected',
  'conflict',
  'unknown',
  'cancelled',
] as const

export type ActionState = (typeof ACTION_STATES)[number]

/** The key may change this much of a provider. */
export const ACTION_AREAS = ['subscriptions', 'invoices', 'refunds', 'checkouts', 'portal', 'accounts', 'pushes'] as const

export type ActionArea = (typeof ACTION_AREAS)[number]

export const AREA_OF: Readonly<Record<ProviderActionKind, ActionArea>> = {
  'subscription.create': 'subscriptions',
  'subscription.change': 'subscriptions',
  'subscription.pause': 'subscriptions',
  'subscription.resume': 'subscriptions',
  'subscription.cancel': 'subscriptions',
  'subscription.keep': 'subscriptions',
  'trial.extend': 'subscriptions',
  'coupon.apply': 'subscriptions',
  'invoice.retry': 'invoices',
  'invoice.void': 'invoices',
  'payment.refund': 'refunds',
  'payment.push': 'pushes',
  'link.checkout': 'checkouts',
  'link.portal': 'portal',
  'link.payment': 'checkouts',
  'account.create': 'accounts',
}

/** Something that staff saw, or would see. */
export type SeenValue =
  | { kind: 'text'; text: string }
  /** In the currency's minor unit. */
  | { kind: 'money'; amount: number; currency: string }
  | { kind: 'instant'; at: Instant }
  | { kind: 'number'; number: number }
  | { kind: 'none' }

/** One line of what staff decided on. `name` is what it is compared by, `label` what it is called. */
export interface SeenRow {
  name: string
  label: string
  value: SeenValue
}

/** What of actions needs a second confirmation, and how much may go out. Amounts are in each currency's minor unit. */
export interface ActionCaps {
  confirmAbove: Record<string, number>
  confirmAboveOther: number
  moneyPerDay: Record<string, number>
  moneyPerDayOther: number
  sendsPerMinute: number
}
