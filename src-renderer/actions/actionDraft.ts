import type { Wish } from '../../src-shared/contract/wish.ts'
import type { ActionKind } from '../../src-shared/model/action.ts'
import { assertNever } from '../../src-shared/model/assert.ts'
import type { PriceInterval } from '../../src-shared/model/catalog.ts'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import { toDecimalText } from '../../src-shared/model/money.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import { formatMinutes } from '../records/formatMinutes.ts'
import { toZonedInput } from '../ui/zonedInput.ts'

/** What is sold, by one of its prices; without a currency, any that it is sold in. */
interface DraftOffer {
  product: string
  plan: string
  interval: PriceInterval
  currency: string | null
}

/** What the form of an action holds: every field as it was typed or chosen. */
export interface ActionDraft {
  kind: ActionKind
  provider: ProviderName | null
  /** What it is done to: the provider's id of the subscription, invoice, payment or customer. */
  ref: string
  offer: DraftOffer | null
  quantity: string
  when: 'now' | 'period-end' | 'date'
  proration: 'next-invoice' | 'at-once' | 'none'
  /** Till when, or on which day: as a field of date and time has it. */
  at: string
  trialEnd: string
  startAt: string
  coupon: string
  /** Empty for all that is left. */
  amount: string
  /** What `amount` is in; null until a preview says it. */
  currency: string | null
  cause: 'requested' | 'duplicate' | 'fraudulent'
  phone: string
  product: string | null
  hours: string
  /** `product.plan`; empty for the plan that it has. */
  plan: string
  /** By metric; empty for the plan's own. */
  limits: Readonly<Record<string, string>>
}

/** Whom an action is for, and how its form begins. */
export interface ActionRequest {
  company: { id: string; name: string }
  draft: Partial<ActionDraft> & Pick<ActionDraft, 'kind'>
  /** What it is done to, in words. */
  label?: string
  reason?: string
  /** The action that waits, in whose place this one comes. */
  replaces?: string
}

const DAY_MS = 86_400_000
/** How far ahead a date stands at first. */
const AHEAD_DAYS: Partial<Record<ActionKind, number>> = {
  'subscription.cancel': 30,
  'trial.extend': 7,
  'pack.credit': 90,
  'plan.override': 30,
}

export function createDraft(begun: ActionRequest['draft'], now: Instant, zone: string): ActionDraft {
  const days = AHEAD_DAYS[begun.kind]
  return {
    ...{ provider: null, ref: '', offer: null, quantity: '1', product: null },
    ...{ when: 'period-end', proration: 'next-invoice', trialEnd: '', startAt: '' },
    at: days === undefined ? '' : toZonedInput(toInstant(now + days * DAY_MS), zone),
    ...{ coupon: '', amount: '', currency: null, cause: 'requested', phone: '', hours: '', plan: '', limits: {} },
    ...begun,
  }
}

/** What was wished, back in its form. @param currency of an amount, where it is known */
export function toDraft(wish: Wish, zone: string, currency: string | null): ActionRequest['draft'] {
  const field = (at: Instant | null) => (at === null ? '' : toZonedInput(at, zone))
  const begun = { kind: wish.kind, provider: 'provider' in wish ? wish.provider : null }
  switch (wish.kind) {
    case 'subscription.create': {
      const { customer, offer, quantity, trialEnd, startAt } = wish
      return {
        ...begun,
        ...{ ref: customer, offer: { ...offer, currency: wish.currency }, quantity: String(quantity) },
        ...{ trialEnd: field(trialEnd), startAt: field(startAt) },
      }
    }
    case 'subscription.change': {
      const { subscription, offer, when, proration } = wish
      return { ...begun, ref: subscription, offer: { ...offer, currency: null }, product: offer.product, when, proration }
    }
    case 'subscription.pause':
    case 'subscription.resume':
    case 'subscription.keep':
      return { ...begun, ref: wish.subscription }
    case 'subscription.cancel':
      return { ...begun, ref: wish.subscription, when: wish.when, ...(wish.at === null ? {} : { at: field(wish.at) }) }
    case 'trial.extend':
      return { ...begun, ref: wish.subscription, at: field(wish.until) }
    case 'coupon.apply':
      return { ...begun, ref: wish.subscription, coupon: wish.coupon }
    case 'invoice.retry':
    case 'invoice.void':
      return { ...begun, ref: wish.invoice }
    case 'payment.refund': {
      const amount = wish.amount === null || currency === null ? '' : toDecimalText({ amount: wish.amount, currency })
      return { ...begun, ref: wish.payment, amount, currency, cause: wish.cause }
    }
    case 'payment.push':
      return { ...begun, phone: wish.phone, offer: { ...wish.offer, currency: null } }
    case 'link.checkout':
      return { ...begun, ref: wish.customer, offer: { ...wish.offer, currency: wish.currency }, quantity: String(wish.quantity) }
    case 'link.payment':
      return { ...begun, ref: wish.customer, offer: { ...wish.offer, currency: wish.currency } }
    case 'link.portal':
    case 'account.create':
      return { ...begun, ref: wish.customer }
    case 'pack.credit':
      return { ...begun, product: wish.product, hours: formatMinutes(wish.minutes), at: field(wish.expiresAt) }
    case 'plan.override': {
      const { product, plan, limits, until } = wish
      const written = Object.entries(limits).map(([metric, limit]) => [metric, String(limit)])
      return { ...begun, product, plan: plan ?? '', limits: Object.fromEntries(written), at: field(until) }
    }
    default:
      return assertNever(wish)
  }
}
