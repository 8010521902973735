import { cancelNow } from '../billing/cancelSubscription.ts'
import { composeInvoice, toSubscriptionDraft } from '../billing/composeInvoice.ts'
import { applyCredits } from '../billing/credits.ts'
import { discountsOf } from '../billing/discounts.ts'
import { listPending } from '../billing/openInvoice.ts'
import { resumeSubscription } from '../billing/pauseSubscription.ts'
import { carryOut } from '../carryOut.ts'
import { renderInvoice } from '../wire/renderInvoice.ts'
import type { InvoiceRecord, SubscriptionRecord } from '../world/billingRecords.ts'
import { get, type World } from '../world/createWorld.ts'
import { type ImaginedWorld, imagineWorld } from '../world/imagineWorld.ts'
import { anything, flag, listOf, must, oneOf, type ParamsOf, part, secondsOr, text, whole } from '../world/params.ts'
import { Refusal } from '../world/refusal.ts'
import { INVOICE_ITEMS } from './invoiceItems.ts'
import { type Operation, read } from './operation.ts'
import { DISCOUNTS } from './readDiscounts.ts'
import { ITEMS } from './readItems.ts'
import { PHASES } from './readPhases.ts'
import { SCHEDULES } from './schedules.ts'
import { SUBSCRIPTIONS } from './subscriptions.ts'
import { updateSchedule } from './updateSchedule.ts'
import { updateSubscription } from './updateSubscription.ts'

const PRORATING = oneOf('create_prorations', 'always_invoice', 'none')

const SHAPE = {
  customer: text,
  subscription: text,
  schedule: text,
  currency: text,
  discounts: DISCOUNTS,
  invoice_items: listOf(
    part({ amount: whole, currency: text, description: text, price: text, quantity: whole, period: part({ start: whole, end: whole }) }),
  ),
  preview_mode: oneOf('next', 'recurring'),
  subscription_details: part({
    items: ITEMS,
    proration_behavior: PRORATING,
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
  schedule_details: part({
    phases: PHASES,
    end_behavior: oneOf('release', 'cancel'),
    proration_behavior: PRORATING,
    billing_mode: anything,
  }),
}

type Params = ParamsOf<typeof SHAPE>

/** A life of many renewals that bill nothing is not looked through to its end. */
const MOST_STEPS = 1000

/** The invoice that a change would make: it is made, in a world that is only imagined. */
export const PREVIEW: Readonly<Record<string, Operation>> = {
  'invoices.createPreview': read('POST /v1/invoices/create_preview', SHAPE, (world, params) => {
    const invoice = preview(world, params)
    const label = JSON.stringify([world.now, params])
    const id = `upcoming_in_1${world.ids.letters(label, 20)}`
    const lines = invoice.lines.map((line, index) => ({
      ...line,
      id: `il_tmp_1${world.ids.letters(`${label}/${index}`, 20)}`,
      // A subscription that would be made has no name yet.
      subscription: line.subscription !== null && world.shelves.subscription.find(line.subscription) ? line.subscription : null,
    }))
    return renderInvoice(world, { ...invoice, id, lines, billing_reason: 'upcoming' })
  }),
}

function preview(world: World, params: Params): InvoiceRecord {
  const schedule = params.schedule ? get(world, 'subscription_schedule', params.schedule, 'schedule') : null
  const id = params.subscription ?? schedule?.subscription ?? null
  const subscription = id === null ? null : get(world, 'subscription', id, 'subscription')
  const imagined = imagineWorld(world, toHorizon(world, subscription, schedule?.id ?? null))
  addItems(imagined, params, subscription?.customer ?? params.customer ?? null, subscription?.id ?? null)
  if (params.preview_mode === 'recurring') forgetPending(imagined, subscription)
  const isChange = change(imagined, params, subscription?.id ?? null, schedule?.id ?? null)
  const draft = imagined.drafts[0] ?? passToInvoice(imagined)
  if (draft) return withCredits(imagined, draft)
  if (!isChange || !subscription) throw refuseNone(subscription?.customer ?? params.customer ?? '')
  return toNothing(imagined, get(imagined, 'subscription', subscription.id))
}

/** What of the plans of this world bears on the invoice: the subscription's own, its schedule's and its discounts'. */
function toHorizon(world: World, subscription: SubscriptionRecord | null, schedule: string | null): ({ id }: { id: string }) => boolean {
  const discounts = subscription ? [...discountsOf(world, subscription), ...subscription.items.flatMap((item) => item.discounts)] : []
  const ids = new Set([subscription?.id, subscription?.schedule, schedule, ...discounts])
  return ({ id }) => ids.has(id)
}

/** Does what is asked about. Gives whether anything was. */
function change(world: World, params: Params, id: string | null, schedule: string | null): boolean {
  const details = params.subscription_details ?? {}
  if (params.schedule_details && schedule !== null) {
    updateSchedule(world, get(world, 'subscription_schedule', schedule), params.schedule_details)
    return true
  }
  if (params.schedule_details) {
    const { phases, end_behavior } = params.schedule_details
    SCHEDULES['schedules.create']?.run(world, { customer: params.customer, start_date: phases?.[0]?.start_date, phases, end_behavior }, [])
    return true
  }
  if (schedule !== null) return false
  if (id === null) {
    createNew(world, params)
    return true
  }
  const subscription = get(world, 'subscription', id)
  const prorates = details.proration_behavior !== 'none'
  if (details.cancel_now) cancelNow(world, subscription, { invoicesNow: true, prorates, details: {} })
  else if (details.resume_at) resumeSubscription(world, subscription, { restartsAnchor: true, waitsForPayment: false, prorates })
  else changeRunning(world, subscription, params)
  return Object.keys(details).length > 0
}

function changeRunning(world: World, subscription: SubscriptionRecord, params: Params): void {
  const details = params.subscription_details ?? {}
  const { items, proration_date, cancel_at, cancel_at_period_end, trial_end, billing_cycle_anchor } = details
  const isRecurring = params.preview_mode === 'recurring'
  const given = {
    items,
    proration_date,
    cancel_at,
    cancel_at_period_end,
    trial_end,
    billing_cycle_anchor: isRecurring ? undefined : billing_cycle_anchor,
    discounts: params.discounts,
    proration_behavior: isRecurring ? ('none' as const) : details.proration_behavior,
  }
  const asked = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  if (Object.keys(asked).some((name) => name !== 'proration_behavior')) updateSubscription(world, subscription, asked)
}

function createNew(world: World, params: Params): void {
  const { items, cancel_at, cancel_at_period_end, trial_end, proration_behavior } = params.subscription_details ?? {}
  const customer = get(world, 'customer', must(params.customer, 'customer'), 'customer')
  const given = {
    customer: customer.id,
    items,
    cancel_at,
    cancel_at_period_end,
    trial_end,
    proration_behavior,
    discounts: params.discounts,
  }
  SUBSCRIPTIONS['subscriptions.create']?.run(world, given, [])
}

/** Invoice items that are only thought of wait beside those that are there. */
function addItems(world: World, { invoice_items }: Params, customer: string | null, subscription: string | null): void {
  for (const { price, ...item } of invoice_items ?? []) {
    const given = { ...item, customer, subscription, ...(price ? { pricing: { price } } : {}) }
    INVOICE_ITEMS['invoiceItems.create']?.run(world, given, [])
  }
}

/** What comes again and again has no items that come once. */
function forgetPending(world: World, subscription: SubscriptionRecord | null): void {
  if (subscription) for (const item of listPending(world, subscription.customer, subscription.id)) item.deleted = true
}

/** Lets time pass until an invoice is drafted. */
function passToInvoice(world: ImaginedWorld): InvoiceRecord | null {
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = world.queue.takeUntil(Number.POSITIVE_INFINITY)
    if (!next) return null
    world.now = Math.max(world.now, next.at)
    carryOut(world, next)
    if (world.drafts[0]) return world.drafts[0]
  }
  return null
}

/** What billing credits will bear when it is finalised is shown before. */
function withCredits(world: World, draft: InvoiceRecord): InvoiceRecord {
  const before = draft.total
  applyCredits(world, draft)
  const owed = draft.total < 0 ? 0 : Math.max(0, draft.total + draft.starting_balance)
  return before === draft.total ? draft : { ...draft, amount_due: owed, amount_remaining: owed }
}

/** An invoice of nothing: a change that bills nothing. */
function toNothing(world: World, subscription: SubscriptionRecord): InvoiceRecord {
  const period = { start: world.now, end: world.now }
  return composeInvoice(world, toSubscriptionDraft(world, subscription, { lines: [], reason: 'upcoming', period }))
}

function refuseNone(customer: string): Refusal {
  return new Refusal(404, {
    type: 'invalid_request_error',
    code: 'invoice_upcoming_none',
    message: `No upcoming invoices for customer: ${customer}`,
  })
}
