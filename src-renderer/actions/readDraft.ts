import type { WishInput } from '../../src-shared/contract/wish.ts'
import { assertNever } from '../../src-shared/model/assert.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import type { Limit } from '../../src-shared/model/limit.ts'
import { parseDecimalText } from '../../src-shared/model/money.ts'
import { parseMinutes } from '../lib/parseMinutes.ts'
import { fromZonedInput } from '../ui/zonedInput.ts'
import type { ActionDraft } from './actionDraft.ts'

type DraftField =
  | 'offer'
  | 'quantity'
  | 'at'
  | 'trialEnd'
  | 'startAt'
  | 'coupon'
  | 'amount'
  | 'phone'
  | 'product'
  | 'hours'
  | 'plan'
  | 'limits'
export type DraftFaults = Partial<Record<DraftField, string>>

interface ReadDraft {
  /** Null while something is missing. */
  wish: WishInput | null
  faults: DraftFaults
}

const AHEAD = 'Give a day and a time ahead of now'

/** What a form comes to: a wish, or what is wrong with it, field by field. */
export function readDraft(draft: ActionDraft, now: Instant, zone: string): ReadDraft {
  const faults: DraftFaults = {}
  /** Notes what is missing, and gives what is there. */
  const need = <Value>(field: DraftField, value: Value | null, fault: string): Value | null => {
    if (value === null) faults[field] = fault
    return value
  }
  const wish = toWish(draft, { need, readAt: (text) => readAhead(text, now, zone) })
  return { wish: Object.keys(faults).length > 0 ? null : wish, faults }
}

interface Reading {
  need: <Value>(field: DraftField, value: Value | null, fault: string) => Value | null
  /** Null for what it does not say, and for what is past. */
  readAt: (text: string) => Instant | null
}

function toWish(draft: ActionDraft, { need, readAt }: Reading): WishInput | null {
  const { kind, provider, ref } = draft
  const offerOf = () => need('offer', draft.offer, 'Choose what is sold')
  const quantityOf = () => need('quantity', readQuantity(draft.quantity), 'Give a whole number from 1 up')
  const atOf = () => need('at', readAt(draft.at), AHEAD)
  const maybeAt = (field: 'trialEnd' | 'startAt') => (draft[field] === '' ? null : need(field, readAt(draft[field]), AHEAD))
  if (kind === 'pack.credit') {
    const product = need('product', draft.product, 'Choose the product')
    const minutes = need('hours', parseMinutes(draft.hours), 'Give a time such as 5h, in whole minutes')
    const expiresAt = atOf()
    return product !== null && minutes !== null && expiresAt !== null ? { kind, product, minutes, expiresAt } : null
  }
  if (kind === 'plan.override') {
    const limits = need('limits', readLimits(draft.limits), 'Give whole numbers, or unlimited')
    const product = need('product', draft.product, 'Choose the product')
    const isAny = draft.plan !== '' || Object.values(draft.limits).some((text) => text.trim() !== '')
    need('plan', isAny || null, 'Choose a plan, or give a limit')
    const until = atOf()
    return limits !== null && until !== null ? { kind, plan: draft.plan === '' ? null : draft.plan, limits, product, until } : null
  }
  if (provider === null) return null
  switch (kind) {
    case 'subscription.create': {
      const [offer, quantity, trialEnd, startAt] = [offerOf(), quantityOf(), maybeAt('trialEnd'), maybeAt('startAt')]
      if (offer === null || quantity === null || provider === 'mpesa') return null
      const { currency, ...sold } = offer
      return { kind, provider, customer: ref, offer: sold, currency, quantity, trialEnd, startAt }
    }
    case 'subscription.change': {
      const offer = offerOf()
      if (offer === null) return null
      const { product, plan, interval } = offer
      const when = draft.when === 'now' ? 'now' : 'period-end'
      return { kind, provider, subscription: ref, offer: { product, plan, interval }, when, proration: draft.proration }
    }
    case 'subscription.pause':
    case 'subscription.resume':
    case 'subscription.keep':
      return { kind, provider, subscription: ref }
    case 'subscription.cancel':
      return { kind, provider, subscription: ref, when: draft.when, at: draft.when === 'date' ? atOf() : null }
    case 'trial.extend': {
      const until = atOf()
      return until === null ? null : { kind, provider, subscription: ref, until }
    }
    case 'coupon.apply': {
      const coupon = need('coupon', draft.coupon.trim() || null, 'Give the coupon’s id')
      return coupon === null ? null : { kind, provider, subscription: ref, coupon }
    }
    case 'invoice.retry':
    case 'invoice.void':
      return { kind, provider, invoice: ref }
    case 'payment.refund': {
      const amount = draft.amount.trim() === '' ? null : need('amount', readAmount(draft), 'Give an amount such as 20.00')
      return { kind, provider, payment: ref, amount, cause: draft.cause }
    }
    case 'payment.push': {
      const phone = need('phone', draft.phone.trim() || null, 'Give the phone that rings')
      const offer = offerOf()
      if (phone === null || offer === null) return null
      const { product, plan, interval } = offer
      return { kind, provider, phone, offer: { product, plan, interval } }
    }
    case 'link.checkout':
    case 'link.payment': {
      const [offer, quantity] = [offerOf(), kind === 'link.checkout' ? quantityOf() : 1]
      if (offer === null || quantity === null) return null
      const { currency, ...sold } = offer
      const link = { provider, customer: ref, offer: sold, currency }
      return kind === 'link.checkout' ? { kind, ...link, quantity } : { kind, ...link }
    }
    case 'link.portal':
    case 'account.create':
      return { kind, provider, customer: ref }
    default:
      return assertNever(kind)
  }
}

function readAhead(text: string, now: Instant, zone: string): Instant | null {
  const at = fromZonedInput(text, zone)
  return at === null || at <= now ? null : at
}

function readQuantity(text: string): number | null {
  const number = Number(text)
  return /^\d{1,6}$/.test(text.trim()) && number >= 1 && number <= 100_000 ? number : null
}

function readAmount({ amount, currency }: ActionDraft): number | null {
  if (currency === null) return null
  const money = parseDecimalText(amount.replaceAll(',', ''), currency)
  return money === null || money.amount <= 0 ? null : money.amount
}

/** Those that were given; null where one cannot be read. */
function readLimits(written: ActionDraft['limits']): Record<string, Limit> | null {
  const limits: Record<string, Limit> = {}
  for (const [metric, text] of Object.entries(written)) {
    const trimmed = text.trim().replaceAll(',', '').toLowerCase()
    if (trimmed === '') continue
    if (trimmed === 'unlimited') limits[metric] = 'unlimited'
    else if (/^\d{1,15}$/.test(trimmed)) limits[metric] = Number(trimmed)
    else return null
  }
  return limits
}
