import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Billing } from '../../domain/billing/billing.ts'
import { deriveEntitlement } from '../../domain/entitlement/deriveEntitlement.ts'
import { readProduct } from '../../domain/entitlement/findHolding.ts'
import { listProducts } from '../../domain/entitlement/listProducts.ts'
import { readTimeline, type Timeline } from '../../domain/entitlement/readTimeline.ts'
import { hasHours, toHoursFacts } from '../../domain/entitlement/toHoursFacts.ts'
import { deriveHours } from '../../domain/hours/deriveHours.ts'
import { toNearShare } from '../../domain/usage/toNearShare.ts'
import type { Standing } from './saveStandings.ts'

/** What a company is on of every product that it belongs to, as it is kept. */
export function listStandings(billing: Billing, { zone, now }: { zone: string; now: Instant }): Standing[] {
  return listProducts(billing, now).map((product): Standing => {
    const timeline = readTimeline(readProduct(billing, product), now)
    const { entitlement, changesAt } = deriveEntitlement(timeline, zone)
    const { plan, subscribedPlan, status, endsAt, period, usage } = entitlement
    const hours = hasHours(timeline.product.history) ? toHours(timeline) : null
    return {
      ...{ product, plan, subscribedPlan, status },
      until: endsAt ?? period?.end ?? null,
      changesAt: earliest(changesAt, hours?.changesAt ?? null),
      entitlement: JSON.stringify(entitlement),
      hours: hours && JSON.stringify(hours.balance),
      metrics: Object.entries(usage).map(([metric, { used, limit, asOf, missingParts }]) => ({
        ...{ metric, used, asOf },
        lacksParts: missingParts.length > 0,
        nearShare: toNearShare({ used, limit }),
      })),
    }
  })
}

/** The balance without its ledger, which is derived when it is looked at; and when the clock changes it. */
function toHours(timeline: Timeline) {
  const facts = toHoursFacts(timeline)
  const { ledger: _, ...balance } = deriveHours(facts, timeline.at)
  const coming = [
    balance.window?.end ?? null,
    ...facts.packs.map(({ expiresAt }) => expiresAt),
    ...facts.packs.map(({ boughtAt }) => boughtAt),
  ]
  const changesAt = coming.reduce<Instant | null>((first, at) => (at !== null && at > timeline.at ? earliest(first, at) : first), null)
  return { balance, changesAt }
}

function earliest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}
