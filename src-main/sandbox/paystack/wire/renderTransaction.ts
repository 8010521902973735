import { get, type World } from '../world/createWorld.ts'
import type { Wire } from '../world/params.ts'
import type { PlanRecord, TransactionRecord } from '../world/records.ts'
import { renderAuthorization, renderPayer } from './renderPeople.ts'
import { toIso, toIsoOrNull } from './toIso.ts'

/** A transaction as lists have it: its plan is an object, empty where there is none, and metadata that nobody wrote are null. */
export function renderListed(world: World, transaction: TransactionRecord): Wire {
  const plan = transaction.plan === null ? {} : renderPlanPart(get(world, 'plan', transaction.plan))
  return {
    ...renderCommon(world, transaction),
    metadata: transaction.metadata === null ? null : asText(transaction.metadata),
    plan,
    source: { source: 'merchant_api', type: 'api', identifier: null, entry_point: 'transaction_initialize' },
    connect: null,
  }
}

/** A transaction as it is verified: its plan is a code, and metadata that nobody wrote are empty text. */
export function renderVerified(world: World, transaction: TransactionRecord): Wire {
  const plan = transaction.plan === null ? null : get(world, 'plan', transaction.plan)
  return {
    ...renderCommon(world, transaction),
    receipt_number: transaction.channel === 'ussd' && transaction.paidAt !== null ? String(10101 + (transaction.id % 1000)) : null,
    metadata: transaction.metadata ?? '',
    plan: plan?.code ?? null,
    plan_object: plan ? renderPlanPart(plan) : {},
    transaction_date: toIso(transaction.createdAt),
    fees_breakdown: null,
    source: null,
    connect: null,
  }
}

/** A transaction as it is fetched by its number: as it is verified, with its plan as an object. */
export function renderFetched(world: World, transaction: TransactionRecord): Wire {
  const { plan_object: plan, transaction_date: _date, ...rest } = renderVerified(world, transaction)
  return { ...rest, plan, helpdesk_link: null }
}

/** A plan inside another object. */
export function renderPlanPart(plan: PlanRecord): Wire {
  return {
    id: plan.id,
    name: plan.name,
    plan_code: plan.code,
    description: plan.description,
    amount: plan.amount,
    interval: plan.interval,
    send_invoices: 1,
    send_sms: 1,
    currency: plan.currency,
  }
}

function renderCommon(world: World, transaction: TransactionRecord): Wire {
  return {
    id: transaction.id,
    domain: 'test',
    status: transaction.status,
    reference: transaction.reference,
    amount: transaction.amount,
    message: transaction.message,
    gateway_response: transaction.gatewayResponse,
    paid_at: toIsoOrNull(transaction.paidAt),
    created_at: toIso(transaction.createdAt),
    channel: transaction.channel,
    currency: transaction.currency,
    ip_address: '102.0.0.1',
    log: transaction.startedAt === null ? null : renderLog(transaction),
    fees: transaction.fees,
    fees_split: null,
    customer: renderPayer(world, transaction.customer),
    authorization: renderMeans(world, transaction),
    split: {},
    subaccount: {},
    order_id: null,
    paidAt: toIsoOrNull(transaction.paidAt),
    createdAt: toIso(transaction.createdAt),
    requested_amount: transaction.requestedAmount,
    pos_transaction_data: null,
  }
}

export function renderLog({ startedAt, endedAt, createdAt, attempts, status, history }: TransactionRecord): Wire {
  const start = startedAt ?? createdAt
  return {
    start_time: Math.floor(start / 1000),
    time_spent: Math.floor(((endedAt ?? start) - start) / 1000),
    attempts,
    errors: status === 'failed' ? 1 : 0,
    success: status === 'success' || status === 'reversed',
    mobile: false,
    input: [],
    history: history.map(({ type, message, at }) => ({ type, message, time: Math.floor((at - start) / 1000) })),
  }
}

/** What it was paid by: nothing before somebody tried. */
function renderMeans(world: World, { authorization, transfer, customer }: TransactionRecord): Wire {
  const known = world.authorizations.find((each) => each.code === authorization && each.customer === customer)
  if (!known) return {}
  if (!transfer) return { ...renderAuthorization(known), receiver_bank_account_number: null, receiver_bank: null }
  return {
    ...renderAuthorization(known),
    sender_country: 'NG',
    sender_bank: transfer.senderBank,
    sender_bank_account_number: `XXXXXX${transfer.senderNumber.slice(-4)}`,
    sender_name: transfer.senderName,
    narration: transfer.narration,
    receiver_bank_account_number: transfer.receiverNumber,
    receiver_bank: transfer.receiverBank,
  }
}

function asText(metadata: unknown): string {
  return typeof metadata === 'string' ? metadata : JSON.stringify(metadata)
}
