import { toSubscriptionDraft } from '../billing/composeInvoice.ts'
import { dropUpdate } from '../billing/expireUpdate.ts'
import { finalizeInvoice } from '../billing/finalizeInvoice.ts'
import { keepPending, openInvoice } from '../billing/openInvoice.ts'
import { attemptInvoice } from '../billing/payInvoice.ts'
import { findPeriodEnd } from '../billing/planUpcoming.ts'
import { changeSubscription } from '../billing/standing.ts'
import { AUTHENTICATION_REQUIRED } from '../payments/declines.ts'
import { renderFailure } from '../wire/renderPayments.ts'
import type { InvoiceRecord, SubscriptionRecord } from '../world/billingRecords.ts'
import { get, schedule, type World } from '../world/createWorld.ts'
import { type ImaginedWorld, imagineWorld } from '../world/imagineWorld.ts'
import { Refusal, refuse } from '../world/refusal.ts'
import { type UpdateParams, updateSubscription } from './updateSubscription.ts'

/** The only things that can wait for a payment. */
const CAN_WAIT = new Set([
  'payment_behavior',
  'items',
  'proration_behavior',
  'proration_date',
  'billing_cycle_anchor',
  'trial_end',
  'off_session',
])
const WAITS = 23 * 3600

/** Changes a subscription as its payment behaviour has it: at any rate, only if it is paid, or once it is. */
export function tryUpdate(world: World, subscription: SubscriptionRecord, params: UpdateParams): void {
  const { payment_behavior } = params
  if (payment_behavior === 'pending_if_incomplete') mustWait(params)
  if (payment_behavior === 'pending_if_incomplete' || payment_behavior === 'error_if_incomplete') {
    const imagined = imagineWorld(world, () => false)
    const after = get(imagined, 'subscription', subscription.id)
    updateSubscription(imagined, after, params)
    const unpaid = findUnpaid(imagined)
    if (unpaid && payment_behavior === 'error_if_incomplete') throw toFailure(imagined, unpaid)
    if (unpaid) {
      pendUpdate(world, subscription, after, unpaid)
      return
    }
  }
  // Another change takes the place of the one that waits.
  if (params.items || params.billing_cycle_anchor || params.trial_end != null) dropUpdate(world, subscription)
  updateSubscription(world, subscription, params)
}

function mustWait(params: UpdateParams): void {
  const other = Object.keys(params).find((name) => !CAN_WAIT.has(name))
  if (other)
    throw refuse(
      `\`${other}\` cannot be updated when \`payment_behavior\` is set to \`pending_if_incomplete\`.`,
      other,
      'parameter_unsupported',
    )
}

/** The invoice that the change would make and that would not be paid. A debit that is under way is believed. */
function findUnpaid(world: ImaginedWorld): InvoiceRecord | null {
  const [draft] = world.drafts
  const invoice = draft && world.shelves.invoice.find(draft.id)
  if (invoice?.status !== 'open' || invoice.collection_method !== 'charge_automatically') return null
  const intent = invoice.own.payment === null ? null : world.shelves.payment_intent.find(invoice.own.payment)
  return intent?.status === 'processing' ? null : invoice
}

function toFailure(world: World, { own }: InvoiceRecord): Refusal {
  const intent = own.payment === null ? null : world.shelves.payment_intent.find(own.payment)
  return new Refusal(402, renderFailure(intent?.last_payment_error ?? AUTHENTICATION_REQUIRED))
}

/** Bills a change that has not come about yet: it does when its invoice is paid. @param after what it would have made of the subscription */
function pendUpdate(world: World, subscription: SubscriptionRecord, after: SubscriptionRecord, billed: InvoiceRecord): void {
  dropUpdate(world, subscription)
  const ids = new Map<string, string>()
  const items = after.items.map((item) => {
    if (subscription.items.some(({ id }) => id === item.id)) return item
    const id = world.ids.next('si_', 14)
    ids.set(item.id, id)
    return { ...item, id }
  })
  const lines = billed.lines
    .filter(({ invoice_item }) => invoice_item === null || world.shelves.invoiceitem.find(invoice_item) === null)
    .map(({ id: _id, ...line }) => ({
      ...line,
      invoice_item: null,
      discount_amounts: [],
      subscription_item: ids.get(line.subscription_item ?? '') ?? line.subscription_item,
    }))
  keepPending(
    world,
    subscription,
    lines.filter(({ proration }) => proration),
  )
  const draft = toSubscriptionDraft(world, subscription, {
    lines: lines.filter(({ proration }) => !proration),
    reason: 'subscription_update',
    period: { start: billed.period_start, end: billed.period_end },
    prorated: billed.own.prorated,
  })
  const invoice = openInvoice(world, draft)
  const { billing_cycle_anchor, trial_end, trial_start } = after
  const status = subscription.status === 'trialing' && after.status !== 'trialing' ? 'active' : subscription.status
  subscription.own = {
    ...subscription.own,
    pending: { invoice: invoice.id, to: { items, billing_cycle_anchor, trial_end, trial_start, status } },
  }
  const expires_at = Math.min(world.now + WAITS, findPeriodEnd(subscription))
  changeSubscription(world, subscription, {
    pending_update: {
      expires_at,
      billing_cycle_anchor: billing_cycle_anchor === subscription.billing_cycle_anchor ? null : billing_cycle_anchor,
      trial_end: trial_end === subscription.trial_end ? null : trial_end,
      items,
    },
  })
  schedule(world, expires_at, 'unapplied', subscription.id)
  finalizeInvoice(world, invoice, 'wait')
  if (invoice.status === 'open') attemptInvoice(world, invoice)
}
