import type { Instant } from '../../../src-shared/model/instant.ts'
import type { PushContent } from '../../domain/billing/billedObject.ts'
import { parseNairobiTime } from '../../domain/mpesa/nairobiTime.ts'
import { getText, isRecord, readText, type Wire } from './readWire.ts'
import { UnreadableAnswer } from './unreadableAnswer.ts'

export interface ReadPush {
  ref: string
  createdAt: Instant
  content: PushContent
}

const PAID = '0'
const IN_PROGRESS = '4999'
/**
 * What nothing comes after. A code that is not among them is no failure: a payer whose phone did not answer (1037), or whom a new code is
 * about, may have paid.
 */
const FAILED = new Set(['1', '2', '3', '4', '8', '17', '26', '1001', '1019', '1025', '1032', '2001', '2028', '8006', 'SFC_IC0003'])

/** `ws_CO_20112026104500254700000001`: day, month, year and time stand first. */
const DATED = /^ws_CO_(\d{2})(\d{2})(20\d{2})(\d{6})/

/** Reads what became of a push from what is kept of the answer about it. */
export function readPush(kept: Wire): ReadPush {
  const ref = getText(kept, 'push')
  const { answer } = kept
  if (!isRecord(answer)) throw new UnreadableAnswer('it is no answer about a push')
  return { ref, createdAt: readPushedAt(ref) ?? readAskedAt(kept), content: toContent(ref, answer) }
}

/** When somebody was asked to pay, where the id of the push tells; null where it does not. */
export function readPushedAt(ref: string): Instant | null {
  const [, day = '', month = '', year = '', time = ''] = DATED.exec(ref) ?? []
  return parseNairobiTime(`${year}${month}${day}${time}`)
}

/** Whether a refusal says only that the payer has not answered yet. Wrong credentials have the same code. */
export function isStillProcessing(answer: Wire): boolean {
  const message = answer['errorMessage']
  return answer['errorCode'] === '500.001.1001' && typeof message === 'string' && /being processed|under processing/i.test(message)
}

function readAskedAt(kept: Wire): Instant {
  const at = parseNairobiTime(readText(kept, 'askedAt') ?? '')
  if (at === null) throw new UnreadableAnswer('nobody says when it was')
  return at
}

function toContent(ref: string, answer: Wire): PushContent {
  if (isStillProcessing(answer)) return { status: 'pending', code: null, reason: readText(answer, 'errorMessage') }
  const told = readText(answer, 'CheckoutRequestID')
  if (told !== null && told !== ref) throw new UnreadableAnswer('it is about another push')
  const code = getText(answer, 'ResultCode')
  return { status: toStatus(code), code, reason: readText(answer, 'ResultDesc') }
}

function toStatus(code: string): PushContent['status'] {
  if (code === PAID) return 'succeeded'
  if (code === IN_PROGRESS) return 'pending'
  return FAILED.has(code) ? 'failed' : 'unknown'
}
