import type { MirroredBilled } from '../../domain/mirrored.ts'
import { readPaystackObject } from './readPaystackObject.ts'
import { isRecord, parseJson } from './readWire.ts'

/** Keeps the receipt of a payment, which lists leave out and only verifying tells: of all else the newest word counts. */
export function joinPayment(told: MirroredBilled, kept: string): MirroredBilled {
  if (told.kind !== 'payment' || told.content.via?.receipt !== null) return told
  const [before, now] = [parseJson(kept), parseJson(told.json)]
  const receipt = isRecord(before) ? before['receipt_number'] : null
  if (!isRecord(now) || !isReceipt(receipt)) return told
  return readPaystackObject('payment', JSON.stringify({ ...now, receipt_number: receipt }))
}

/** What was kept may be of another time, and of a shape that nobody reads any more. */
function isReceipt(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0)
}
