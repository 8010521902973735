import type { Instant } from '../../../src-shared/model/instant.ts'
import type { BilledKind } from '../../domain/billing/billedObject.ts'
import type { MirroredBilled } from '../../domain/mirrored.ts'
import { UnreadableAnswer } from './failures.ts'
import { getInvoiceOf, mapInvoice, readMadeAt } from './mapInvoice.ts'
import { mapPlan } from './mapPlan.ts'
import { mapDispute, mapRefund } from './mapReturns.ts'
import { mapSubscription } from './mapSubscription.ts'
import { mapTransaction, readCreatedAt } from './mapTransaction.ts'
import { mapVirtualAccount } from './mapVirtualAccount.ts'
import { findText, getId, getInstant, getText, isRecord, parseJson, readPart, type Wire } from './readWire.ts'

/**
 * Reads an object from the JSON that is kept of it, and from nothing else: so it can be read again.
 *
 * Throws an `UnreadableAnswer` where it is not what Paystack documents.
 */
export function readPaystackObject(kind: BilledKind, json: string): MirroredBilled {
  const object = parseJson(json)
  if (!isRecord(object)) throw new UnreadableAnswer('it is no object')
  return { json, ...read(kind, object) } as MirroredBilled
}

function read(kind: BilledKind, object: Wire): Omit<MirroredBilled, 'json'> {
  const customer = readCustomer(object)
  switch (kind) {
    case 'price':
      return {
        kind,
        ref: getText(object, 'plan_code'),
        customer: null,
        partOf: null,
        createdAt: readMade(object),
        content: mapPlan(object),
      }
    case 'subscription': {
      const ref = getText(object, 'subscription_code')
      return { kind, ref, customer, partOf: null, createdAt: readMade(object), content: mapSubscription(object) }
    }
    case 'invoice': {
      const of = getInvoiceOf(object)
      const content = mapInvoice(object)
      const ref = getText(object, 'invoice_code')
      return { kind, ref, customer: findText(of, 'customer_code'), partOf: content.subscription, createdAt: readMadeAt(object), content }
    }
    case 'payment': {
      const createdAt = readCreatedAt(object)
      return { kind, ref: getText(object, 'reference'), customer, partOf: null, createdAt, content: mapTransaction(object) }
    }
    case 'refund': {
      const content = mapRefund(object)
      return { kind, ref: getId(object, 'id'), customer, partOf: content.payment, createdAt: readMade(object), content }
    }
    case 'dispute': {
      const content = mapDispute(object)
      return { kind, ref: getId(object, 'id'), customer, partOf: content.payment, createdAt: readMade(object), content }
    }
    case 'account':
      return { kind, ref: getId(object, 'id'), customer, partOf: null, createdAt: readMade(object), content: mapVirtualAccount(object) }
    case 'product':
    case 'checkout':
    case 'push':
      throw new UnreadableAnswer(`Paystack has no ${kind}`)
  }
}

function readCustomer(object: Wire): string | null {
  return findText(readPart(object, 'customer'), 'customer_code')
}

function readMade(object: Wire): Instant {
  return getInstant(object, 'createdAt', 'created_at')
}
