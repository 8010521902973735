import { invariant } from '../../../src-shared/model/assert.ts'
import type { Catalog, Plan } from '../../../src-shared/model/catalog.ts'
import type { EntitlementStatus } from '../../../src-shared/model/entitlementStatus.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Billing } from '../billing/billing.ts'
import { listOneOffPayments } from '../billing/listOneOffPayments.ts'
import { listFromInForce } from '../billing/matchPrice.ts'
import { type CatalogHistory, catalogAt } from '../catalogHistory.ts'
import { deriveTerm, type TermQuestion } from '../quota/deriveTerm.ts'
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
  override: Override | null
}

export function readProduct(billing: Billing, product: string): ProductBilling {
  const history = billing.catalogs.get(product)
  invariant(history, `${product} has a catalog`)
  const overrides = billing.facts.recorded.filter((fact): fact is Override => fact.kind === 'override' && fact.product === product)
  return {
    billing,
    history,
    tracks: listTracks(billing, product),
    payments: { catalogAt: (at) => catalogAt(history, at), ...listOneOffPayments(billing, product) },
    overrides: overrides.toSorted((a, b) => a.at - b.at || compareText(a.key, b.key)),
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
  const override = overrides.findLast((each) => each.at <= at && at < each.content.until) ?? null
  const granted = override?.content.plan ?? (held ? held.plan : catalog.freePlan)
  const terms = granted === null ? null : findPlanTerms(history, granted, at)
  const isByHand = override !== null && override.content.plan !== null
  return {
    at,
    catalog,
    plan: terms && granted,
    terms,
    subscribedPlan: claim?.plan ?? null,
    status: isByHand && (!held || held.status === 'paused') ? 'active' : (claim?.status ?? (terms ? 'active' : 'none')),
    claim,
    doubles,
    override,
  }
}

/** The plan as the version in force has it. One that the catalog no longer has is still what was paid for. */
export function findPlanTerms(history: CatalogHistory, plan: string, at: Instant): Plan | null {
  for (const { plans } of listFromInForce(history, at)) if (Object.hasOwn(plans, plan)) return plans[plan] ?? null
  return null
}

const RANKS: Readonly<Record<Claim['status'], number>> = { trialing: 0, active: 1, grace: 2, paused: 3, canceled: 4, expired: 4 }

function toTermClaim({ payments }: ProductBilling, at: Instant): Claim | null {
  if (payments.payments.length === 0) return null
  const term = deriveTerm({ ...payments, records: [], at })
  const { subscribedPlan, status, period, endsAt, startedAt } = term
  const paid = term.why.findLast(({ rule }) => rule === 'plan-on-payment')
  if (subscribedPlan === null || !period || status === 'none' || !paid?.fact) return null
  const isOver = status === 'canceled' || status === 'expired'
  return {
    fact: paid.fact,
    plan: subscribedPlan,
    status,
    boughtAt: period.start,
    since: startedAt ?? period.start,
    period,
    endsAt,
    cancelAtPeriodEnd: false,
    graceEnd: status === 'grace' ? (term.window?.end ?? null) : null,
    fellAt: isOver ? startedAt : null,
    notes: status === 'grace' ? ['its term is over and was not paid again'] : [],
    of: { kind: 'term', term },
  }
}
