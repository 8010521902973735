import { fail, type Outcome, succeed } from '../payments/chargeIntent.ts'
import { closeSession } from '../payments/closeSession.ts'
import { AUTHENTICATION_FAILED, DEBIT_RETURNED } from '../payments/declines.ts'
import { change, tell, type World } from '../world/createWorld.ts'
import type { PaymentIntentRecord } from '../world/paymentRecords.ts'
import { failAttempt, markPaid } from './payInvoice.ts'

/** What follows from an intent that was settled by itself: for its invoice, and for the checkout session that waited for it. */
export function afterIntent(world: World, intent: PaymentIntentRecord, outcome: Outcome): void {
  const invoice = intent.own.invoice === null ? null : world.shelves.invoice.find(intent.own.invoice)
  if (invoice?.status === 'open' || invoice?.status === 'uncollectible') {
    if (outcome === 'succeeded') markPaid(world, invoice)
    if (outcome === 'failed') failAttempt(world, invoice)
  }
  const session = intent.own.session === null ? null : world.shelves['checkout.session'].find(intent.own.session)
  // The page waited while the payer answered their bank.
  if (session?.status === 'open' && outcome === 'succeeded')
    closeSession(world, session, { payment_status: 'paid', customer: intent.customer, payment_intent: intent.id })
  if (session?.status !== 'complete' || session.payment_status !== 'unpaid') return
  if (outcome === 'succeeded') {
    change(world, 'checkout.session', session, { payment_status: 'paid' })
    tell(world, 'checkout.session.async_payment_succeeded', 'checkout.session', session)
  }
  if (outcome === 'failed') tell(world, 'checkout.session.async_payment_failed', 'checkout.session', session)
}

/** A debit arrives, or comes back. */
export function settleDebit(world: World, intent: PaymentIntentRecord): void {
  if (intent.status !== 'processing') return
  const behaviour = intent.payment_method === null ? null : world.shelves.payment_method.find(intent.payment_method)?.own.behaviour
  const isReturned = behaviour?.kind === 'delayed' && behaviour.fails
  if (isReturned) fail(world, intent, DEBIT_RETURNED)
  else succeed(world, intent)
  afterIntent(world, intent, isReturned ? 'failed' : 'succeeded')
}

/** The payer answers to their bank, or does not. */
export function authenticate(world: World, intent: PaymentIntentRecord, isAllowed: boolean): void {
  if (intent.status !== 'requires_action') return
  if (isAllowed) succeed(world, intent)
  else fail(world, intent, AUTHENTICATION_FAILED, false)
  // The attempt that asked was counted when it asked.
  if (isAllowed) afterIntent(world, intent, 'succeeded')
}
