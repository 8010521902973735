import { invariant } from '../../../src-shared/model/assert.ts'
import type { Catalog, Plan } from '../../../src-shared/model/catalog.ts'
import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { Billing } from '../billing/billing.ts'
import { listOneOffPayments } from '../billing/listOneOffPayments.ts'
import { listFromInForce } from '../billing/matchPrice.ts'
import { type CatalogHistory, catalogAt } from '../catalogHistory.ts'
import { takeOnce } from '../hours/takeOnce.ts'
import { deriveTerm, type Term, type TermQuestion } from '../quota/deriveTerm.ts'
import { findStanding, type GrantedTerm, listTerms } from '../quota/findStanding.ts'
import type { RecordedFact } from '../recordedFact.ts'
import { compareText } from '../usage/usageRecord.ts'
import type { Claim } from './claim.ts'
import { claimOf } from './claimOf.ts'
import { listTracks, type Track } from './listTracks.ts'

export type Override = Extract<RecordedFact, { kind: 'override' }>

/** All of a company's facts about one product, joined once for any number of instants. */
export interface ProductBilling {
  billing: Billing
  history: CatalogHistory
  tracks: readonly Track[]
  payments: Pick<TermQuestion, 'catalogAt' | 'payments' | 'takenBack'>
  /** What the payments granted by all that is known, oldest first. */
  terms: readonly GrantedTerm[]
  /** Oldest first. */
  overrides: readonly Override[]
}

/** Who holds a product at an instant: of all subscriptions and terms, the one that counts. */
export interface Holding {
  at: Instant
  catalog: Catalog
  /** What it is entitled to; null for nothing. */
  plan: string | null
  /** As the catalog in force has it, else as the last version that had it. */
  terms: Plan | null
  subscribedPlan: string | null
  status: EntitlementStatus
  /** The claim that counts, or the last one that did. */
  claim: Claim | null
  /** Others that grant something beside it. */
  doubles: Claim[]
  /** What is granted by hand, oldest first. */
  overrides: readonly Override[]
  /** Of these the one whose plan holds; null where none names one. */
  planByHand: Override | null
}

const END_OF_TIME = toInstant(8_640_000_000_000_000)

export function readProduct(billing: Billing, product: string): ProductBilling {
  const history = billing.catalogs.get(product)
  invariant(history, `${product} has a catalog`)
  const overrides = billing.facts.recorded.filter((fact): fact is Override => fact.kind === 'override' && fact.product === product)
  const payments = { catalogAt: (at: Instant) => catalogAt(history, at), ...listOneOffPayments(billing, product) }
  return {
    billing,
    history,
    tracks: listTracks(billing, product),
    payments,
    terms: listTerms(payments, END_OF_TIME),
    overrides: takeOnce(
      overrides,
      ({ key }) => key,
      (a, b) => a.at - b.at || compareText(a.key, b.key),
    ),
  }
}

/** Finds what counts at an instant (domain.md, *Status of a subscription*, and the rule `override`). */
export function findHolding(product: ProductBilling, at: Instant): Holding {
  const { billing, history, tracks, overrides } = product
  const catalog = catalogAt(history, at)
  const ofSubscriptions = tracks.flatMap((track) => claimOf(billing, history.product, track, at) ?? [])
  const ofTerm = toTermClaim(product, at)
  const claims = ofTerm ? [...ofSubscriptions, ofTerm] : ofSubscriptions
  const tierOf = ({ plan }: Claim) => findPlanTerms(history, plan, at)?.tier ?? -1
  const granting = claims.filter(({ fellAt }) => fellAt === null)
  granting.sort(
    (a, b) => RANKS[a.status] - RANKS[b.status] || tierOf(b) - tierOf(a) || b.boughtAt - a.boughtAt || compareText(a.fact.ref, b.fact.ref),
  )
  const ended = claims.filter(({ fellAt }) => fellAt !== null)
  ended.sort((a, b) => b.since - a.since || tierOf(b) - tierOf(a) || compareText(a.fact.ref, b.fact.ref))
  const [held, ...doubles] = granting
  const claim = held ?? ended[0] ?? null
  // Each holds until its own end, the newest first where two grant the same.
  const byHand = overrides.filter((each) => each.at <= at && at < each.content.until)
  const planByHand = byHand.findLast(({ content: { plan } }) => plan !== null && findPlanTerms(history, plan, at) !== null) ?? null
  const granted = planByHand?.content.plan ?? (held ? held.plan : catalog.freePlan)
  const terms = granted === null ? null : findPlanTerms(history, granted, at)
  return {
    at,
    catalog,
    plan: terms && granted,
    terms,
    subscribedPlan: claim?.plan ?? null,
    status: planByHand && (!held || held.status === 'paused') ? 'active' : (claim?.status ?? (terms ? 'active' : 'none')),
    claim,
    doubles,
    overrides: byHand,
    planByHand,
  }
}

/** What the payments of a product entitle to at an instant, with its reasons and its window. */
export function readTerm({ payments }: ProductBilling, at: Instant): Term {
  return deriveTerm({ ...payments, records: [], at })
}

/** The plan as the version in force has it. One that the catalog no longer has is still what was paid for. */
export function findPlanTerms(history: CatalogHistory, plan: string, at: Instant): Plan | null {
  for (const { plans } of listFromInForce(history, at)) if (Object.hasOwn(plans, plan)) return plans[plan] ?? null
  return null
}

const RANKS: Readonly<Record<Claim['status'], number>> = { trialing: 0, active: 1, grace: 2, paused: 3, canceled: 4, expired: 4 }

/** Only the last term can hold: a later payment starts anew. */
function toTermClaim({ terms }: ProductBilling, at: Instant): Claim | null {
  const term = terms.findLast(({ start }) => start <= at)
  if (!term) return null
  const { payment, start, end, graceEnd } = term
  const { status, fellAt, endsAt } = findStanding(term, at)
  const isGrace = status === 'grace'
  return {
    fact: payment.fact,
    plan: payment.plan,
    status,
    boughtAt: start,
    since: fellAt ?? (isGrace && end !== null ? end : start),
    period: { start, end: endsAt },
    endsAt: fellAt ?? (isGrace ? graceEnd : endsAt),
    cancelAtPeriodEnd: false,
    graceEnd: isGrace ? graceEnd : null,
    fellAt,
    notes: isGrace ? ['its term is over and was not paid again'] : [],
    of: { kind: 'term' },
  }
}
