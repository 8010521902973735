import { composeInvoice, toSubscriptionDraft } from '../billing/composeInvoice.ts'
import { DAY, nextTurn } from '../billing/cycle.ts'
import { listPending, toPendingLine } from '../billing/openInvoice.ts'
import { planItems } from '../billing/planItems.ts'
import { findPeriodEnd } from '../billing/planUpcoming.ts'
import { previewRenewal } from '../billing/renewSubscription.ts'
import { toCreditLine, toServiceLine } from '../billing/subscriptionLines.ts'
import { renderInvoice } from '../wire/renderInvoice.ts'
import type { InvoiceRecord, NewLine, SubscriptionRecord } from '../world/billingRecords.ts'
import { get, type World } from '../world/createWorld.ts'
import { anything, flag, must, oneOf, type ParamsOf, part, secondsOr, text, whole } from '../world/params.ts'
import { refuse } from '../world/refusal.ts'
import type { Operation } from './operation.ts'
import { read } from './operation.ts'
import { DISCOUNTS, ITEMS, readItemChanges, readNewItems } from './readItems.ts'

const SHAPE = {
  customer: text,
  subscription: text,
  currency: text,
  discounts: DISCOUNTS,
  invoice_items: anything,
  preview_mode: oneOf('next', 'recurring'),
  subscription_details: part({
    items: ITEMS,
    proration_behavior: oneOf('create_prorations', 'always_invoice', 'none'),
    proration_date: whole,
    cancel_now: flag,
    cancel_at: secondsOr('min_period_end', 'max_period_end', 'max_billed_until'),
    cancel_at_period_end: flag,
    trial_end: secondsOr('now'),
    billing_cycle_anchor: part({ type: oneOf('now', 'unchanged') }),
    start_date: whole,
    billing_mode: anything,
    default_tax_rates: anything,
    resume_at: oneOf('now'),
  }),
}

/** The invoice that a change would make. Nothing is kept of it, and its id names nothing. */
export const PREVIEW: Readonly<Record<string, Operation>> = {
  'invoices.createPreview': read('POST /v1/invoices/create_preview', SHAPE, (world, params) => {
    const invoice = params.subscription
      ? previewChange(world, get(world, 'subscription', params.subscription, 'subscription'), params)
      : previewNew(world, params)
    const label = JSON.stringify([world.now, params])
    const id = `upcoming_in_1${world.ids.letters(label, 20)}`
    const lines = invoice.lines.map((line, index) => ({ ...line, id: `il_tmp_1${world.ids.letters(`${label}/${index}`, 20)}` }))
    return renderInvoice(world, { ...invoice, id, lines })
  }),
}

function previewChange(world: World, subscription: SubscriptionRecord, params: ParamsOf<typeof SHAPE>): InvoiceRecord {
  const details = params.subscription_details ?? {}
  const at = details.proration_date ?? world.now
  const behavior = details.proration_behavior ?? 'create_prorations'
  const pending = listPending(world, subscription.customer, subscription.id).map(toPendingLine)
  const draft = (lines: readonly NewLine[], of = subscription) =>
    composeInvoice(
      world,
      toSubscriptionDraft(world, of, { lines: [...lines, ...pending], reason: 'upcoming', period: { start: at, end: at }, prorated: at }),
    )
  if (details.cancel_now) {
    const credits = behavior === 'none' ? [] : subscription.items.map((item) => toCreditLine(world, subscription, item, at))
    return draft(credits.filter((line) => line !== null))
  }
  if (!details.items && details.billing_cycle_anchor?.type !== 'now') {
    const renewal = previewRenewal(world, subscription)
    return {
      ...draft(renewal.lines),
      period_start: renewal.period_start,
      period_end: renewal.period_end,
      created: findPeriodEnd(subscription),
    }
  }
  // New prices are named here, not made: a preview leaves nothing behind.
  if (details.items?.some((item) => item.price_data)) throw refuse('The sandbox previews prices that exist.', 'subscription_details[items]')
  const changes = readItemChanges(world, details.items ?? [])
  const planned = planItems(world, subscription, changes, {
    at,
    restartsAnchor: details.billing_cycle_anchor?.type === 'now',
    prorates: behavior !== 'none',
  })
  const after = { ...subscription, items: planned.items, billing_cycle_anchor: planned.anchor }
  if (planned.restarts || behavior === 'always_invoice') return draft(planned.lines, after)
  // Prorations wait for the renewal, and so does the preview of them.
  const renewal = previewRenewal(world, after)
  return { ...draft([...planned.lines, ...renewal.lines], after), period_start: renewal.period_start, period_end: renewal.period_end }
}

function previewNew(world: World, params: ParamsOf<typeof SHAPE>): InvoiceRecord {
  const customer = get(world, 'customer', must(params.customer, 'customer'), 'customer')
  const asked = params.subscription_details?.items
  if (asked?.some((item) => item.price_data)) throw refuse('The sandbox previews prices that exist.', 'subscription_details[items]')
  const { items, prices } = readNewItems(world, asked ?? [])
  const of = { id: '', customer: customer.id, discounts: [] }
  const lines = items.map(({ price, quantity, cycle }) => {
    const period = { start: world.now, end: nextTurn(world.now, cycle, world.now) }
    return toServiceLine(
      world,
      of,
      { id: '', price, quantity, current_period_start: period.start, current_period_end: period.end, discounts: [] },
      period,
    )
  })
  return composeInvoice(world, {
    customer,
    subscription: null,
    lines: lines.filter((line) => line !== null).map((line) => ({ ...line, subscription: null })),
    reason: 'upcoming',
    currency: prices[0]?.currency ?? 'usd',
    period: { start: world.now, end: world.now + DAY },
    discounts: customer.discount === null ? [] : [customer.discount],
    collection_method: 'charge_automatically',
    daysUntilDue: null,
    isAdvancing: true,
  })
}
