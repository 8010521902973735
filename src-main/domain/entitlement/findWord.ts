import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { SubscriptionContent, SubscriptionWord } from '../billing/billedObject.ts'
import type { BilledSubscription, SubscriptionState } from '../billing/billing.ts'
import { type BilledInvoice, isOwedAt, isPaidAt, toTroubleAt } from '../billing/invoiceAt.ts'
import { countUntil } from './countUntil.ts'

/** The provider's word on a subscription at an instant. */
export interface Word {
  word: SubscriptionWord
  since: Instant
  /** What is known of it then; of a time before we first saw it, what we saw first. */
  content: SubscriptionContent
  /** Whether we had seen it by then. */
  isObserved: boolean
  /** The day to come at which it is set to end; null where it is not. */
  setToEndAt: Instant | null
}

/** What was seen around an instant: the state that held, if any had been seen, and the one that came after. */
interface Seen {
  state: SubscriptionState | null
  next: SubscriptionState | null
  /** Up to when the state is known to have held: one that another followed was last read we do not know when. */
  confirmedAt: Instant
}

type Told = Pick<Word, 'word' | 'since'>

/** Words of one that has come out of its trial and goes on. */
const RUNNING: ReadonlySet<SubscriptionWord> = new Set(['active', 'past-due', 'unpaid'])

/**
 * What the provider said of a subscription at an instant; null before it began.
 *
 * An end, a trial and a pause have times of their own, and so have the payments and refusals of its invoices: they count whenever we came to
 * see them. All else is as it was observed; before we first saw it, as what it left behind tells.
 */
export function findWord(subscription: BilledSubscription, at: Instant): Word | null {
  const { states, last, fact } = subscription
  if (at < last.startedAt) return null
  const index = countUntil(states, at)
  const state = states[index - 1] ?? null
  const next = states[index] ?? null
  const confirmedAt = state === null ? last.startedAt : next ? state.at : toInstant(Math.max(state.at, Math.min(fact.seenAt, at)))
  const seen: Seen = { state, next, confirmedAt }
  const known = { content: (state ?? states[0]).content, isObserved: state !== null }
  // Ended for good: no subscription is taken up again after its end.
  if (last.endedAt !== null && last.endedAt <= at) return { ...known, word: 'canceled', since: last.endedAt, setToEndAt: null }
  const setToEndAt = findSetEnd(seen, at)
  const told = findPause(seen, last, at) ?? (state ? readObserved(subscription, state, seen, at) : rebuild(subscription, at))
  if (setToEndAt === null || setToEndAt > at || isEnded(told)) return { ...known, ...told, setToEndAt: isEnded(told) ? null : setToEndAt }
  // The provider itself named the day: it is no news when it has come, unless it lived on.
  const hasLivedOn = states.some((each) => each.at >= setToEndAt && !isEnded({ word: each.content.status })) || last.endedAt !== null
  return { ...known, ...(hasLivedOn ? told : { word: 'canceled' as const, since: setToEndAt }), setToEndAt: null }
}

function isEnded({ word }: Pick<Told, 'word'>): boolean {
  return word === 'canceled' || word === 'incomplete-expired'
}

/** When it is set to end. Before we saw that it was set, it was so from when somebody asked for it. */
function findSetEnd({ state, next }: Seen, at: Instant): Instant | null {
  if (state && isSetToEnd(state.content)) return toSetEnd(state.content)
  if (!next || !isSetToEnd(next.content)) return null
  const { canceledAt } = next.content
  return canceledAt !== null && canceledAt <= at ? toSetEnd(next.content) : null
}

function isSetToEnd({ cancelsAtPeriodEnd, cancelAt, endedAt }: SubscriptionContent): boolean {
  return endedAt === null && (cancelsAtPeriodEnd || cancelAt !== null)
}

function toSetEnd({ cancelAt, items }: SubscriptionContent): Instant | null {
  return cancelAt ?? (items.length > 0 ? toInstant(Math.min(...items.map(({ periodEnd }) => periodEnd))) : null)
}

/** A pause that names its own instant was on before we saw it. */
function findPause({ state, next }: Seen, { startedAt }: SubscriptionContent, at: Instant): Told | null {
  const pausedAt = next?.content.status === 'paused' ? next.content.pausedAt : null
  return pausedAt !== null && pausedAt <= at && pausedAt >= (state?.at ?? startedAt) ? { word: 'paused', since: pausedAt } : null
}

function readObserved(subscription: BilledSubscription, state: SubscriptionState, { next, confirmedAt }: Seen, at: Instant): Told {
  const { status, pausedAt } = state.content
  const seen: Told = { word: status, since: state.at }
  switch (status) {
    case 'past-due':
    case 'unpaid': {
      // A payment makes it active again from its own instant, whenever we hear of that.
      const ofInvoices = readInvoices(subscription.invoices, at)
      return ofInvoices?.word === 'active' && ofInvoices.since > state.at ? ofInvoices : seen
    }
    case 'active': {
      // A refusal that came after we last heard of it is the newer word.
      const ofInvoices = readInvoices(subscription.invoices, at)
      return ofInvoices?.word === 'past-due' && ofInvoices.since > confirmedAt ? ofInvoices : seen
    }
    case 'trialing':
      return readTrial(subscription, state, next, at)
    case 'paused':
      return { word: status, since: pausedAt ?? state.at }
    default:
      return seen
  }
}

/** A trial that was seen is over at its end where anything since says so. Where nothing does, the mirror is old. */
function readTrial(
  { invoices }: BilledSubscription,
  { content, at: seenAt }: SubscriptionState,
  next: SubscriptionState | null,
  at: Instant,
): Told {
  const { trialEnd } = content
  const trialing: Told = { word: 'trialing', since: seenAt }
  if (trialEnd === null || at < trialEnd) return trialing
  const isLonger = next?.content.status === 'trialing' && (next.content.trialEnd ?? trialEnd) > at
  const isSeenOn = next !== null && RUNNING.has(next.content.status)
  const isBilledOn = invoices.some((invoice) => invoice.content.lines.some(({ end }) => end > trialEnd))
  if (isLonger || !(isSeenOn || isBilledOn)) return trialing
  const ofInvoices = readInvoices(invoices, at)
  return ofInvoices?.word === 'past-due' && ofInvoices.since >= trialEnd ? ofInvoices : { word: 'active', since: trialEnd }
}

/** What was so before we first saw it. */
function rebuild(subscription: BilledSubscription, at: Instant): Told {
  const { last, invoices } = subscription
  const { trialStart, trialEnd, startedAt, isInvoiceSent } = last
  if (trialStart !== null && trialEnd !== null && trialStart <= at && at < trialEnd) return { word: 'trialing', since: trialStart }
  const first = invoices.find(({ content }) => content.reason === 'start')
  if (first && !isInvoiceSent && !isPaidAt(first, at)) return { word: 'incomplete', since: startedAt }
  const ofInvoices = readInvoices(invoices, at)
  if (ofInvoices?.word === 'past-due') return ofInvoices
  return { word: 'active', since: trialEnd !== null && trialEnd <= at ? trialEnd : startedAt }
}

/** What its invoices say by themselves: the newest of those that were paid, or refused, or overdue, or given up then. Null where none was. */
function readInvoices(invoices: readonly BilledInvoice[], at: Instant): Told | null {
  for (let index = invoices.length - 1; index >= 0; index -= 1) {
    const invoice = invoices[index]
    if (!invoice) continue
    const { paidAt, goneAt } = invoice.times
    if (paidAt !== null && paidAt <= at) return { word: 'active', since: paidAt }
    const troubleAt = toTroubleAt(invoice)
    if (troubleAt === null || troubleAt > at) continue
    if (isOwedAt(invoice, at)) return { word: 'past-due', since: troubleAt }
    if (goneAt !== null && goneAt <= at) return { word: 'active', since: goneAt }
  }
  return null
}
