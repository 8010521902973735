import type { Instant } from '../../../src-shared/model/instant.ts'
import type { SubscriptionContent, SubscriptionWord } from '../billing/billedObject.ts'
import type { BilledSubscription, SubscriptionState } from '../billing/billing.ts'
import { isOwedAt, isPaidAt, toFailedAt } from '../billing/invoiceAt.ts'

/** The provider's word on a subscription at an instant. */
export interface Word {
  word: SubscriptionWord
  since: Instant
  /** What is known of it then; of a time before we first saw it, what we saw first. */
  content: SubscriptionContent
  /** Whether we had seen it by then. */
  isObserved: boolean
}

/**
 * What the provider said of a subscription at an instant; null before it began.
 *
 * An end, a trial and a pause have times of their own, which count whenever we came to see them. All else is as it was observed; before we
 * first saw it, as what it left behind tells.
 */
export function findWord(subscription: BilledSubscription, at: Instant): Word | null {
  const { states, last } = subscription
  if (at < last.startedAt) return null
  const state = states.findLast((each) => each.at <= at) ?? null
  const { content } = state ?? states[0]
  const known = (word: SubscriptionWord, since: Instant): Word => ({ word, since, content, isObserved: state !== null })
  // Ended for good: no subscription is taken up again after its end.
  if (last.endedAt !== null && last.endedAt <= at) return known('canceled', last.endedAt)
  const next = states.find((each) => each.at > at)
  const pausedAt = next?.content.status === 'paused' ? next.content.pausedAt : null
  if (pausedAt !== null && pausedAt <= at && pausedAt > (state?.at ?? last.startedAt)) return known('paused', pausedAt)
  return state ? toObserved(subscription, state, at, known) : toRebuilt(subscription, at, known)
}

function toObserved(
  subscription: BilledSubscription,
  state: SubscriptionState,
  at: Instant,
  known: (word: SubscriptionWord, since: Instant) => Word,
): Word {
  const { status, pausedAt } = state.content
  const isBehind = status === 'past-due' || status === 'unpaid'
  // A payment makes it active again from its own instant, whenever we hear of that.
  const settledAt = isBehind ? findSettlement(subscription, state.at, at) : null
  if (settledAt !== null) return known('active', settledAt)
  return known(status, status === 'paused' && pausedAt !== null ? pausedAt : state.at)
}

/** What was so before we first saw it. */
function toRebuilt(
  { states, last, invoices }: BilledSubscription,
  at: Instant,
  known: (word: SubscriptionWord, since: Instant) => Word,
): Word {
  const { trialStart, trialEnd, startedAt, isInvoiceSent } = last
  if (trialStart !== null && trialEnd !== null && trialStart <= at && at < trialEnd) return known('trialing', trialStart)
  const [first] = invoices.filter(({ content }) => content.reason === 'start')
  if (first && !isInvoiceSent && !isPaidAt(first, at)) return known('incomplete', startedAt)
  const failing = invoices.find((invoice) => {
    const failedAt = toFailedAt(invoice)
    return failedAt !== null && failedAt <= at && isOwedAt(invoice, at)
  })
  if (failing) return known('past-due', toFailedAt(failing) ?? at)
  const isFirstState = states[0].content.status === 'paused' && states[0].content.pausedAt !== null && states[0].content.pausedAt <= at
  return isFirstState
    ? known('paused', states[0].content.pausedAt ?? at)
    : known('active', trialEnd !== null && trialEnd <= at ? trialEnd : startedAt)
}

/** When, after an instant, the last of what was owed was paid; null where something still is, or nothing was paid. */
function findSettlement({ invoices }: BilledSubscription, after: Instant, at: Instant): Instant | null {
  if (invoices.some((invoice) => isOwedAt(invoice, at) && (toFailedAt(invoice) ?? at + 1) <= at)) return null
  const payments = invoices.flatMap(({ content }) => content.paidAt ?? [])
  const since = payments.filter((paidAt) => paidAt > after && paidAt <= at)
  return since.length > 0 ? (Math.max(...since) as Instant) : null
}
