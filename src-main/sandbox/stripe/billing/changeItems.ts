import type { SubscriptionRecord } from '../world/billingRecords.ts'
import type { World } from '../world/createWorld.ts'
import { toSubscriptionDraft } from './composeInvoice.ts'
import { finalizeInvoice } from './finalizeInvoice.ts'
import { keepPending, openInvoice } from './openInvoice.ts'
import type { PlannedItems } from './planItems.ts'
import { planUpcoming } from './planUpcoming.ts'
import { changeSubscription } from './standing.ts'

/** Carries out what was planned: new items, and what they cost now or with the next invoice. */
export function changeItems(
  world: World,
  subscription: SubscriptionRecord,
  planned: PlannedItems,
  behavior: 'create_prorations' | 'always_invoice' | 'none',
  at: number,
): void {
  const ids = new Map<string, string>()
  const items = planned.items.map((item) => {
    if (item.id !== '') return item
    const id = world.ids.next('si_', 14)
    ids.set(item.price, id)
    return { ...item, id }
  })
  const lines = planned.lines.map((line) =>
    line.subscription_item === '' ? { ...line, subscription_item: ids.get(line.price ?? '') ?? null } : line,
  )
  const before = subscription.latest_invoice
  changeSubscription(world, subscription, { items, billing_cycle_anchor: planned.anchor, latest_invoice: before })
  planUpcoming(world, subscription)
  if (lines.length === 0) return
  if (!planned.restarts && behavior === 'create_prorations') {
    keepPending(world, subscription, lines)
    return
  }
  // Lines of prorations are invoice items on every invoice.
  keepPending(
    world,
    subscription,
    lines.filter(({ proration }) => proration),
  )
  const whole = lines.filter(({ proration }) => !proration)
  const draft = toSubscriptionDraft(world, subscription, {
    lines: whole,
    reason: 'subscription_update',
    period: { start: at, end: at },
    prorated: at,
  })
  finalizeInvoice(world, openInvoice(world, draft))
}
