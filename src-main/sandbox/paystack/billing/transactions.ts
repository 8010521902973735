import { nextCode, put, type World } from '../world/createWorld.ts'
import type { AuthorizationRecord, CustomerRecord, TransactionRecord } from '../world/records.ts'
import { Refusal } from '../world/refusal.ts'

const PAYABLE_MS = 2000

export interface Ask {
  reference: string | null
  amount: number
  currency: string
  customer: CustomerRecord
  channel: string
  metadata: unknown
  plan?: number | null
  invoiceLimit?: number
}

/** A transaction that nobody has tried to pay yet. Its reference is taken from then on, whatever becomes of it. */
export function openTransaction(world: World, ask: Ask): TransactionRecord {
  const reference = ask.reference ?? nextCode(world, 'T', 14)
  if (!/^[A-Za-z0-9.=-]+$/.test(reference)) {
    throw new Refusal(400, 'invalid_params', 'Transaction reference contains invalid characters')
  }
  if (world.references.has(reference)) throw new Refusal(400, 'duplicate_reference', 'Duplicate Transaction Reference')
  const transaction = put(world, 'transaction', {
    reference,
    status: 'abandoned',
    amount: ask.amount,
    requestedAmount: ask.amount,
    currency: ask.currency,
    customer: ask.customer.id,
    channel: ask.channel,
    gatewayResponse: 'The transaction was not completed',
    message: null,
    paidAt: null,
    createdAt: world.now,
    startedAt: null,
    endedAt: null,
    attempts: 0,
    history: [],
    fees: null,
    metadata: ask.metadata,
    plan: ask.plan ?? null,
    invoiceLimit: ask.invoiceLimit ?? 0,
    authorization: null,
    transfer: null,
    accessCode: nextCode(world, 'AC_', 15),
  })
  world.references.set(reference, transaction.id)
  return transaction
}

/** Notes an attempt to pay, and how it ended. */
export function settle(world: World, transaction: TransactionRecord, outcome: 'success' | 'failed', answer: string): void {
  const startedAt = transaction.startedAt ?? Math.max(transaction.createdAt, world.now - PAYABLE_MS)
  const isPaid = outcome === 'success'
  Object.assign(transaction, {
    status: outcome,
    gatewayResponse: answer,
    message: isPaid ? null : answer,
    paidAt: isPaid ? world.now : null,
    fees: isPaid ? toFees(transaction) : null,
    startedAt,
    endedAt: world.now,
    attempts: transaction.attempts + 1,
    history: [
      ...transaction.history,
      { type: 'action', message: `Attempted to pay with ${transaction.channel}`, at: world.now },
      {
        type: isPaid ? 'success' : 'error',
        message: isPaid ? `Successfully paid with ${transaction.channel}` : `Error: ${answer}`,
        at: world.now,
      },
    ],
  })
}

/** 1.5 %, and 100 above from 2,500 on, at most 2,000: as in Nigeria. */
function toFees({ amount, currency }: TransactionRecord): number {
  const share = Math.round(amount * 0.015)
  if (currency !== 'NGN') return share
  return Math.min(share + (amount >= 250_000 ? 10_000 : 0), 200_000)
}

/** What a payer paid by can be charged again where it is a card. */
export function addAuthorization(world: World, customer: CustomerRecord, channel: string, answer = 'ok'): AuthorizationRecord {
  const authorization = {
    code: nextCode(world, 'AUTH_', 10),
    customer: customer.id,
    channel,
    last4: channel === 'card' ? '4081' : '0011',
    answer,
  }
  world.authorizations.push(authorization)
  return authorization
}
