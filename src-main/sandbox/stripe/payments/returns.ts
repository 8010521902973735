import { DAY } from '../billing/cycle.ts'
import { change, put, tell, type World } from '../world/createWorld.ts'
import type { ChargeRecord, DisputeRecord, RefundRecord } from '../world/paymentRecords.ts'
import { refuse } from '../world/refusal.ts'

/** Gives back a charge, or a part of it. */
export function refundCharge(
  world: World,
  charge: ChargeRecord,
  amount: number | null,
  reason: string | null,
  metadata: Record<string, string>,
): RefundRecord {
  const left = charge.amount - charge.amount_refunded
  if (charge.status !== 'succeeded') throw refuse(`Charge ${charge.id} cannot be refunded because it has not succeeded.`)
  if (left === 0) throw refuse(`Charge ${charge.id} has already been refunded.`, undefined, 'charge_already_refunded')
  if (charge.disputed) throw refuse(`Charge ${charge.id} has been charged back; cannot issue a refund.`, undefined, 'charge_disputed')
  if (amount !== null && amount < 1) throw refuse('Invalid positive integer', 'amount', 'parameter_invalid_integer')
  if (amount !== null && amount > left) {
    throw refuse(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, 'amount')
  }
  const refund = put(world, 'refund', {
    id: world.ids.next('re_'),
    created: world.now,
    amount: amount ?? left,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    reason,
    status: 'succeeded',
    failure_reason: null,
    metadata,
  })
  change(world, 'charge', charge, { amount_refunded: charge.amount_refunded + refund.amount }, 'charge.refunded')
  tell(world, 'refund.created', 'refund', refund)
  tell(world, 'refund.updated', 'refund', refund)
  return refund
}

/** The bank sends a refund back, days after it looked done. */
export function failRefund(world: World, refund: RefundRecord, reason: string): void {
  if (refund.status !== 'succeeded' && refund.status !== 'pending') throw refuse(`Refund ${refund.id} is ${refund.status}.`)
  change(world, 'refund', refund, { status: 'failed', failure_reason: reason }, 'refund.updated')
  tell(world, 'charge.refund.updated', 'refund', refund)
  tell(world, 'refund.failed', 'refund', refund)
  const charge = world.shelves.charge.find(refund.charge)
  if (charge) change(world, 'charge', charge, { amount_refunded: charge.amount_refunded - refund.amount }, 'charge.updated')
}

/** A payer asks their bank for the money back. */
export function openDispute(world: World, charge: ChargeRecord, reason: string): DisputeRecord {
  if (charge.status !== 'succeeded' || charge.disputed) throw refuse(`Charge ${charge.id} cannot be disputed.`)
  change(world, 'charge', charge, { disputed: true }, 'charge.updated')
  const dispute = put(
    world,
    'dispute',
    {
      id: world.ids.next('du_'),
      created: world.now,
      amount: charge.amount,
      currency: charge.currency,
      charge: charge.id,
      payment_intent: charge.payment_intent,
      reason,
      status: 'needs_response',
      due_by: world.now + 9 * DAY,
      metadata: {},
    },
    'charge.dispute.created',
  )
  tell(world, 'charge.dispute.funds_withdrawn', 'dispute', dispute)
  return dispute
}

export function closeDispute(world: World, dispute: DisputeRecord, status: 'won' | 'lost'): void {
  if (dispute.status === 'won' || dispute.status === 'lost') throw refuse(`Dispute ${dispute.id} is already closed.`)
  if (status === 'won') tell(world, 'charge.dispute.funds_reinstated', 'dispute', dispute)
  change(world, 'dispute', dispute, { status }, 'charge.dispute.updated')
  tell(world, 'charge.dispute.closed', 'dispute', dispute)
}
