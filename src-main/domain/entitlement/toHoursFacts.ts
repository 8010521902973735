import { toIso } from '../../../src-shared/model/instant.ts'
import { listPacks } from '../billing/listPacks.ts'
import type { HoursFacts, PlanChange, Stretch } from '../hours/hoursFacts.ts'
import type { RecordedKind } from '../recordedFact.ts'
import type { Holding, ProductBilling } from './findHolding.ts'
import { listHoursPeriods, toHoursRule } from './listHoursPeriods.ts'
import type { Timeline } from './readTimeline.ts'

/** Whether hours are a part of a product at all: of any plan of it, or sold beside them. */
export function hasHours({ versions }: ProductBilling['history']): boolean {
  return versions.some(({ catalog }) => Object.keys(catalog.packs).length > 0 || Object.values(catalog.plans).some(({ hours }) => hours))
}

/** All that the hours of a company in a product follow from. */
export function toHoursFacts(timeline: Timeline): HoursFacts {
  const { product } = timeline
  return {
    periods: listHoursPeriods(timeline),
    changes: listChanges(timeline),
    pauses: listStretches(timeline, 'paused', ({ status }) => status === 'paused'),
    ends: listEnds(timeline),
    packs: listPacks(product.billing, product.history.product),
    entries: takeRecorded(product, 'hours').map(({ key, at, content }) => ({ key, at, minutes: content.minutes })),
    settlements: takeRecorded(product, 'settlement').map(({ key, at, content }) => ({ key, at, minutes: content.minutes, as: content.as })),
  }
}

function takeRecorded<Kind extends RecordedKind>({ billing, history }: ProductBilling, kind: Kind) {
  type OfKind = Extract<(typeof billing.facts.recorded)[number], { kind: Kind }>
  return billing.facts.recorded.filter((fact): fact is OfKind => fact.kind === kind && fact.product === history.product)
}

/** Other hours in the midst of a period: by another plan, by hand, or by another version of the catalog. What fell brings none. */
function listChanges({ product, holdings }: Timeline): PlanChange[] {
  let current: string | null = null
  return holdings.flatMap((holding): PlanChange[] => {
    const { at, plan } = holding
    if (plan === null || !isGranted(holding)) return []
    const rule = toHoursRule(product, plan, at)
    const text = JSON.stringify(rule)
    const isChange = current !== null && current !== text
    current = text
    return isChange ? [{ key: toChangeKey(product, holding), at, rule }] : []
  })
}

/** What brought about the hours that hold from an instant on. */
function toChangeKey({ history }: ProductBilling, { at, claim, planByHand }: Holding): string {
  if (planByHand?.at === at) return planByHand.key
  if (history.versions.some(({ from }) => from === at)) return `catalog from ${toIso(at)}`
  const evidence = claim?.of.kind === 'subscription' ? claim.of.track.evidence.findLast((each) => each.at <= at) : undefined
  return `${evidence?.at === at ? evidence.fact.ref : (claim?.fact.ref ?? '')} ${toIso(at)}`.trim()
}

function isGranted({ claim, planByHand }: Holding): boolean {
  return (claim !== null && claim.fellAt === null) || planByHand !== null
}

/** The times after something that was bought, or granted by hand, had ended. */
function listEnds(timeline: Timeline): Stretch[] {
  let wasGranted = false
  return listStretches(timeline, 'ended', (holding) => {
    wasGranted ||= isGranted(holding)
    return !isGranted(holding) && (wasGranted || holding.claim !== null)
  })
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
