import type { BilledKind } from '../../domain/billing/billedObject.ts'
import type { MirroredBilled } from '../../domain/mirrored.ts'
import { readKeptObject } from './readStripeObject.ts'
import type { Wire } from './readWire.ts'
import { toKept } from './toKept.ts'

/** Reads an object of a kind by way of what is kept of it, so that it can be read again and be the same. */
export function mapBilled(kind: BilledKind, object: Wire): MirroredBilled {
  return readKeptObject(kind, toKept(object))
}
