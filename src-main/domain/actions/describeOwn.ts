import type { WishOf } from '../../../src-shared/model/wish.ts'
import type { ActionWorld } from './actionWorld.ts'
import { type Described, describe, instant, refuse, seen, text } from './described.ts'
import { listGains, listLossWords } from './listGains.ts'

export function describePackCredit(world: ActionWorld, wish: WishOf<'pack.credit'>): Described {
  const title = `Credit ${toHours(wish.minutes)} of support`
  const catalog = world.catalogOf(wish.product)
  const hasHours = catalog && (Object.keys(catalog.packs).length > 0 || Object.values(catalog.plans).some(({ hours }) => hours))
  if (!catalog || !hasHours) return refuse(title, 'This product has no hours.', 'Name one that has.')
  if (wish.expiresAt <= world.at)
    return refuse(title, 'It would have expired already.', 'Name an expiry that is still to come.', { product: wish.product })
  return describe(title, {
    product: wish.product,
    rows: [
      { name: 'pack', label: 'A pack of hours', before: text(null), after: text(toHours(wish.minutes)) },
      { name: 'expires', label: 'Expires', before: instant(null), after: instant(wish.expiresAt) },
    ],
    gained: [toHours(wish.minutes)],
    effectAt: world.at,
    needsReason: true,
  })
}

export function describeOverride(
  world: ActionWorld,
  wish: WishOf<'plan.override'>,
  plan: { product: string; plan: string | null },
): Described {
  const { product } = plan
  const catalog = world.catalogOf(product)
  const target = catalog && plan.plan !== null && Object.hasOwn(catalog.plans, plan.plan) ? (catalog.plans[plan.plan] ?? null) : null
  const title = target ? `Grant ${target.name} by hand` : 'Grant limits by hand'
  if (!catalog || (plan.plan !== null && !target)) return refuse(title, 'The catalog has no such plan.', 'Choose one of its plans.')
  const limits = Object.entries(wish.limits)
  if (!target && limits.length === 0) return refuse(title, 'Nothing is granted.', 'Name a plan, or limits.', { product })
  const unknown = limits.find(([metric]) => !Object.hasOwn(catalog.metrics, metric))
  if (unknown) return refuse(title, `The catalog has no metric ${unknown[0]}.`, 'Name one of its metrics.', { product })
  if (wish.until <= world.at) return refuse(title, 'It would be over already.', 'Name an end that is still to come.', { product })
  const { plan: current, status, limits: before } = world.entitlementOf(product)
  const now = current !== null && Object.hasOwn(catalog.plans, current) ? (catalog.plans[current] ?? null) : null
  const lost = target ? listLossWords(catalog, now, target) : []
  return describe(title, {
    product,
    saw: [seen('plan', 'Plan', text(current)), seen('status', 'Status', text(status))],
    rows: [
      ...(target ? [{ name: 'plan', label: 'Plan', before: text(now?.name ?? null), after: text(target.name) }] : []),
      ...limits.map(([metric, limit]) => ({
        name: `limit ${metric}`,
        label: catalog.metrics[metric]?.name ?? metric,
        before: text(before[metric] === undefined ? null : String(before[metric])),
        after: text(String(limit)),
      })),
      { name: 'until', label: 'Holds until', before: instant(null), after: instant(wish.until) },
    ],
    gained: target ? listGains(catalog, now, target) : [],
    lost,
    check: target && plan.plan !== null ? world.check(product, plan.plan) : null,
    needsAcknowledgement: lost.length > 0,
    effectAt: world.at,
    needsReason: true,
  })
}

function toHours(minutes: number): string {
  const hours = Math.trunc(minutes / 60)
  const rest = minutes % 60
  return rest === 0 ? `${hours}h` : `${hours}h ${rest}m`
}
