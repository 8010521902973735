import { find, get, type World } from '../world/createWorld.ts'
import type { RefundRecord, TransactionRecord } from '../world/records.ts'

/** What of a payment has gone back, or is on its way. */
export function sumRefunded(world: World, { id }: TransactionRecord): number {
  return world.shelves.refund
    .filter(({ transaction, status }) => transaction === id && status !== 'failed')
    .reduce((sum, { amount }) => sum + amount, 0)
}

/** A refund goes its way by the clock. */
export function stepRefund(world: World, kind: string, id: string): void {
  const refund = find(world, 'refund', Number(id))
  if (!refund) return
  if (kind === 'refund-processing' && refund.status === 'pending') changeRefund(world, refund, { status: 'processing' })
  if (kind === 'refund-processed' && refund.status === 'processing') completeRefund(world, refund)
}

export function planRefund(world: World, { id }: RefundRecord): void {
  world.queue.add(world.now + world.settings.refundProcessingMs, 'refund-processing', String(id))
  world.queue.add(world.now + world.settings.refundProcessedMs, 'refund-processed', String(id))
}

export function changeRefund(world: World, refund: RefundRecord, to: Partial<RefundRecord>): void {
  Object.assign(refund, to, { updatedAt: world.now })
}

/** The money is there. When all of a payment has gone back, the payment is reversed. */
function completeRefund(world: World, refund: RefundRecord): void {
  changeRefund(world, refund, { status: 'processed', refundedAt: world.now })
  const transaction = get(world, 'transaction', refund.transaction)
  const isAll = sumProcessed(world, transaction) >= transaction.amount
  if (isAll && transaction.status === 'success') transaction.status = 'reversed'
}

function sumProcessed(world: World, { id }: TransactionRecord): number {
  const done = world.shelves.refund.filter(({ transaction, status }) => transaction === id && status === 'processed')
  return done.reduce((sum, { amount }) => sum + amount, 0)
}
