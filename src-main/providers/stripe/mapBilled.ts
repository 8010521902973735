import type { BilledKind } from '../../domain/billing/billedObject.ts'
import type { MirroredBilled } from '../../domain/mirrored.ts'
import { readStripeObject } from './readStripeObject.ts'
import type { Wire } from './readWire.ts'
import { toKeptJson } from './toKeptJson.ts'

/** Reads an object of a kind by way of what is kept of it, so that it can be read again and be the same. */
export function mapBilled(kind: BilledKind, object: Wire): MirroredBilled {
  return readStripeObject(kind, toKeptJson(object))
}
