import type { MirroredBilled } from '../../domain/mirrored.ts'
import { joinPayments } from './joinPayments.ts'
import { readMpesaObject } from './readMpesaObject.ts'

/** A payment as a pull or a statement tells of it, with what the other told before. */
export function joinPayment(told: MirroredBilled, kept: string): MirroredBilled {
  return told.kind === 'payment' ? readMpesaObject('payment', joinPayments(kept, told.json)) : told
}
