import { type Instant, toIso } from '../../../src-shared/model/instant.ts'
import type { BilledSubscription } from '../billing/billing.ts'
import { toTroubleAt } from '../billing/invoiceAt.ts'
import type { FactSource } from '../quota/oneOffPayment.ts'
import type { Claim } from './claim.ts'
import { isTrialUnpaid } from './claimOf.ts'
import type { Because } from './entitlement.ts'
import { findPlanTerms, type Override, readTerm } from './findHolding.ts'
import { findFirstFacts } from './listProducts.ts'
import type { Track } from './listTracks.ts'
import { findFall, type Timeline } from './readTimeline.ts'

/** The facts and rules that led to an entitlement, oldest first. */
export function explainEntitlement(timeline: Timeline): Because[] {
  const { at, now, product } = timeline
  const { claim, doubles, overrides } = now
  const nameOf = (plan: string) => findPlanTerms(product.history, plan, at)?.name ?? plan
  const lines = [
    ...(claim ? explainClaim(timeline, claim, nameOf) : []),
    ...(claim?.of.kind === 'term' ? [] : explainFall(timeline, nameOf)),
    ...doubles.map((double) => explainDouble(double, nameOf)),
    ...overrides.map((override) => explainOverride(override, nameOf)),
    ...(claim?.of.kind === 'term' ? [] : explainFailures(timeline, claim)),
  ]
  return lines.sort((a, b) => a.at - b.at)
}

function explainClaim(timeline: Timeline, claim: Claim, nameOf: (plan: string) => string): Because[] {
  if (claim.of.kind === 'term') return readTerm(timeline.product, timeline.at).why
  return [...explainSubscription(timeline.at, claim, claim.of.track, nameOf), ...explainStatus(timeline, claim, claim.of.track, nameOf)]
}

function* explainSubscription(
  at: Instant,
  { fact, plan, status, fellAt, period, endsAt, cancelAtPeriodEnd, notes }: Claim,
  track: Track,
  nameOf: (plan: string) => string,
): Generator<Because> {
  const { startedAt, trialStart, trialEnd } = track.subscription.last
  const told = track.evidence.filter((each) => each.at <= at && each.plan !== null)
  const first = told[0]?.plan ?? plan
  yield { at: startedAt, rule: 'allocate-on-start', fact, text: `Subscribed to ${nameOf(first)}.` }
  if (trialStart !== null && trialEnd !== null && trialStart <= at) {
    yield { at: trialStart, rule: 'allocate-on-start', fact, text: `On trial until ${toIso(trialEnd)}.` }
    if (trialEnd <= at && status !== 'trialing' && isTrialUnpaid(track, fellAt ?? at))
      yield { at: trialEnd, rule: 'trial-end', fact, text: 'The trial ended, and nothing was paid since.' }
  }
  let before: string | null = null
  for (const { at: since, plan: on, fact: source } of told) {
    if (before !== null && on !== null && on !== before)
      yield {
        at: since,
        rule: 'allocate-on-start',
        fact: source,
        text: `${nameOf(before)} became ${nameOf(on)}. What was used stays used.`,
      }
    before = on
  }
  const paid = track.periods.flatMap((line) => {
    const { paidAt } = line.invoice.times
    return paidAt !== null && paidAt <= at ? [{ ...line, paidAt }] : []
  })
  const newest = paid.findLast((line) => period !== null && line.start <= period.start) ?? paid.at(-1)
  if (newest) {
    const source: FactSource = { provider: fact.provider, type: 'invoice', ref: newest.invoice.ref }
    const through = `${toIso(newest.start)} to ${toIso(newest.end)}`
    if (newest.invoice.content.reason === 'renewal')
      yield { at: newest.paidAt, rule: 'renew', fact: source, text: `Renewed: counters at 0 for ${through}.` }
    yield { at: newest.paidAt, rule: 'extend', fact: source, text: `Paid for ${through}.` }
  }
  if (cancelAtPeriodEnd && endsAt !== null) {
    yield { at: findSetToEnd(track.subscription, at), rule: 'extend', fact, text: `Set to end at ${toIso(endsAt)}.` }
  }
  for (const note of notes.filter((each) => each.endsWith('seen yet')))
    yield { at: period?.end ?? at, rule: 'extend', fact, text: `${note.charAt(0).toUpperCase()}${note.slice(1)}.` }
}

/** When somebody set it to end: by the provider's word, else since when it was seen so without a break. */
function findSetToEnd({ last: { canceledAt }, states }: BilledSubscription, at: Instant): Instant {
  if (canceledAt !== null && canceledAt <= at) return canceledAt
  const known = states.filter((state) => state.at <= at)
  const before = known.findLastIndex(({ content }) => !content.cancelsAtPeriodEnd && content.cancelAt === null)
  return known[before + 1]?.at ?? at
}

/** What its status came from, as far as anything but a payment made it. */
function* explainStatus(timeline: Timeline, claim: Claim, track: Track, nameOf: (plan: string) => string): Generator<Because> {
  const { at } = timeline
  const { fact, status, since, graceEnd, plan } = claim
  const failing = track.subscription.invoices.findLast((invoice) => (toTroubleAt(invoice) ?? at + 1) <= at)
  const source: FactSource = failing ? { provider: fact.provider, type: 'invoice', ref: failing.ref } : fact
  if (status === 'grace' && graceEnd !== null)
    yield { at: since, rule: 'grace', fact: source, text: `Payment is overdue: ${nameOf(plan)} holds until ${toIso(graceEnd)}.` }
  // A trial that the provider ended at once had no days of grace.
  if (status === 'expired' && (failing || !isTrialUnpaid(track, since)))
    yield { at: since, rule: 'grace', fact: source, text: 'The days of grace are over, and nothing was paid.' }
  if (status === 'paused')
    yield { at: since, rule: 'pause', fact, text: 'Paused: limits can be read, features are off, nothing more is used.' }
  if (status === 'paused' || !track.subscription.states.some(({ content }) => content.status === 'paused')) return
  const { holdings } = timeline
  const pausedBefore = holdings.findLastIndex((holding) => holding.claim?.fact.ref === fact.ref && holding.claim.status === 'paused')
  const resumed = pausedBefore === -1 ? undefined : holdings[pausedBefore + 1]
  if (resumed) yield { at: resumed.at, rule: 'resume', fact, text: 'Resumed: what was there holds again.' }
}

function* explainFall(timeline: Timeline, nameOf: (plan: string) => string): Generator<Because> {
  const { at, now } = timeline
  const { claim, catalog } = now
  if (claim && claim.fellAt === null) return
  const fall = findFall(timeline) ?? claim?.fellAt ?? null
  if (claim && fall !== null) {
    const ended = claim.status === 'canceled' ? `${nameOf(claim.plan)} ended. ` : ''
    const onto = catalog.freePlan === null ? 'On no plan: the catalog has no free one.' : `On ${nameOf(catalog.freePlan)} from then on.`
    yield { at: fall, rule: 'fall-to-free', fact: claim.fact, text: `${ended}${onto}` }
    return
  }
  const text =
    catalog.freePlan === null
      ? 'Never subscribed, and the catalog has no free plan.'
      : `Never subscribed: on ${nameOf(catalog.freePlan)}, counted by the calendar month.`
  const { billing, history } = timeline.product
  yield { at: findFirstFacts(billing, at).get(history.product) ?? at, rule: 'fall-to-free', fact: null, text }
}

function explainDouble({ fact, plan, status, boughtAt }: Claim, nameOf: (plan: string) => string): Because {
  return { at: boughtAt, rule: 'allocate-on-start', fact, text: `Double: ${nameOf(plan)} is ${status} beside the one that counts.` }
}

function explainOverride({ key, at, content, source }: Override, nameOf: (plan: string) => string): Because {
  const limits = Object.entries(content.limits).map(([metric, limit]) => `${metric} ${limit}`)
  const what = [...(content.plan === null ? [] : [nameOf(content.plan)]), ...limits].join(', ')
  return {
    at,
    rule: 'override',
    fact: { provider: source, type: 'override', ref: key },
    text: `Set by hand until ${toIso(content.until)}: ${what}. ${content.reason}`,
  }
}

/** A one-off payment that failed changed nothing, and is told all the same. */
function explainFailures({ at, product }: Timeline, claim: Claim | null): Because[] {
  const since = claim?.boughtAt ?? Number.NEGATIVE_INFINITY
  return product.payments.payments
    .filter((payment) => payment.outcome === 'failed' && payment.at <= at && payment.at >= since)
    .map(({ at: failedAt, fact, reason }) => ({
      at: failedAt,
      rule: 'payment-failed' as const,
      fact,
      text: `A payment failed${reason ? ` (${reason})` : ''}: nothing changed.`,
    }))
}
