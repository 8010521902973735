import type { Instant } from '../../../../src-shared/model/instant.ts'
import type { Mode } from '../../../../src-shared/model/provider.ts'
import type { LookedUp } from '../../acting.ts'
import { checkMode } from '../checkMode.ts'
import type { AskPaystack } from '../createPaystackClient.ts'
import { RefusedRequest, UnreadableAnswer } from '../failures.ts'
import { mapVirtualAccount } from '../mapVirtualAccount.ts'
import { readOne } from '../readPage.ts'
import { findText, getId, getInstant, getText, readPart, type Wire } from '../readWire.ts'
import type { FrozenOf, FrozenRequest } from './frozenRequest.ts'
import { isOwnLink } from './isOwnLink.ts'
import { listRows } from './listRows.ts'
import { isNoteOf } from './refundNote.ts'

/** How far Paystack's clock may be behind ours. */
const SLACK_MS = 5 * 60_000
/** What was made so long before may be it all the same, by a clock of ours that was set wrong. */
const DOUBT_MS = 24 * 3_600_000

const ABSENT: LookedUp = { kind: 'absent' }
const FAILED_REFUND: LookedUp = { kind: 'failed', reason: 'Paystack began the refund, and could not carry it out.' }

/** Looks for what a request has done. It only reads; what goes wrong is thrown. */
export async function lookUpOrder(request: FrozenRequest, sentAt: Instant, ask: AskPaystack, mode: Mode): Promise<LookedUp> {
  switch (request.kind) {
    case 'subscription.create':
      return findStarted(request, sentAt, ask, mode)
    case 'subscription.cancel':
    case 'subscription.keep':
      return findSwitched(request, ask, mode)
    case 'payment.refund':
      return findRefund(request, ask, mode)
    case 'link.payment':
      return findLink(request, ask, mode)
    case 'account.create':
      return findAccount(request, ask, mode)
  }
}

async function findLink(request: FrozenOf<'link.payment'>, ask: AskPaystack, mode: Mode): Promise<LookedUp> {
  const transaction = await findOne(ask, '/transaction/verify/:id', request.reference, mode)
  if (!transaction) return ABSENT
  if (isOwnLink(request, transaction)) return done('payment', request.reference)
  return { kind: 'unsure', reason: 'There is a payment of this reference at Paystack, of another amount.' }
}

/** A list takes the number of a transaction, and its rows may have nothing else: so the note alone says whose a refund is. */
async function findRefund({ payment, action }: FrozenOf<'payment.refund'>, ask: AskPaystack, mode: Mode): Promise<LookedUp> {
  const transaction = await findOne(ask, '/transaction/verify/:id', payment, mode)
  if (!transaction) return ABSENT
  const rows = await listRows(ask, '/refund', { transaction: getId(transaction, 'id') }, mode)
  const own = rows.find((row) => isNoteOf(findText(row, 'merchant_note'), action) || isNoteOf(findText(row, 'reason'), action))
  if (!own) return ABSENT
  return findText(own, 'status') === 'failed' ? FAILED_REFUND : done('refund', getId(own, 'id'))
}

async function findStarted(
  { customer, plan }: FrozenOf<'subscription.create'>,
  sentAt: Instant,
  ask: AskPaystack,
  mode: Mode,
): Promise<LookedUp> {
  const rows = await listOfCustomer(ask, '/subscription', customer, mode)
  const ofPlan = rows.filter((row) => findText(readPart(row, 'plan'), 'plan_code') === plan)
  const since = (ms: number) => ofPlan.filter((row) => getInstant(row, 'createdAt', 'created_at') >= sentAt - ms)
  const [one, ...more] = since(SLACK_MS)
  if (more.length > 0) return { kind: 'unsure', reason: 'Several subscriptions to this plan were started since: one of them may be this.' }
  if (one) return done('subscription', getText(one, 'subscription_code'))
  if (since(DOUBT_MS).length === 0) return ABSENT
  return { kind: 'unsure', reason: 'A subscription to this plan was started within the day before: by a wrong clock it may be this.' }
}

async function findSwitched(
  { kind, subscription: code }: FrozenOf<'subscription.cancel' | 'subscription.keep'>,
  ask: AskPaystack,
  mode: Mode,
): Promise<LookedUp> {
  const subscription = await findOne(ask, '/subscription/:id', code, mode)
  if (!subscription) return { kind: 'failed', reason: 'Paystack does not have the subscription.' }
  if (getText(subscription, 'subscription_code') !== code) throw new UnreadableAnswer('it is another subscription than was asked for')
  const word = getText(subscription, 'status')
  const isOff = word === 'non-renewing'
  const isOn = word === 'active' || word === 'attention'
  const isOver = ['completed', 'complete', 'cancelled', 'canceled'].includes(word)
  if (!isOff && !isOn && !isOver) return { kind: 'unsure', reason: 'Paystack calls the subscription by a word that is not known here.' }
  if (kind === 'subscription.cancel') return isOn ? ABSENT : done('subscription', code)
  if (isOver) return { kind: 'failed', reason: 'The subscription has ended, and cannot be switched on.' }
  return isOn ? done('subscription', code) : ABSENT
}

async function findAccount({ customer }: FrozenOf<'account.create'>, ask: AskPaystack, mode: Mode): Promise<LookedUp> {
  const rows = await listOfCustomer(ask, '/dedicated_account', customer, mode)
  const active = rows.find((row) => mapVirtualAccount(row).isActive)
  return active ? done('account', getId(active, 'id')) : ABSENT
}

/** Lists are narrowed by a customer's number, which only the customer itself tells. */
async function listOfCustomer(ask: AskPaystack, endpoint: string, code: string, mode: Mode): Promise<Wire[]> {
  const customer = await findOne(ask, '/customer/:id', code, mode)
  if (!customer) return []
  const rows = await listRows(ask, endpoint, { customer: getId(customer, 'id') }, mode)
  return rows.filter((row) => findText(readPart(row, 'customer'), 'customer_code') === code)
}

/** Null where Paystack does not have it. */
async function findOne(ask: AskPaystack, endpoint: string, name: string, mode: Mode): Promise<Wire | null> {
  try {
    const found = readOne((await ask(endpoint, [name])).body)
    checkMode(found, mode)
    return found
  } catch (error) {
    if (error instanceof RefusedRequest && error.isMissing) return null
    throw error
  }
}

function done(kind: 'subscription' | 'refund' | 'payment' | 'account', ref: string): LookedUp {
  return { kind: 'done', ref, touched: [{ kind, ref }] }
}
