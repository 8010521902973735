import type { ObjectKind, ProviderEvent } from '../../domain/mirrored.ts'
import { isRecord, toInstantOrNull, type Wire } from './readWire.ts'

const KINDS: Readonly<Record<string, ObjectKind>> = {
  customer: 'customer',
  product: 'product',
  price: 'price',
  subscription: 'subscription',
  invoice: 'invoice',
  payment_intent: 'payment',
  'checkout.session': 'checkout',
  refund: 'refund',
  dispute: 'dispute',
}

/** An ended subscription is still there, whatever its event is called. */
const DELETIONS: ReadonlySet<string> = new Set(['customer.deleted', 'product.deleted', 'price.deleted', 'invoice.deleted'])

/** Only what the event names is believed: its body is as old as the account's API version, and as its moment. */
export function toEvent(item: unknown): ProviderEvent | null {
  if (!isRecord(item)) return null
  const { id, type, created } = item
  if (typeof id !== 'string' || typeof type !== 'string') return null
  const at = toInstantOrNull(created)
  if (at === null) return null
  const body = isRecord(item['data']) ? item['data']['object'] : null
  return { ref: id, type, at, object: isRecord(body) ? toObject(body) : null, isDeletion: DELETIONS.has(type) }
}

/** What to fetch again for what an event is about; null for what is not mirrored. */
function toObject(body: Wire): ProviderEvent['object'] {
  const word = body['object']
  const kind = typeof word === 'string' && Object.hasOwn(KINDS, word) ? KINDS[word] : undefined
  // An invoice that is only announced has no id.
  if (kind) return toNamed(kind, body['id'])
  switch (word) {
    case 'charge':
      return toNamed('payment', readNamed(body, 'payment_intent'))
    case 'invoice_payment':
    case 'invoiceitem':
      return toNamed('invoice', readNamed(body, 'invoice'))
    case 'discount':
      return toNamed('subscription', readNamed(body, 'subscription')) ?? toNamed('customer', readNamed(body, 'customer'))
    default:
      return null
  }
}

function toNamed(kind: ObjectKind, ref: unknown): ProviderEvent['object'] {
  return typeof ref === 'string' && ref !== '' ? { kind, ref } : null
}

/** Leniently: an event that cannot be read names nothing, and stops nothing. */
function readNamed(body: Wire, name: string): unknown {
  const value = body[name]
  return isRecord(value) ? value['id'] : value
}
