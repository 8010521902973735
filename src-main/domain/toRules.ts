import type { Instant } from '../../src-shared/model/instant.ts'
import type { BilledContents, BilledKind } from './billing/billedObject.ts'

/** What an event is read for. `at` is when it happened. */
export interface ToldEvent {
  type: string
  at: Instant
}

/** An object that an event named, as it is now. */
export type NamedObject = { [Kind in BilledKind]: { kind: Kind; content: BilledContents[Kind] } }[BilledKind]

/** What was paid by the payment that a refund or dispute is of, and what of it went back; null where it is not known. */
export interface PaymentBalance {
  paid: number
  refunded: number
}

/** A trial that ends unpaid is ended or paused by the provider about when it ends. */
const TRIAL_END_MS = 60 * 60 * 1000
/** That something was made, or made final, is no word about money, whatever became of it since. */
const MERE_BEGINNINGS: ReadonlySet<string> = new Set(['created', 'finalized'])

/** Ids of the rules that what an event reported set off (domain.md, *Rules*). */
export function toRules(event: ToldEvent, object: NamedObject, balance: PaymentBalance | null): string[] {
  const happening = event.type.split('.').at(-1) ?? ''
  switch (object.kind) {
    case 'subscription':
      return toSubscriptionRules(event, happening, object.content)
    case 'invoice':
      return MERE_BEGINNINGS.has(happening) ? [] : toInvoiceRules(object.content)
    case 'payment':
      if (MERE_BEGINNINGS.has(happening)) return []
      if (object.content.status === 'failed') return ['payment-failed']
      return object.content.status === 'succeeded' && object.content.plan !== null ? ['plan-on-payment'] : []
    case 'refund':
      return object.content.status === 'succeeded' && balance !== null && balance.refunded >= balance.paid ? ['refund'] : []
    case 'dispute':
      return object.content.status === 'lost' ? ['refund'] : []
    case 'product':
    case 'price':
    case 'checkout':
    case 'account':
    case 'push':
      return []
  }
}

function toSubscriptionRules(event: ToldEvent, happening: string, content: BilledContents['subscription']): string[] {
  const { status, trialEnd, endedAt, pausedAt } = content
  const stoppedAt = (status === 'paused' ? pausedAt : endedAt) ?? event.at
  const isTrialEnd = trialEnd !== null && Math.abs(stoppedAt - trialEnd) <= TRIAL_END_MS
  switch (status) {
    case 'paused':
      return isTrialEnd ? ['trial-end', 'pause'] : ['pause']
    case 'canceled':
      return isTrialEnd ? ['trial-end', 'fall-to-free'] : ['fall-to-free']
    case 'unpaid':
      return ['fall-to-free']
    case 'past-due':
      return ['grace']
    default:
      return happening === 'resumed' ? ['resume'] : []
  }
}

function toInvoiceRules({ status, reason, subscription, isFailing }: BilledContents['invoice']): string[] {
  // Only a subscription has days of grace, and a period to extend.
  if (subscription === null) return []
  if (isFailing) return ['grace']
  if (status !== 'paid') return []
  if (reason === 'renewal') return ['renew', 'extend']
  return reason === 'start' ? ['allocate-on-start', 'extend'] : ['extend']
}
