import type { BilledKind } from '../../domain/billing/billedObject.ts'
import type { MirroredBilled } from '../../domain/mirrored.ts'
import { getResource } from './getResource.ts'
import { findSubscription, mapInvoice } from './mapInvoice.ts'
import { mapCheckoutSession, mapDispute, mapPaymentIntent, mapRefund } from './mapPayments.ts'
import { mapPrice, mapProduct } from './mapPrice.ts'
import { mapSubscription } from './mapSubscription.ts'
import { getInstant, isRecord, readId, readText, type Wire } from './readWire.ts'
import { UnreadableAnswer } from './toProviderError.ts'

/**
 * Reads an object from the JSON that is kept of it, and from nothing else: so it can be read again.
 *
 * Throws an `UnreadableAnswer` where it is not what Stripe documents.
 */
export function readStripeObject(kind: BilledKind, json: string): MirroredBilled {
  return readKeptObject(kind, { object: parse(json), json })
}

/** The same for whoever has the object that the JSON says: to parse it again takes long. */
export function readKeptObject(kind: BilledKind, { object, json }: { object: unknown; json: string }): MirroredBilled {
  const { wire } = getResource(kind)
  if (!isRecord(object) || object['object'] !== wire) throw new UnreadableAnswer(`it is not a ${wire}`)
  const ref = readText(object, 'id')
  if (ref === null) throw new UnreadableAnswer('it has no id')
  const createdAt = getInstant(object, 'created')
  return { ref, createdAt, json, ...read(kind, object) } as MirroredBilled
}

function read(kind: BilledKind, object: Wire): Pick<MirroredBilled, 'kind' | 'customer' | 'partOf' | 'content'> {
  const customer = readId(object, 'customer')
  switch (kind) {
    case 'product':
      return { kind, customer: null, partOf: null, content: mapProduct(object) }
    case 'price':
      return { kind, customer: null, partOf: readId(object, 'product'), content: mapPrice(object) }
    case 'subscription':
      return { kind, customer, partOf: null, content: mapSubscription(object) }
    case 'invoice':
      return { kind, customer, partOf: findSubscription(object), content: mapInvoice(object) }
    case 'payment':
      return { kind, customer, partOf: null, content: mapPaymentIntent(object) }
    case 'checkout': {
      const content = mapCheckoutSession(object)
      return { kind, customer, partOf: content.payment ?? content.invoice ?? content.subscription, content }
    }
    case 'refund': {
      const content = mapRefund(object)
      return { kind, customer: null, partOf: content.payment ?? content.charge, content }
    }
    case 'dispute': {
      const content = mapDispute(object)
      return { kind, customer: null, partOf: content.payment ?? content.charge, content }
    }
    case 'account':
    case 'push':
      throw new UnreadableAnswer(`Stripe has no ${kind}`)
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) throw new UnreadableAnswer('it is no JSON')
    throw error
  }
}
