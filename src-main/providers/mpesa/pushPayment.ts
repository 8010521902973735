import type { Money } from '../../../src-shared/model/money.ts'
import { toNairobiDigits } from '../../domain/mpesa/nairobiTime.ts'
import { normalisePhone } from '../../domain/mpesa/normalisePhone.ts'
import { isLineUnopened } from '../isLineUnopened.ts'
import type { ProviderError, Way } from '../provider.ts'
import type { MpesaClient } from './createMpesaClient.ts'
import { isStaleToken, type MpesaAnswer, readCode, readMessage } from './mpesaAnswer.ts'
import type { MpesaSettings } from './mpesaKey.ts'
import { readText } from './readWire.ts'
import { toPassword } from './toPassword.ts'
import { toProviderError, toRefusal } from './toProviderError.ts'

const PATH = '/mpesa/stkpush/v1/processrequest'
const MOST_SHILLINGS = 250_000

/** What Daraja says to be wrong with a request, for people. */
const WRONG_FIELDS: Readonly<Record<string, string>> = {
  phonenumber: 'M-Pesa does not take this phone number.',
  partya: 'M-Pesa does not take this phone number.',
  amount: 'M-Pesa does not take this amount.',
  callbackurl: 'Safaricom does not take the callback address: connect M-Pesa again with another one of your own.',
  accountreference: 'M-Pesa does not take this reference.',
  remarks: 'M-Pesa does not take this description.',
}

/** Whom to ask on the phone, for what. */
export interface PushAsk {
  phone: string
  amount: Money
  /** What the payer is shown as the account. */
  reference: string
  description: string
  /** Any page of the organisation's own: what is sent there is lost, and what became of the push is asked for. */
  callbackUrl: string
}

/** A request as it will be sent, but for what is made of the passkey at that moment: it lies on the disk until then. */
export interface FrozenPush {
  BusinessShortCode: string
  TransactionType: 'CustomerPayBillOnline' | 'CustomerBuyGoodsOnline'
  Amount: string
  PartyA: string
  PartyB: string
  PhoneNumber: string
  CallBackURL: string
  AccountReference: string
  TransactionDesc: string
}

/**
 * `refused`: nobody was asked, nor will be. `turned-away`: nobody was asked, and may be later. `unknown`: the question may be on the phone, and
 * must not be put again.
 */
export type PushOutcome =
  | { kind: 'accepted'; ref: string }
  | { kind: 'refused'; error: ProviderError; code: string | null }
  | { kind: 'turned-away'; error: ProviderError }
  | { kind: 'unknown'; error: ProviderError }

/** A request that is not changed any more, or why there can be none. M-Pesa takes whole shillings alone: nothing is rounded here. */
export function freezePush(ask: PushAsk, { shortCode, till }: MpesaSettings): FrozenPush | { refused: string } {
  const phone = normalisePhone(ask.phone)
  const { amount, currency } = ask.amount
  const shillings = amount / 100
  if (phone === null) return { refused: 'That is not a mobile number of Kenya.' }
  if (currency !== 'KES') return { refused: `M-Pesa takes Kenyan shillings, and not ${currency}.` }
  if (!Number.isInteger(shillings)) return { refused: 'M-Pesa takes whole shillings alone.' }
  if (shillings < 1 || shillings > MOST_SHILLINGS) return { refused: `M-Pesa takes 1 to ${MOST_SHILLINGS} shillings at a time.` }
  if (!/^[A-Za-z0-9][A-Za-z0-9 .-]{0,11}$/.test(ask.reference)) return { refused: 'The reference must have 1 to 12 letters and digits.' }
  if (!/^[\x20-\x7e]{1,13}$/.test(ask.description)) return { refused: 'The description must have 1 to 13 characters.' }
  if (!/^https:\/\/[^\s/]+\.[^\s/]+/.test(ask.callbackUrl)) return { refused: 'The callback address must be a public one of https.' }
  return {
    BusinessShortCode: shortCode,
    TransactionType: till === null ? 'CustomerPayBillOnline' : 'CustomerBuyGoodsOnline',
    Amount: String(shillings),
    PartyA: phone,
    PartyB: till ?? shortCode,
    PhoneNumber: phone,
    CallBackURL: ask.callbackUrl,
    AccountReference: ask.reference,
    TransactionDesc: ask.description,
  }
}

/**
 * Asks somebody on the phone to pay, once: Daraja has no key by which a second request would be known for the same.
 *
 * That it was accepted says that the phone asks, and not that anybody has paid.
 */
export async function pushPayment(client: MpesaClient, passkey: string | null, frozen: FrozenPush, way: Way): Promise<PushOutcome> {
  if (passkey === null) return refuse({ kind: 'forbidden', detail: 'Without the passkey nobody can be asked to pay.' }, null)
  try {
    await client.enter(way)
  } catch (error) {
    return { kind: 'turned-away', error: toProviderError(error, way.signal) }
  }
  const stamp = toNairobiDigits(client.now())
  const body = { ...frozen, Password: toPassword(frozen.BusinessShortCode, passkey, stamp), Timestamp: stamp }
  let isSent = false
  const watched: Way = {
    signal: way.signal,
    async admit(endpoint) {
      await way.admit(endpoint)
      isSent ||= endpoint === PATH && !way.signal.aborted
    },
  }
  try {
    return toOutcome(await client.askOnce(watched, PATH, body))
  } catch (error) {
    return { kind: isSent && !isLineUnopened(error) ? 'unknown' : 'turned-away', error: toProviderError(error, way.signal) }
  }
}

function toOutcome(answer: MpesaAnswer): PushOutcome {
  const { status, body } = answer
  if (status === 200 && body !== null) {
    const ref = readText(body, 'CheckoutRequestID')
    const code = readText(body, 'ResponseCode')
    if (ref !== null && code === '0') return { kind: 'accepted', ref }
    if (ref === null && code !== null && code !== '0')
      return refuse({ kind: 'unreadable', detail: `M-Pesa refused to ask (${code}).` }, code)
  }
  if (isNotBegun(answer)) return toUnasked(answer)
  const error: ProviderError = status === 200 ? { kind: 'unreadable', detail: 'M-Pesa’s answer cannot be read.' } : toRefusal(answer)
  return { kind: 'unknown', error }
}

/** What is turned away at the gate, and what Daraja says to have refused. A failure of the server says nothing of the phone. */
function isNotBegun(answer: MpesaAnswer): boolean {
  const code = readCode(answer)
  if (answer.status >= 400 && answer.status < 500) return true
  if (code === '500.003.02' || code === '500.003.03' || code.startsWith('policies.ratelimit.')) return true
  return code === '500.001.1001' && /credential|merchant|lock/i.test(readMessage(answer))
}

/** What stands in the way of all requests may be gone later; what is wrong with this one, or with this phone, is for people. */
function toUnasked(answer: MpesaAnswer): PushOutcome {
  const error = toReason(answer)
  const isPassing =
    error.kind === 'unavailable' || error.kind === 'unauthorized' || (error.kind === 'rate-limited' && error.scope !== 'object')
  return isPassing ? { kind: 'turned-away', error } : refuse(error, readCode(answer) || null)
}

function toReason(answer: MpesaAnswer): ProviderError {
  if (isStaleToken(answer)) {
    const detail = 'Another program of this Daraja app took a new access token: nobody was asked, and the next request has one of its own.'
    return { kind: 'unavailable', retryAfterMs: null, detail }
  }
  const message = readMessage(answer)
  if (/lock/i.test(message)) {
    return { kind: 'rate-limited', scope: 'object', retryAfterMs: 60_000, detail: 'The payer’s phone is taken by another prompt.' }
  }
  if (/credential|merchant/i.test(message)) return { kind: 'forbidden', detail: 'M-Pesa refused the passkey for this short code.' }
  const field = /invalid (\w+)/i.exec(message)?.[1]?.toLowerCase() ?? ''
  const detail = answer.status === 400 && Object.hasOwn(WRONG_FIELDS, field) ? WRONG_FIELDS[field] : undefined
  return detail === undefined ? toRefusal(answer) : { kind: 'unreadable', detail }
}

function refuse(error: ProviderError, code: string | null): PushOutcome {
  return { kind: 'refused', error, code }
}
