import { settleDebit } from './billing/afterIntent.ts'
import { cancelAsPlanned } from './billing/cancelSubscription.ts'
import { dropSchedule, findSchedule } from './billing/closeSchedule.ts'
import { endGrant } from './billing/credits.ts'
import { DAY } from './billing/cycle.ts'
import { removeDiscount } from './billing/discounts.ts'
import { listInvoices } from './billing/endSubscription.ts'
import { expireUpdate } from './billing/expireUpdate.ts'
import { finalizeInvoice } from './billing/finalizeInvoice.ts'
import { attemptInvoice, dropInvoice } from './billing/payInvoice.ts'
import { findPeriodEnd } from './billing/planUpcoming.ts'
import { previewRenewal, renewSubscription } from './billing/renewSubscription.ts'
import { changeSubscription } from './billing/standing.ts'
import { endOf, stepSchedule } from './billing/stepSchedule.ts'
import { expireSession } from './payments/checkout.ts'
import type { InvoiceRecord, SubscriptionRecord } from './world/billingRecords.ts'
import type { Happening } from './world/createQueue.ts'
import { tell, type World } from './world/createWorld.ts'
import type { ScheduleRecord } from './world/scheduleRecords.ts'

/**
 * Carries out what has fallen due, with the clock standing at its instant.
 *
 * A happening is a reminder and no order: each looks again whether what it was planned for still holds.
 */
export function carryOut(world: World, { kind, id }: Happening): void {
  const { shelves } = world
  const subscription = shelves.subscription.find(id)
  if (subscription) {
    carryOutSubscription(world, kind, subscription)
    return
  }
  const invoice = shelves.invoice.find(id)
  if (invoice) {
    carryOutInvoice(world, kind, invoice)
    return
  }
  const intent = shelves.payment_intent.find(id)
  if (intent) {
    settleDebit(world, intent)
    return
  }
  const session = shelves['checkout.session'].find(id)
  if (session) {
    expireSession(world, session)
    return
  }
  const plan = shelves.subscription_schedule.find(id)
  if (plan) {
    carryOutSchedule(world, kind, plan)
    return
  }
  const grant = shelves['billing.credit_grant'].find(id)
  if (grant) {
    if (grant.expires_at === world.now) endGrant(world, grant, 'credits_expired')
    return
  }
  if (kind === 'discount') removeDiscount(world, id)
}

function carryOutSubscription(world: World, kind: string, subscription: SubscriptionRecord): void {
  switch (kind) {
    case 'period':
      stepFirst(world, subscription)
      // What is to end at this very instant ends, and is not renewed first.
      if (subscription.cancel_at === world.now) cancelAsPlanned(world, subscription)
      else renewSubscription(world, subscription)
      return
    case 'cancel':
      stepFirst(world, subscription)
      cancelAsPlanned(world, subscription)
      return
    case 'unapplied':
      expireUpdate(world, subscription)
      return
    case 'incomplete':
      expireIncomplete(world, subscription)
      return
    case 'unresumed':
      expireResume(world, subscription)
      return
    case 'trial_will_end': {
      const isAhead =
        subscription.status === 'trialing' && subscription.trial_end !== null && subscription.trial_end - world.now <= 3 * 86_400
      if (isAhead) tell(world, 'customer.subscription.trial_will_end', 'subscription', subscription)
      return
    }
    case 'resume_collection':
      if (subscription.pause_collection?.resumes_at === world.now) changeSubscription(world, subscription, { pause_collection: null })
      return
    case 'upcoming':
      announce(world, subscription)
      return
    default:
      throw new Error(`Broken promise: nothing is called ${kind}`)
  }
}

/** What is due before a renewal: a change that nobody paid goes, and a phase that begins or ends decides into what is renewed. */
function stepFirst(world: World, subscription: SubscriptionRecord): void {
  expireUpdate(world, subscription)
  const plan = findSchedule(world, subscription)
  if (plan) stepSchedule(world, plan)
}

function carryOutSchedule(world: World, kind: string, plan: ScheduleRecord): void {
  if (kind === 'phase') stepSchedule(world, plan)
  const isExpiring = (plan.status === 'active' || plan.status === 'not_started') && endOf(plan) - world.now === 7 * DAY
  if (kind === 'expiring' && isExpiring) tell(world, 'subscription_schedule.expiring', 'subscription_schedule', plan)
}

function carryOutInvoice(world: World, kind: string, invoice: InvoiceRecord): void {
  if (invoice.deleted) return
  const isStill = invoice.status === 'open' && invoice.auto_advance
  if (kind === 'finalize' && invoice.automatically_finalizes_at === world.now) finalizeInvoice(world, invoice)
  if (kind === 'retry' && isStill && invoice.next_payment_attempt === world.now) attemptInvoice(world, invoice)
  if (kind === 'overdue' && invoice.status === 'open' && invoice.due_date === world.now) {
    tell(world, 'invoice.overdue', 'invoice', invoice)
    const subscription = invoice.own.subscription === null ? null : world.shelves.subscription.find(invoice.own.subscription)
    if (subscription?.status === 'active') changeSubscription(world, subscription, { status: 'past_due' })
  }
}

/** A first payment that was not made within 23 hours. */
function expireIncomplete(world: World, subscription: SubscriptionRecord): void {
  if (subscription.status !== 'incomplete') return
  changeSubscription(world, subscription, { status: 'incomplete_expired', ended_at: world.now })
  dropSchedule(world, subscription, 'payment_failed')
  for (const invoice of listInvoices(world, subscription)) if (invoice.status === 'open') dropInvoice(world, invoice, 'void')
}

function expireResume(world: World, subscription: SubscriptionRecord): void {
  const { resuming } = subscription.own
  if (!resuming || subscription.status !== 'paused') return
  subscription.own = { ...subscription.own, resuming: null }
  const invoice = world.shelves.invoice.find(resuming.invoice)
  if (invoice?.status === 'open') dropInvoice(world, invoice, 'void')
}

/** Tells of a renewal a week ahead. The invoice of it does not exist, and has no id. */
function announce(world: World, subscription: SubscriptionRecord): void {
  const isRenewing = subscription.status === 'active' || subscription.status === 'trialing'
  if (!isRenewing || subscription.cancel_at !== null || findPeriodEnd(subscription) - world.now !== 7 * 86_400) return
  const { id: _id, own, lines: _lines, ...upcoming } = previewRenewal(world, subscription)
  tell(world, 'invoice.upcoming', 'invoice', { ...upcoming, own, billing_reason: 'upcoming' })
}
