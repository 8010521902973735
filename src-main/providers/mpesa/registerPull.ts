import { AppError } from '../../../src-shared/model/appError.ts'
import { normalisePhone } from '../../domain/mpesa/normalisePhone.ts'
import type { ProviderError, RegisterAsk, Registered, Way } from '../provider.ts'
import { checkCallback } from './checkCallback.ts'
import type { MpesaClient } from './createMpesaClient.ts'
import { type MpesaAnswer, readCode, readMessage, readRequestId } from './mpesaAnswer.ts'
import { readText } from './readWire.ts'
import { RefusedRequest, toRefusal } from './toProviderError.ts'
import { UnreadableAnswer } from './unreadableAnswer.ts'

const PATH = '/pulltransactions/v1/register'
const DONE = '1000'
const DONE_BEFORE = '1001'

/**
 * Registers a short code for Pull Transactions. Once more is no harm: it is then told to have been before.
 *
 * Throws an `AppError` where the number or the address cannot be taken.
 */
export async function registerPull(client: MpesaClient, shortCode: string, ask: RegisterAsk, way: Way): Promise<Registered> {
  const phone = normalisePhone(ask.phone)
  if (phone === null) {
    throw new AppError(
      'usage',
      'That is no Kenyan mobile number. Nothing was sent and nothing was changed.',
      'Give the Safaricom line that is tied to the organisation, as 0712 345 678 or +254 712 345 678.',
    )
  }
  const asked = { ShortCode: shortCode, RequestType: 'Pull', NominatedNumber: phone, CallBackURL: checkCallback(ask.callback) }
  await client.enter(way)
  const answer = await client.ask(way, PATH, asked)
  if (answer.status !== 200) throw new RefusedRequest(toRegisterRefusal(answer, shortCode))
  // What the documentation calls its status is called its code at times.
  const status = answer.body && (readText(answer.body, 'ResponseStatus') ?? readText(answer.body, 'ResponseCode'))
  if (status === DONE || status === DONE_BEFORE) return { isNew: status === DONE }
  throw new UnreadableAnswer('it does not say whether the short code is registered')
}

/** One code stands for many things, and its words tell which. */
function toRegisterRefusal(answer: MpesaAnswer, shortCode: string): ProviderError {
  const plain = toRefusal(answer)
  const request = readRequestId(answer)
  const message = readMessage(answer)
  if (plain.kind === 'forbidden' || plain.kind === 'missing') {
    const detail = `The Daraja app has no Pull Transactions: have Safaricom add that product to it, and register then${request}.`
    return { kind: 'forbidden', detail }
  }
  if (plain.kind !== 'unreadable') return plain
  const refuse = (detail: string): ProviderError => ({ kind: 'forbidden', detail: `${detail}${request}.` })
  if (/nominated|msisdn|phone/i.test(message))
    return refuse('M-Pesa does not take this number: nominate the Safaricom line that is tied to the organisation')
  if (/url|call\s*back/i.test(message)) return refuse('M-Pesa does not take this callback: give another https address of your own')
  if (/short\s*code/i.test(message) || readCode(answer) === '400.001')
    return refuse(`M-Pesa does not register short code ${shortCode}: it must be live, be paid to (C2B) already, and be of this app`)
  return plain
}
