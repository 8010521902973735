import { assertNever } from '../../../src-shared/model/assert.ts'
import { type Instant, toInstant, toIso } from '../../../src-shared/model/instant.ts'
import type { Billing } from '../billing/billing.ts'
import { isOwedAt, isPaidAt } from '../billing/invoiceAt.ts'
import { listFromInForce } from '../billing/matchPrice.ts'
import { DAY_MS } from '../calendar/dayMs.ts'
import type { Window } from '../calendar/monthWindows.ts'
import type { Claim } from './claim.ts'
import { findWord, type Word } from './findWord.ts'
import type { PlanEvidence, Track } from './listTracks.ts'

/** Of a plan that the catalog does not know: what a catalog without a word on it gives. */
const DEFAULT_GRACE_DAYS = 7

/**
 * What a subscription's item says at an instant; null where it grants nothing and never did.
 *
 * The provider's word counts; our clock ends only the days of grace (domain.md, *Status of a subscription*).
 */
export function claimOf(billing: Billing, product: string, track: Track, at: Instant): Claim | null {
  const word = findWord(track.subscription, at)
  if (!word || word.word === 'incomplete' || word.word === 'incomplete-expired') return null
  const told = findEvidence(track, word, at)
  const held = told.findLast(({ plan }) => plan !== null) ?? null
  if (!held || held.plan === null) return null
  const newest = told.at(-1) ?? held
  const period = findPeriod(track, word, newest, at)
  const claim: Omit<Claim, 'status' | 'since' | 'graceEnd' | 'fellAt' | 'endsAt'> = {
    fact: track.fact,
    plan: held.plan,
    boughtAt: track.subscription.fact.createdAt,
    period,
    cancelAtPeriodEnd: false,
    notes: [],
    of: { kind: 'subscription', track },
  }
  const ended = (status: 'canceled' | 'expired', fellAt: Instant): Claim => ({
    ...claim,
    status,
    since: fellAt,
    graceEnd: null,
    fellAt,
    endsAt: fellAt,
  })
  const plan = held.plan
  const findItsGrace = () => findGrace(billing, product, plan, track, word, at)
  if (newest.plan === null) return ended('canceled', newest.at)
  switch (word.word) {
    case 'canceled':
      // What had run out of grace before had fallen already.
      return ended('canceled', word.since)
    case 'unpaid':
      return ended('expired', toInstant(Math.min(word.since, findItsGrace().end)))
    case 'past-due': {
      const grace = findItsGrace()
      if (at >= grace.end) return ended('expired', grace.end)
      const notes = [`payment overdue: the plan holds until ${toIso(grace.end)}`]
      return { ...claim, notes, status: 'grace', since: word.since, graceEnd: grace.end, fellAt: null, endsAt: grace.end }
    }
    case 'trialing':
    case 'active':
    case 'paused':
    case 'unknown':
      return toHeld(claim, word, period, at)
    default:
      return assertNever(word.word)
  }
}

function toHeld(
  claim: Omit<Claim, 'status' | 'since' | 'graceEnd' | 'fellAt' | 'endsAt'>,
  word: Word,
  period: Claim['period'],
  at: Instant,
): Claim {
  const { content } = word
  const isSet = content.cancelsAtPeriodEnd || content.cancelAt !== null
  // Before we saw that it was set to end, it was so from when somebody asked for it.
  const isKnown = isSet && (word.isObserved || (content.canceledAt !== null && content.canceledAt <= at))
  const endsAt = isKnown ? (content.cancelAt ?? period?.end ?? null) : null
  // The provider itself named the day: it is no news when it has come.
  if (endsAt !== null && endsAt <= at) return { ...claim, status: 'canceled', since: endsAt, graceEnd: null, fellAt: endsAt, endsAt }
  const status = word.word === 'unknown' ? 'active' : (word.word as 'trialing' | 'active' | 'paused')
  const isOver = period?.end !== null && period?.end !== undefined && period.end <= at && status !== 'paused'
  const notes = [
    ...(endsAt === null ? [] : [`set to end at ${toIso(endsAt)}`]),
    ...(isOver ? [status === 'trialing' ? 'end of trial not seen yet' : 'renewal not seen yet'] : []),
    ...(content.isCollectionPaused && word.isObserved ? ['collection paused'] : []),
    ...(word.word === 'unknown' ? ['the provider says a word that is not known here'] : []),
  ]
  return { ...claim, notes, status, since: word.since, endsAt, cancelAtPeriodEnd: endsAt !== null, graceEnd: null, fellAt: null }
}

/** What was told of the plan by then; of a time before anything was, what we saw first, where its period had begun. */
function findEvidence({ evidence, periods }: Track, { isObserved, content }: Word, at: Instant): PlanEvidence[] {
  const told = evidence.filter((each) => each.at <= at)
  if (told.length > 0 || isObserved) return told
  const first = evidence[0]
  if (!first?.item || (periods.length > 0 && first.item.periodStart > at)) return []
  return [{ ...first, at: content.startedAt }]
}

/** The period that an instant lies in: as it was billed and paid, else as it was observed. The newest where none holds the instant. */
function findPeriod({ periods, evidence }: Track, word: Word, newest: PlanEvidence, at: Instant): Window | null {
  let holding: Window | null = null
  let latest: Window | null = null
  const look = (start: Instant, end: Instant) => {
    if (start > at) return
    // What was observed last counts, for only it knows of a period that begins anew on resuming.
    if (at < end && (holding === null || holding.start <= start)) holding = { start, end }
    if (latest === null || latest.end <= end) latest = { start, end }
  }
  for (const { start, end, invoice } of periods) if (start <= at && isPaidAt(invoice, at)) look(start, end)
  for (const each of evidence) if (each.item && (each.at <= at || !word.isObserved)) look(each.item.periodStart, each.item.periodEnd)
  if (newest.item) look(newest.item.periodStart, newest.item.periodEnd)
  return holding ?? latest
}

/** Grace counts from the end of the last paid period, or from the finalisation of the unpaid invoice where that is later. */
function findGrace(
  billing: Billing,
  product: string,
  plan: string,
  track: Track,
  word: Word,
  at: Instant,
): { start: Instant; end: Instant } {
  const { invoices, last } = track.subscription
  const paidEnds = track.periods.filter(({ invoice }) => isPaidAt(invoice, at)).map(({ end }) => end)
  const owed = invoices.filter((invoice) => isOwedAt(invoice, at)).flatMap(({ content }) => content.finalizedAt ?? [])
  const trialEnds = last.trialEnd !== null && last.trialEnd <= at ? [last.trialEnd] : []
  const known = [...paidEnds, ...trialEnds, ...(owed.length > 0 ? [Math.min(...owed)] : [])]
  const start = toInstant(known.length > 0 ? Math.max(...known) : word.since)
  return { start, end: toInstant(start + findGraceDays(billing, product, plan, start) * DAY_MS) }
}

export function findGraceDays({ catalogs }: Billing, product: string, plan: string, at: Instant): number {
  const history = catalogs.get(product)
  if (!history) return DEFAULT_GRACE_DAYS
  for (const { plans } of listFromInForce(history, at)) if (Object.hasOwn(plans, plan)) return plans[plan]?.graceDays ?? DEFAULT_GRACE_DAYS
  return DEFAULT_GRACE_DAYS
}
