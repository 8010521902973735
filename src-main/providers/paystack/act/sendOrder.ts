import type { Mode } from '../../../../src-shared/model/provider.ts'
import type { Sent } from '../../acting.ts'
import { checkMode } from '../checkMode.ts'
import type { AskPaystack, PaystackClient } from '../createPaystackClient.ts'
import { RefusedRequest, UnreadableAnswer } from '../failures.ts'
import { readOne } from '../readPage.ts'
import { findText, getId, getText, isRecord, type Wire } from '../readWire.ts'
import { toProviderError } from '../toProviderError.ts'
import type { FrozenOf, FrozenRequest } from './frozenRequest.ts'
import { isOwnLink } from './isOwnLink.ts'
import { toSent, toUnsent } from './toSent.ts'

/** The one request that does something, and how its answer is read. */
interface Step {
  endpoint: string
  body: Wire
  /** Throws an `UnreadableAnswer` where it does not tell what was made. */
  read(answer: Wire): Sent
}

/** Asks Paystack for what was frozen, once. What only Paystack knows is asked for right before, and forgotten right after. */
export async function sendOrder(request: FrozenRequest, client: PaystackClient, mode: Mode, signal: AbortSignal): Promise<Sent> {
  let step: Step
  try {
    step = await prepare(request, client.ask, mode)
  } catch (error) {
    return toUnsent(request.kind, error, signal)
  }
  try {
    const { body } = await client.tell(step.endpoint, step.body)
    return step.read(body)
  } catch (error) {
    if (request.kind === 'link.payment' && isDuplicate(error)) return findOwn(request, client.ask, signal)
    return toSent(request.kind, error, signal)
  }
}

async function prepare(request: FrozenRequest, ask: AskPaystack, mode: Mode): Promise<Step> {
  switch (request.kind) {
    case 'subscription.create': {
      const { customer, plan, startDate } = request
      const body = { customer, plan, ...(startDate === null ? {} : { start_date: startDate }) }
      return { endpoint: '/subscription', body, read: (answer) => accept('subscription', getText(readOne(answer), 'subscription_code')) }
    }
    case 'subscription.cancel':
      return toSwitch('/subscription/disable', request.subscription, ask, mode)
    case 'subscription.keep':
      return toSwitch('/subscription/enable', request.subscription, ask, mode)
    case 'payment.refund': {
      const { payment, amount, currency, note } = request
      const body = { transaction: payment, amount, currency, merchant_note: note }
      return { endpoint: '/refund', body, read: (answer) => accept('refund', getId(readOne(answer), 'id')) }
    }
    case 'link.payment': {
      const { kind: _kind, ...body } = request
      return { endpoint: '/transaction/initialize', body, read: (answer) => readLink(request, readOne(answer)) }
    }
    case 'account.create': {
      const body = { customer: request.customer, preferred_bank: request.bank ?? (await findBank(ask)) }
      return { endpoint: '/dedicated_account', body, read: (answer) => accept('account', getId(readOne(answer), 'id')) }
    }
  }
}

/** The token that a subscription is switched with opens it to everybody: it is nowhere but in this request. */
async function toSwitch(endpoint: string, code: string, ask: AskPaystack, mode: Mode): Promise<Step> {
  const subscription = readOne((await ask('/subscription/:id', [code])).body)
  checkMode(subscription, mode)
  if (getText(subscription, 'subscription_code') !== code) throw new UnreadableAnswer('it is another subscription than was asked for')
  const body = { code, token: getText(subscription, 'email_token') }
  return { endpoint, body, read: () => accept('subscription', code) }
}

async function findBank(ask: AskPaystack): Promise<string> {
  const { data } = (await ask('/dedicated_account/available_providers')).body
  const slugs = Array.isArray(data) ? data.filter(isRecord).map((each) => findText(each, 'provider_slug')) : []
  const first = slugs.find((slug) => slug !== null)
  if (first) return first
  const said = 'no bank offers virtual accounts for this business'
  throw new RefusedRequest({ status: 404, code: null, isOwn: true, isMissing: true, retryAfterMs: null, said })
}

function readLink({ reference }: FrozenOf<'link.payment'>, data: Wire): Sent {
  if (getText(data, 'reference') !== reference) throw new UnreadableAnswer('it is another payment than was asked for')
  return { kind: 'accepted', ref: reference, touched: [{ kind: 'payment', ref: reference }], link: getText(data, 'authorization_url') }
}

/** The reference is ours: what is there under it was made by this request before, and its page is not told again. */
async function findOwn(request: FrozenOf<'link.payment'>, ask: AskPaystack, signal: AbortSignal): Promise<Sent> {
  try {
    const transaction = readOne((await ask('/transaction/verify/:id', [request.reference])).body)
    if (isOwnLink(request, transaction)) return accept('payment', request.reference)
    const reason = 'Another payment, of another amount, has this reference at Paystack: make a new link.'
    return { kind: 'refused', reason, code: 'duplicate_reference', lacksPermission: false }
  } catch (error) {
    return { kind: 'lost', error: toProviderError(error, signal) }
  }
}

function isDuplicate(error: unknown): boolean {
  if (!(error instanceof RefusedRequest) || !error.isOwn) return false
  return error.code === 'duplicate_reference' || /duplicate transaction reference/i.test(error.said ?? '')
}

function accept(kind: 'subscription' | 'refund' | 'payment' | 'account', ref: string): Sent {
  return { kind: 'accepted', ref, touched: [{ kind, ref }], link: null }
}
