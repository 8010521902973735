import { toNairobiDigits, toNairobiTime } from '../../domain/mpesa/nairobiTime.ts'
import type { FetchedObject, ProviderError, Way } from '../provider.ts'
import type { MpesaClient } from './createMpesaClient.ts'
import { type MpesaAnswer, readCode, readMessage, readRequestId } from './mpesaAnswer.ts'
import { readMpesaObject } from './readMpesaObject.ts'
import { isStillProcessing, readPushedAt } from './readPush.ts'
import { isRecord } from './readWire.ts'
import { toPassword } from './toPassword.ts'
import { RefusedRequest, toRefusal } from './toProviderError.ts'
import { UnreadableAnswer } from './unreadableAnswer.ts'

const PATH = '/mpesa/stkpushquery/v1/query'
/** How long a phone is taken by one prompt. */
const LOCKED_MS = 60_000

/** Asks what became of a push. @param ref its CheckoutRequestID */
export async function queryPush(
  client: MpesaClient,
  shortCode: string,
  passkey: string | null,
  ref: string,
  way: Way,
): Promise<FetchedObject> {
  if (passkey === null)
    throw new RefusedRequest({ kind: 'forbidden', detail: 'Without the passkey nobody can be asked what became of a push.' })
  await client.enter(way)
  const stamp = toNairobiDigits(client.now())
  const asked = { BusinessShortCode: shortCode, Password: toPassword(shortCode, passkey, stamp), Timestamp: stamp, CheckoutRequestID: ref }
  const answer = await client.ask(way, PATH, asked)
  const { status, body, answeredAt } = answer
  const isAnswer = status === 200 || (status >= 500 && isRecord(body) && isStillProcessing(body))
  if (!isAnswer) throw new RefusedRequest(toPushRefusal(answer))
  if (body === null) throw new UnreadableAnswer('it is no JSON object')
  // Only where the id does not tell: what is kept then changes with each answer.
  const askedAt = readPushedAt(ref) === null ? { askedAt: toNairobiTime(answeredAt) } : {}
  return { object: readMpesaObject('push', JSON.stringify({ push: ref, ...askedAt, answer: body })), answeredAt }
}

/** One code stands for many things, and its words tell which. */
function toPushRefusal(answer: MpesaAnswer): ProviderError {
  const code = readCode(answer)
  const message = readMessage(answer)
  const request = readRequestId(answer)
  if (code === '500.001.1001') {
    if (/credential|merchant/i.test(message))
      return { kind: 'forbidden', detail: `M-Pesa refused the passkey for this short code${request}.` }
    if (/lock/i.test(message))
      return {
        kind: 'rate-limited',
        scope: 'object',
        retryAfterMs: LOCKED_MS,
        detail: `The payer's phone is taken by another prompt${request}.`,
      }
    if (/not (?:exist|found)/i.test(message)) return { kind: 'missing', detail: `M-Pesa does not have this push${request}.` }
  }
  if (code === '400.002.02') return { kind: 'missing', detail: `M-Pesa does not have this push${request}.` }
  return toRefusal(answer)
}
