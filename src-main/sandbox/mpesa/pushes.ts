import { toInstant } from '../../../src-shared/model/instant.ts'
import { checkAddress, checkShortCode, phoneOf, shillingsOf, textOf } from './fields.ts'
import { addPayment } from './payments.ts'
import { Refusal, refuseField } from './refusal.ts'
import { MINUTE, SECOND, toIdTime } from './times.ts'
import type { Push, PushAnswer, Wire, World } from './world.ts'

/** How long a phone shows the question. */
const PROMPT_MS = MINUTE
/** The same amount from the same payer is not taken twice within this. */
const SAME_AGAIN_MS = 2 * MINUTE
/** How long an answer is known. */
const QUERIED_MS = 24 * 60 * MINUTE

const WORDS: Readonly<Record<string, string>> = {
  '0': 'The service request is processed successfully.',
  '1': 'The balance is insufficient for the transaction.',
  '17': 'Rule limited.',
  '1032': 'Request cancelled by user',
  '1037': 'DS timeout user cannot be reached',
  '2001': 'The initiator information is invalid.',
  '2028': 'The request is not permitted according to product assignment.',
  '4999': 'The transaction is still under processing',
}
const CODES: Readonly<Record<PushAnswer, string>> = {
  pays: '0',
  cancels: '1032',
  'wrong-pin': '2001',
  'no-money': '1',
  'times-out-but-pays': '1037',
  unreachable: '1037',
}

/** Asks a phone. Its password was looked at before. */
export function createPush(world: World, params: Wire): Wire {
  checkShortCode(world, params, 'BusinessShortCode')
  const type = textOf(params, 'TransactionType')
  if (type !== 'CustomerPayBillOnline' && type !== 'CustomerBuyGoodsOnline') throw refuseField('TransactionType')
  const amount = shillingsOf(params, 'Amount')
  phoneOf(params, 'PartyA')
  const phone = phoneOf(params, 'PhoneNumber')
  checkAddress(params, 'CallBackURL')
  const reference = textOf(params, 'AccountReference')
  if (!/^[\w .-]{1,12}$/.test(reference)) throw refuseField('AccountReference')
  if (!/^.{1,13}$/.test(textOf(params, 'TransactionDesc'))) throw refuseField('Remarks')
  if ([...world.pushes.values()].some((push) => push.phone === phone && isOpen(world, push))) {
    throw new Refusal(500, '500.001.1001', 'Unable to lock subscriber, a transaction is already in process for the current subscriber')
  }
  const serial = String(world.pushes.size + 1).padStart(4, '0')
  const push: Push = {
    id: `ws_CO_${toIdTime(world.now)}${serial}${phone.slice(3)}`,
    merchantId: `m-${world.ids.letters(`merchant/${serial}`, 8)}-${serial}`,
    at: world.now,
    phone,
    amount,
    reference,
    fault: isMatched(world, type, textOf(params, 'PartyB')) ? null : '2028',
    answer: null,
  }
  world.pushes.set(push.id, push)
  return {
    MerchantRequestID: push.merchantId,
    CheckoutRequestID: push.id,
    ResponseCode: '0',
    ResponseDescription: 'Success. Request accepted for processing',
    CustomerMessage: 'Success. Request accepted for processing',
  }
}

/** What became of a push: in progress for a while, told in either of two ways, and then the result. */
export function queryPush(world: World, params: Wire): Wire {
  checkShortCode(world, params, 'BusinessShortCode')
  const push = world.pushes.get(textOf(params, 'CheckoutRequestID'))
  if (!push || world.now - push.at > QUERIED_MS) throw refuseField('CheckoutRequestID')
  const code = readCode(world, push)
  // Half of the time in the way of old, half of it in the new one.
  if (code === '4999' && Math.floor((world.now - push.at) / (10 * SECOND)) % 2 === 0) {
    throw new Refusal(500, '500.001.1001', 'The transaction is being processed')
  }
  return {
    ResponseCode: '0',
    ResponseDescription: 'The service request has been accepted successsfully',
    MerchantRequestID: push.merchantId,
    CheckoutRequestID: push.id,
    ResultCode: code,
    ResultDesc: WORDS[code] ?? 'Unknown',
  }
}

/** What the payer does with the question on the phone. */
export function answerPush(world: World, params: Wire, id: string): Wire {
  const push = world.pushes.get(id)
  if (!push) throw refuseField('CheckoutRequestID')
  if (!isOpen(world, push)) throw new Refusal(400, '400.002.02', 'Bad Request - the phone asks no more')
  const kind = textOf(params, 'answer')
  if (!isAnswer(kind)) throw refuseField('answer')
  const hasPaid = kind === 'pays' || kind === 'times-out-but-pays'
  const code = hasPaid && hasJustPaid(world, push) ? '17' : CODES[kind]
  const receipt = hasPaid && code !== '17' ? addPayment(world, { ...push, name: textOf(params, 'name'), isPushed: true }).receipt : null
  push.answer = { kind, at: world.now, code, receipt }
  return { id: push.id, code, receipt }
}

/** How often phones were asked. @param toName what is counted together */
export function countPushes(world: World, toName: (push: Push) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const push of world.pushes.values()) counts.set(toName(push), (counts.get(toName(push)) ?? 0) + 1)
  return counts
}

function isMatched(world: World, type: string, partyB: string): boolean {
  return type === 'CustomerPayBillOnline' ? partyB === world.shortCode : world.till !== null && partyB === world.till
}

function isOpen(world: World, push: Push): boolean {
  return push.fault === null && push.answer === null && world.now - push.at < PROMPT_MS
}

function readCode(world: World, { at, answer, fault }: Push): string {
  const known = fault ?? answer?.code ?? '1037'
  const knownAt = fault ? at : (answer?.at ?? at + PROMPT_MS)
  return world.now >= Math.max(knownAt, at + world.settings.pendingMs) ? known : '4999'
}

function hasJustPaid(world: World, { phone, amount }: Push): boolean {
  const since = toInstant(world.now - SAME_AGAIN_MS)
  return world.entries.some((entry) => entry.kind === 'payment' && entry.phone === phone && entry.amount === amount && entry.at > since)
}

function isAnswer(kind: string): kind is PushAnswer {
  return Object.hasOwn(CODES, kind)
}
