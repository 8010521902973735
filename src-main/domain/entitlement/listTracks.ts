import type { Instant } from '../../../src-shared/model/instant.ts'
import type { SubscriptionItem } from '../billing/billedObject.ts'
import type { BilledSubscription, Billing } from '../billing/billing.ts'
import type { BilledInvoice } from '../billing/invoiceAt.ts'
import { isBesidePlan } from '../billing/isBesidePlan.ts'
import type { Window } from '../calendar/monthWindows.ts'
import type { FactSource } from '../quota/oneOffPayment.ts'
import { compareText } from '../usage/usageRecord.ts'

/** One item of a subscription over time, as far as it is about one product: each is looked at by itself. */
export interface Track {
  subscription: BilledSubscription
  item: string
  fact: FactSource
  /** What said which plan it was on, oldest first. */
  evidence: PlanEvidence[]
  /** With each evidence the plan that it is on, or was on last; null before there was one. */
  plans: (string | null)[]
  /** The periods that were observed, each from when it was first seen. */
  observed: ({ at: Instant } & Window)[]
  /** The periods that were billed for it, paid or not, oldest first. */
  periods: BilledLine[]
}

export interface PlanEvidence {
  at: Instant
  /** Null where the item was gone, or on another product. */
  plan: string | null
  /** Of an observation: the item as it was. */
  item: SubscriptionItem | null
  /** Whether we saw it so; else a paid line says it. */
  isObserved: boolean
  fact: FactSource
}

/** A line that bills a period of a plan, prorations aside. */
export interface BilledLine extends Window {
  ref: string
  plan: string
  price: string | null
  invoice: BilledInvoice
}

/**
 * The items of a company's subscriptions that are, or were, about a product.
 *
 * What plan an item was on is told by the states that we observed and, for the time before, by the lines of paid invoices: a line is as
 * old as its period, a proration as the change that it charges for.
 */
export function listTracks(billing: Billing, product: string): Track[] {
  return billing.subscriptions.flatMap((subscription) => listTracksOf(billing, subscription, product))
}

function listTracksOf(billing: Billing, subscription: BilledSubscription, product: string): Track[] {
  const { provider, ref } = subscription.fact
  const fact: FactSource = { provider, type: 'subscription', ref }
  const planOf = (price: string | null, at: Instant): string | null => {
    const offer = billing.offerOf(provider, price, at)
    return offer?.kind === 'plan' && offer.product === product ? offer.id : null
  }
  const lines = subscription.invoices.flatMap((invoice) =>
    invoice.content.lines
      .filter((line) => (line.subscription === null || line.subscription === ref) && !isBesidePlan(billing.facts, invoice, line))
      .flatMap((line) => {
        const plan = planOf(line.price, line.start)
        return plan === null ? [] : [{ line, plan, invoice }]
      }),
  )
  const items = new Set([
    ...subscription.states.flatMap(({ at, content }) =>
      content.items.filter(({ price }) => planOf(price, at) !== null).map((item) => item.ref),
    ),
    ...lines.flatMap(({ line }) => line.item ?? []),
  ])
  // Lines of an old kind name no item: where none does, they are one item's.
  if (items.size === 0 && lines.length > 0) items.add('')
  return [...items].map((item): Track => {
    const own = lines.filter(({ line }) => line.item === null || line.item === item)
    const seen = subscription.states.map(({ at, content }): PlanEvidence => {
      const found = content.items.find((each) => each.ref === item) ?? null
      return { at, plan: found && planOf(found.price, at), item: found, isObserved: true, fact }
    })
    const billed = own.flatMap(({ line, plan, invoice }): PlanEvidence[] => {
      // What is given back for the old plan says nothing of the new one.
      if (invoice.times.paidAt === null || line.amount < 0) return []
      return [{ at: line.start, plan, item: null, isObserved: false, fact: { provider, type: 'invoice', ref: invoice.ref } }]
    })
    // At one instant what was observed counts.
    const evidence = [...billed, ...seen].sort((a, b) => a.at - b.at || Number(a.isObserved) - Number(b.isObserved))
    return {
      subscription,
      item,
      fact,
      evidence,
      plans: listPlans(evidence),
      observed: listObserved(seen),
      periods: own
        .filter(({ line }) => !line.isProration && line.end > line.start)
        .map(({ line, plan, invoice }) => ({ ref: line.ref, start: line.start, end: line.end, plan, price: line.price, invoice }))
        .sort((a, b) => a.start - b.start || a.end - b.end || compareText(a.ref, b.ref)),
    }
  })
}

function listPlans(evidence: readonly PlanEvidence[]): Track['plans'] {
  let last: string | null = null
  return evidence.map(({ plan }) => {
    last = plan ?? last
    return last
  })
}

/** A period is seen in many states; its first sight is enough. */
function listObserved(seen: readonly PlanEvidence[]): Track['observed'] {
  const periods = new Map<string, { at: Instant } & Window>()
  for (const { at, item } of seen) {
    if (!item) continue
    const key = `${item.periodStart} ${item.periodEnd}`
    if (!periods.has(key)) periods.set(key, { at, start: item.periodStart, end: item.periodEnd })
  }
  return [...periods.values()]
}
