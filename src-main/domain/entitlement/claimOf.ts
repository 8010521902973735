import { assertNever } from '../../../src-shared/model/assert.ts'
import { type Instant, toInstant, toIso } from '../../../src-shared/model/instant.ts'
import type { Billing } from '../billing/billing.ts'
import { isOwedAt, isPaidAt } from '../billing/invoiceAt.ts'
import { DAY_MS } from '../calendar/dayMs.ts'
import type { Window } from '../calendar/monthWindows.ts'
import type { Claim } from './claim.ts'
import { countUntil } from './countUntil.ts'
import { addGrace, findGraceStart } from './findGrace.ts'
import { findWord, type Word } from './findWord.ts'
import type { PlanEvidence, Track } from './listTracks.ts'

type Held = Omit<Claim, 'status' | 'since' | 'graceEnd' | 'fellAt' | 'endsAt'>

/**
 * What a subscription's item says at an instant; null where it grants nothing and never did.
 *
 * The provider's word counts; our clock ends only the days of grace (domain.md, *Status of a subscription*).
 */
export function claimOf(billing: Billing, product: string, track: Track, at: Instant): Claim | null {
  const word = findWord(track.subscription, at)
  if (!word || word.word === 'incomplete' || word.word === 'incomplete-expired') return null
  const told = findEvidence(track, word, at)
  if (!told) return null
  const { newest, plan } = told
  const claim: Held = {
    fact: track.fact,
    plan,
    boughtAt: track.subscription.fact.createdAt,
    period: findPeriod(track, word, newest, at),
    cancelAtPeriodEnd: word.setToEndAt !== null,
    notes: word.setToEndAt === null ? [] : [`set to end at ${toIso(word.setToEndAt)}`],
    of: { kind: 'subscription', track },
  }
  if (newest.plan === null) return toEnded(claim, 'canceled', newest.at)
  const findGraceEnd = () => addGrace(billing, { product, id: plan }, findGraceStart(track.subscription, track.periods, word, at))
  switch (word.word) {
    case 'canceled':
      return toEnded(claim, isTrialUnpaid(track, word.since) ? 'expired' : 'canceled', word.since)
    case 'unpaid':
      return toEnded(claim, 'expired', earliest(word.since, findGraceEnd()))
    case 'past-due': {
      const graceEnd = findGraceEnd()
      return at < graceEnd ? toGrace(claim, word, graceEnd) : toEnded(claim, 'expired', graceEnd)
    }
    case 'trialing':
    case 'active':
    case 'paused':
    case 'unknown':
      return toHeld(claim, word.word, word, at)
    default:
      return assertNever(word.word)
  }
}

function toHeld(claim: Held, status: 'trialing' | 'active' | 'paused' | 'unknown', word: Word, at: Instant): Claim {
  const end = claim.period?.end ?? null
  const isOver = end !== null && end <= at && status !== 'paused'
  const notes = [
    ...claim.notes,
    ...(isOver ? [status === 'trialing' ? 'end of trial not seen yet' : 'renewal not seen yet'] : []),
    ...(word.content.isCollectionPaused && word.isObserved ? ['collection paused'] : []),
    ...(status === 'unknown' ? ['the provider says a word that is not known here'] : []),
  ]
  const { since, setToEndAt: endsAt } = word
  return { ...claim, notes, status: status === 'unknown' ? 'active' : status, since, endsAt, graceEnd: null, fellAt: null }
}

function toGrace(claim: Held, { since, setToEndAt }: Word, graceEnd: Instant): Claim {
  const notes = [`payment overdue: the plan holds until ${toIso(graceEnd)}`, ...claim.notes]
  const endsAt = setToEndAt === null ? graceEnd : earliest(graceEnd, setToEndAt)
  return { ...claim, notes, status: 'grace', since, graceEnd, fellAt: null, endsAt }
}

function toEnded(claim: Held, status: 'canceled' | 'expired', fellAt: Instant): Claim {
  return { ...claim, notes: [], cancelAtPeriodEnd: false, status, since: fellAt, graceEnd: null, fellAt, endsAt: fellAt }
}

/**
 * Whether at an instant its trial has run out (rule `trial-end`): nobody has paid for a time after it, and nobody had asked for its end.
 *
 * A provider ends such a subscription at once, or once it gives up collecting.
 */
export function isTrialUnpaid({ subscription }: Pick<Track, 'subscription'>, at: Instant): boolean {
  const { trialEnd, canceledAt } = subscription.last
  if (trialEnd === null || at < trialEnd || (canceledAt !== null && canceledAt < trialEnd)) return false
  const since = subscription.invoices.filter(({ content }) => content.lines.some(({ end }) => end > trialEnd))
  if (since.some((invoice) => isPaidAt(invoice, at))) return false
  return since.length > 0 ? since.some((invoice) => isOwedAt(invoice, at)) : at - trialEnd < DAY_MS
}

/** What was told of the plan by then; of a time before anything was, what we saw first, where its period had begun. */
function findEvidence(
  { evidence, plans, periods }: Track,
  { isObserved, content }: Word,
  at: Instant,
): { newest: PlanEvidence; plan: string } | null {
  const count = countUntil(evidence, at)
  const newest = evidence[count - 1]
  const plan = plans[count - 1] ?? null
  if (newest) return plan === null ? null : { newest, plan }
  const first = evidence[0]
  if (isObserved || !first?.item || first.plan === null || (periods.length > 0 && first.item.periodStart > at)) return null
  return { newest: { ...first, at: content.startedAt }, plan: first.plan }
}

/** The period that an instant lies in: as it was billed and paid, else as it was observed. The newest where none holds the instant. */
function findPeriod({ periods, observed }: Track, word: Word, newest: PlanEvidence, at: Instant): Window | null {
  let holding: Window | null = null
  let latest: Window | null = null
  const look = (start: Instant, end: Instant) => {
    if (start > at) return
    // What was observed last counts, for only it knows of a period that begins anew on resuming.
    if (at < end && (holding === null || holding.start <= start)) holding = { start, end }
    if (latest === null || latest.end <= end) latest = { start, end }
  }
  for (const { start, end, invoice } of periods) if (start <= at && invoice.times.paidAt !== null) look(start, end)
  for (const { at: seenAt, start, end } of observed) if (seenAt <= at || !word.isObserved) look(start, end)
  if (newest.item) look(newest.item.periodStart, newest.item.periodEnd)
  return holding ?? latest
}

function earliest(a: Instant, b: Instant): Instant {
  return toInstant(Math.min(a, b))
}
