import type { HoursRule } from '../../../src-shared/model/catalog.ts'
import { type Instant, toInstant, toIso } from '../../../src-shared/model/instant.ts'
import { listPacks } from '../billing/listPacks.ts'
import { catalogAt } from '../catalogHistory.ts'
import type { BilledPeriod, HoursFacts, PlanChange, Stretch } from '../hours/hoursFacts.ts'
import { toTermEnd } from '../quota/toTermEnd.ts'
import type { RecordedKind } from '../recordedFact.ts'
import { findPlanTerms, type Holding, type ProductBilling } from './findHolding.ts'
import { listPeriods } from './listPeriods.ts'
import type { Timeline } from './readTimeline.ts'

const NO_HOURS: HoursRule = { minutesPerMonth: 0, rolloverCapMinutes: 0 }
const END_OF_TIME = toInstant(8_640_000_000_000_000)

/** Whether hours are a part of a product at all: of any plan of it, or sold beside them. */
export function hasHours({ versions }: ProductBilling['history']): boolean {
  return versions.some(({ catalog }) => Object.keys(catalog.packs).length > 0 || Object.values(catalog.plans).some(({ hours }) => hours))
}

/** All that the hours of a company in a product follow from. */
export function toHoursFacts(timeline: Timeline): HoursFacts {
  const { product } = timeline
  const { billing, history } = product
  return {
    periods: [...listBilledPeriods(product), ...listTermPeriods(product), ...listOverridePeriods(timeline)],
    changes: [...listPlanChanges(product), ...listOverrideChanges(timeline), ...listVersionChanges(timeline)],
    pauses: listStretches(timeline, 'paused', ({ status }) => status === 'paused'),
    ends: listStretches(timeline, 'ended', isEnded),
    packs: listPacks(billing, history.product),
    entries: takeRecorded(product, 'hours').map(({ key, at, content }) => ({ key, at, minutes: content.minutes })),
    settlements: takeRecorded(product, 'settlement').map(({ key, at, content }) => ({ key, at, minutes: content.minutes, as: content.as })),
  }
}

function takeRecorded<Kind extends RecordedKind>({ billing, history }: ProductBilling, kind: Kind) {
  type OfKind = Extract<(typeof billing.facts.recorded)[number], { kind: Kind }>
  return billing.facts.recorded.filter((fact): fact is OfKind => fact.kind === kind && fact.product === history.product)
}

function toRule({ history }: ProductBilling, plan: string, at: Instant): HoursRule {
  return findPlanTerms(history, plan, at)?.hours ?? NO_HOURS
}

/** What the provider billed. Where no invoice of an item is known at all, its observed periods stand in: it is active, so it is paid for. */
function listBilledPeriods(product: ProductBilling): BilledPeriod[] {
  return product.tracks.flatMap((track) =>
    listPeriods(product.billing, track)
      .filter(({ isBilled }) => isBilled || track.periods.length === 0)
      .map(({ isBilled: _, plan, ...period }) => ({ ...period, rule: toRule(product, plan, period.start) })),
  )
}

function listTermPeriods(product: ProductBilling): BilledPeriod[] {
  const { payments, history } = product
  return payments.payments.flatMap(({ key, plan, interval, at, outcome }): BilledPeriod[] => {
    const terms = findPlanTerms(history, plan, at)
    if (outcome !== 'succeeded' || !terms?.hours) return []
    const end = toTermEnd(terms, interval, at) ?? END_OF_TIME
    return [
      { ref: key, start: at, end, anchor: at, cut: 'whole', begins: 'start', rule: terms.hours, standings: [{ at, standing: 'paid' }] },
    ]
  })
}

/** What staff granted to a company that held nothing: months from the grant on. */
function listOverridePeriods({ product, holdings }: Timeline): BilledPeriod[] {
  return product.overrides.flatMap(({ key, at, content }): BilledPeriod[] => {
    const holding = holdings.findLast((each) => each.at <= at)
    if (content.plan === null || !holding || isHeld(holding)) return []
    const rule = toRule(product, content.plan, at)
    return [
      { ref: key, start: at, end: content.until, anchor: at, cut: 'months', begins: 'start', rule, standings: [{ at, standing: 'paid' }] },
    ]
  })
}

/** Other plans in the midst of a period, as they were observed or charged for. */
function listPlanChanges(product: ProductBilling): PlanChange[] {
  return product.tracks.flatMap(({ evidence }) => {
    let current: string | null = null
    return evidence.flatMap(({ at, plan, fact }): PlanChange[] => {
      if (plan === null || plan === current) return []
      current = plan
      return [{ key: `${fact.ref} ${toIso(at)}`, at, rule: toRule(product, plan, at) }]
    })
  })
}

function listOverrideChanges({ product, holdings }: Timeline): PlanChange[] {
  return product.overrides.flatMap(({ key, at, content }): PlanChange[] => {
    const holding = holdings.findLast((each) => each.at <= at)
    if (content.plan === null || !holding || !isHeld(holding)) return []
    const after = holdings.findLast((each) => each.at <= content.until)
    return [
      { key, at, rule: toRule(product, content.plan, at) },
      ...(after?.claim ? [{ key: `${key} until`, at: content.until, rule: toRule(product, after.claim.plan, content.until) }] : []),
    ]
  })
}

/** A new version of the catalog holds from its own instant, also in the midst of a month. */
function listVersionChanges({ product, holdings }: Timeline): PlanChange[] {
  return product.history.versions.flatMap(({ from }): PlanChange[] => {
    const holding = from === null ? undefined : holdings.findLast((each) => each.at <= from)
    if (from === null || !holding || holding.plan === null) return []
    const rule = catalogAt(product.history, from).plans[holding.plan]?.hours
    return rule ? [{ key: `catalog from ${toIso(from)}`, at: from, rule }] : []
  })
}

function isHeld({ claim }: Holding): boolean {
  return claim !== null && claim.fellAt === null
}

function isEnded(holding: Holding): boolean {
  return holding.claim !== null && holding.claim.fellAt !== null && !(holding.override !== null && holding.override.content.plan !== null)
}

/** The stretches of time in which something held, as far as is known. */
function listStretches({ holdings }: Timeline, name: string, holds: (holding: Holding) => boolean): Stretch[] {
  const stretches: Stretch[] = []
  let open: Stretch | null = null
  for (const holding of holdings) {
    if (holds(holding) === (open !== null)) continue
    if (open) {
      stretches.push({ ...open, until: holding.at })
      open = null
    } else {
      open = { key: `${holding.claim?.fact.ref ?? ''} ${name} ${toIso(holding.at)}`.trim(), from: holding.at, until: null }
    }
  }
  return open ? [...stretches, open] : stretches
}
