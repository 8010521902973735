import { changeRefund, planRefund, sumRefunded } from '../billing/returns.ts'
import { renderDispute, renderMadeRefund, renderRefund } from '../wire/renderBilling.ts'
import { get, put, type World } from '../world/createWorld.ts'
import { mustText, readText, readWhole } from '../world/params.ts'
import type { DisputeRecord } from '../world/records.ts'
import { Refusal } from '../world/refusal.ts'
import { getDispute, getRefund, getTransaction } from './findNamed.ts'
import { happen, type Operation, read, write } from './operation.ts'
import { toPage } from './toPage.ts'

const DAY_MS = 86_400_000
const ANSWER_WITHIN_MS = 3 * DAY_MS

export const RETURNS: Readonly<Record<string, Operation>> = {
  // Nothing guards against the same refund twice, but that there is nothing left to give back.
  'refunds.create': write('POST /refund', (world, params) => {
    const transaction = getTransaction(world, mustText(params, 'transaction'))
    if (transaction.status === 'reversed') throw new Refusal(400, 'transaction_reversed', 'Transaction has been fully reversed')
    if (transaction.status !== 'success') throw new Refusal(400, 'transaction_not_successful', 'Transaction was not successful')
    const left = transaction.amount - sumRefunded(world, transaction)
    const amount = readWhole(params, 'amount') ?? left
    if (left <= 0) throw new Refusal(400, 'transaction_reversed', 'Transaction has been fully reversed')
    if (amount <= 0 || amount > left)
      throw new Refusal(400, 'invalid_amount', 'Refund amount cannot be more than the amount left of the transaction')
    const refund = put(world, 'refund', {
      transaction: transaction.id,
      amount,
      status: 'pending',
      merchantNote: readText(params, 'merchant_note'),
      customerNote: readText(params, 'customer_note'),
      refundedAt: null,
      createdAt: world.now,
      updatedAt: world.now,
    })
    planRefund(world, refund)
    return { message: 'Refund has been queued for processing', data: renderMadeRefund(world, refund) }
  }),
  'refunds.list': read('GET /refund', (world, params) => {
    const named = readText(params, 'transaction')
    const id = named === null ? null : getTransaction(world, named).id
    const fitting = world.shelves.refund.filter(({ transaction }) => id === null || transaction === id)
    // Here the size of a page comes as text.
    const meta = (_: unknown, perPage: number) => ({ perPage: String(perPage), failedRefundCount: countFailed(world) })
    return toPage(fitting, params, { message: 'Refunds retrieved', render: (refund) => renderRefund(world, refund), meta })
  }),
  'refunds.fetch': read('GET /refund/:id', (world, _, id) => ({
    message: 'Refund retrieved',
    data: renderRefund(world, getRefund(world, id)),
  })),
  'refunds.fail': happen((world, _, id) => {
    changeRefund(world, getRefund(world, id), { status: 'failed' })
    return { message: 'Failed', data: renderRefund(world, getRefund(world, id)) }
  }),
  'refunds.needAttention': happen((world, _, id) => {
    changeRefund(world, getRefund(world, id), { status: 'needs-attention' })
    return { message: 'Needs attention', data: renderRefund(world, getRefund(world, id)) }
  }),
  'disputes.list': read('GET /dispute', (world, params) => {
    const [status, transaction] = [readText(params, 'status'), readText(params, 'transaction')]
    const fitting = world.shelves.dispute.filter(
      (each) => (status === null || each.status === status) && (transaction === null || String(each.transaction) === transaction),
    )
    return toPage(fitting, params, { message: 'Disputes retrieved', render: (dispute) => renderDispute(world, dispute) })
  }),
  'disputes.fetch': read('GET /dispute/:id', (world, _, id) => {
    return { message: 'Dispute retrieved', data: renderDispute(world, getDispute(world, id)) }
  }),
  // A payer says to the bank that a payment is to be taken back.
  'disputes.raise': happen((world, params, reference) => {
    const transaction = getTransaction(world, reference)
    if (transaction.status !== 'success') throw new Refusal(400, 'transaction_not_successful', 'Only what is paid can be disputed')
    const dispute = put(world, 'dispute', {
      transaction: transaction.id,
      amount: readWhole(params, 'amount') ?? transaction.amount,
      status: 'awaiting-merchant-feedback',
      resolution: null,
      category: readText(params, 'category') ?? 'chargeback',
      resolvedAt: null,
      dueAt: world.now + ANSWER_WITHIN_MS,
      createdAt: world.now,
      updatedAt: world.now,
    })
    return { message: 'Raised', data: renderDispute(world, dispute) }
  }),
  'disputes.answer': happen((world, _, id) => {
    Object.assign(getDispute(world, id), { status: 'awaiting-bank-feedback', updatedAt: world.now })
    return { message: 'Answered', data: renderDispute(world, getDispute(world, id)) }
  }),
  'disputes.lose': happen((world, _, id) => {
    const dispute = resolve(world, getDispute(world, id), 'merchant-accepted')
    const transaction = get(world, 'transaction', dispute.transaction)
    if (dispute.amount >= transaction.amount) transaction.status = 'reversed'
    return { message: 'Lost', data: renderDispute(world, dispute) }
  }),
  'disputes.win': happen((world, _, id) => {
    return { message: 'Won', data: renderDispute(world, resolve(world, getDispute(world, id), 'declined')) }
  }),
}

function resolve(world: World, dispute: DisputeRecord, resolution: 'merchant-accepted' | 'declined'): DisputeRecord {
  return Object.assign(dispute, { status: 'resolved', resolution, resolvedAt: world.now, updatedAt: world.now } as const)
}

function countFailed({ shelves }: World): number {
  return shelves.refund.filter(({ status }) => status === 'failed').length
}
