import { DAY } from '../billing/cycle.ts'
import { change, put, schedule, tell, type World } from '../world/createWorld.ts'
import type { Behaviour, ChargeRecord, PaymentFailure, PaymentIntentRecord } from '../world/paymentRecords.ts'
import { toDecline } from './declines.ts'

export type Outcome = 'succeeded' | 'failed' | 'requires_action' | 'processing'

/** A new payment intent, of which nobody has asked anything yet. */
export function createIntent(
  world: World,
  intent: Pick<PaymentIntentRecord, 'amount' | 'currency' | 'customer'> & Partial<PaymentIntentRecord>,
): PaymentIntentRecord {
  const record: PaymentIntentRecord = {
    id: world.ids.next('pi_'),
    created: world.now,
    amount_received: 0,
    status: 'requires_payment_method',
    description: null,
    metadata: {},
    payment_method: null,
    latest_charge: null,
    last_payment_error: null,
    canceled_at: null,
    cancellation_reason: null,
    setup_future_usage: null,
    receipt_email: null,
    own: { invoice: null, session: null },
    ...intent,
  }
  return put(world, 'payment_intent', record, 'payment_intent.created')
}

/** Charges an intent with a payment method as its behaviour has it. What hangs on the intent is the caller's. */
export function chargeIntent(world: World, intent: PaymentIntentRecord, methodId: string): Outcome {
  const behaviour = world.shelves.payment_method.find(methodId)?.own.behaviour ?? { kind: 'ok' }
  intent.payment_method = methodId
  switch (behaviour.kind) {
    case 'ok':
      succeed(world, intent)
      return 'succeeded'
    case 'declines':
      if (behaviour.until !== null && behaviour.until <= world.now) {
        succeed(world, intent)
        return 'succeeded'
      }
      fail(world, intent, toDecline(behaviour.code))
      return 'failed'
    case 'requires_action':
      change(world, 'payment_intent', intent, { status: 'requires_action' }, 'payment_intent.requires_action')
      return 'requires_action'
    case 'delayed':
      startDebit(world, intent, behaviour)
      return 'processing'
  }
}

export function succeed(world: World, intent: PaymentIntentRecord): void {
  const pending = findPending(world, intent)
  if (pending) change(world, 'charge', pending, { status: 'succeeded' }, 'charge.succeeded')
  const charge = pending ?? addCharge(world, intent, 'succeeded', null)
  change(world, 'payment_intent', intent, {
    status: 'succeeded',
    amount_received: intent.amount,
    latest_charge: charge.id,
    last_payment_error: null,
  })
  tell(world, 'payment_intent.succeeded', 'payment_intent', intent)
}

/** @param failure what the bank said; a charge is kept of it unless the payer never got that far */
export function fail(world: World, intent: PaymentIntentRecord, failure: PaymentFailure, isCharged = true): void {
  const pending = findPending(world, intent)
  if (pending) change(world, 'charge', pending, { status: 'failed', failure }, 'charge.failed')
  const charge = pending ?? (isCharged ? addCharge(world, intent, 'failed', failure) : null)
  change(world, 'payment_intent', intent, {
    status: 'requires_payment_method',
    last_payment_error: failure,
    payment_method: null,
    ...(charge ? { latest_charge: charge.id } : {}),
  })
  tell(world, 'payment_intent.payment_failed', 'payment_intent', intent)
}

function startDebit(world: World, intent: PaymentIntentRecord, { days }: Extract<Behaviour, { kind: 'delayed' }>): void {
  const charge = addCharge(world, intent, 'pending', null)
  change(world, 'payment_intent', intent, { status: 'processing', latest_charge: charge.id })
  tell(world, 'payment_intent.processing', 'payment_intent', intent)
  schedule(world, world.now + days * DAY, 'debit', intent.id)
}

function addCharge(
  world: World,
  intent: PaymentIntentRecord,
  status: ChargeRecord['status'],
  failure: PaymentFailure | null,
): ChargeRecord {
  const { amount, currency, customer, description, metadata } = intent
  return put(
    world,
    'charge',
    {
      id: world.ids.next('ch_'),
      created: world.now,
      amount,
      amount_refunded: 0,
      currency,
      customer,
      payment_intent: intent.id,
      payment_method: intent.payment_method,
      description,
      metadata,
      status,
      failure,
      disputed: false,
    },
    `charge.${status}`,
  )
}

function findPending(world: World, { latest_charge }: PaymentIntentRecord): ChargeRecord | null {
  const charge = latest_charge === null ? null : world.shelves.charge.find(latest_charge)
  return charge?.status === 'pending' ? charge : null
}

export function cancelIntent(world: World, intent: PaymentIntentRecord, reason: string | null): void {
  if (intent.status === 'succeeded' || intent.status === 'canceled') return
  const to = { status: 'canceled', canceled_at: world.now, cancellation_reason: reason } as const
  change(world, 'payment_intent', intent, to)
  tell(world, 'payment_intent.canceled', 'payment_intent', intent)
}
