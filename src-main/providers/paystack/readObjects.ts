import type { Mode } from '../../../src-shared/model/provider.ts'
import type { BilledKind } from '../../domain/billing/billedObject.ts'
import { type MirroredBilled, type MirroredObject, NAMELESS, type ObjectKind, type UnreadableObject } from '../../domain/mirrored.ts'
import { checkMode } from './checkMode.ts'
import { UnreadableAnswer } from './failures.ts'
import { listInvoices, withoutHistory } from './listInvoices.ts'
import { mapCustomer } from './mapCustomer.ts'
import { readPaystackObject } from './readPaystackObject.ts'
import { isRecord, type Wire } from './readWire.ts'
import { toKeptJson } from './toKeptJson.ts'
import { toSentence } from './toProviderError.ts'

/** What an answer holds: what could be read, and what could not. */
export interface ReadObjects {
  objects: MirroredObject[]
  unreadable: UnreadableObject[]
}

/** Reads one object, and the invoices that come with a subscription. One that cannot be read stops no other. @param name what it is called by */
export function readObjects(kind: ObjectKind, name: string, item: unknown, mode: Mode): ReadObjects {
  const found: ReadObjects = { objects: [], unreadable: [] }
  take(found, kind, name, item, () => readObject(kind, item, mode))
  if (kind !== 'subscription' || !isRecord(item)) return found
  let invoices: Wire[] = []
  try {
    invoices = listInvoices(item)
  } catch (error) {
    // What its invoices need of it is what it could not be read without: it is told of already.
    if (!(error instanceof UnreadableAnswer)) throw error
  }
  for (const invoice of invoices) take(found, 'invoice', 'invoice_code', invoice, () => readObject('invoice', invoice, mode))
  return found
}

/** Reads one object by way of what is kept of it, so that it can be read again and be the same. */
export function readObject(kind: ObjectKind, item: unknown, mode: Mode): MirroredObject {
  if (kind === 'customer') return mapCustomer(item, mode)
  if (!isRecord(item)) throw new UnreadableAnswer('it is no object')
  checkMode(item, mode)
  return readKept(kind, kind === 'subscription' ? withoutHistory(item) : item)
}

function readKept(kind: BilledKind, object: Wire): MirroredBilled {
  return readPaystackObject(kind, toKeptJson(object))
}

function take(found: ReadObjects, kind: ObjectKind, name: string, item: unknown, read: () => MirroredObject): void {
  try {
    found.objects.push(read())
  } catch (error) {
    if (!(error instanceof UnreadableAnswer)) throw error
    found.unreadable.push(toUnreadable(kind, name, item, error))
  }
}

/** @param name what an object of the kind is called by */
export function toUnreadable(kind: ObjectKind, name: string, item: unknown, error: UnreadableAnswer): UnreadableObject {
  const ref = isRecord(item) ? item[name] : null
  const isRef = (typeof ref === 'string' && ref !== '') || typeof ref === 'number'
  return { kind, ref: isRef ? String(ref) : NAMELESS, reason: toSentence(error) }
}
