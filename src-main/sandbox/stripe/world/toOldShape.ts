import { copyPlain } from '../wire/copyPlain.ts'
import { isWire, type Wire } from '../wire/wire.ts'

const SECRET = new Set(['own', 'lines', 'items'])

/**
 * The body of an event: as the account's old API version had it.
 *
 * Stripe renders events in the version of the account and never again, so a mirror must not believe them. Here nobody can: what has
 * moved since stands where it stood in 2019, and what came since is not there.
 */
export function toOldShape(kind: string, record: Wire): Wire {
  const plain = Object.fromEntries(Object.entries(record).filter(([name]) => !SECRET.has(name)))
  return copyPlain({ ...plain, object: kind, livemode: false, ...moved(kind, record) })
}

function moved(kind: string, record: Wire): Wire {
  const own = isWire(record['own']) ? record['own'] : {}
  switch (kind) {
    case 'subscription': {
      const items = Array.isArray(record['items']) ? record['items'].filter(isWire) : []
      const [first] = items
      return {
        current_period_start: first?.['current_period_start'] ?? null,
        current_period_end: first?.['current_period_end'] ?? null,
        quantity: first?.['quantity'] ?? null,
        plan: first ? { id: first['price'], object: 'plan' } : null,
        billing: record['collection_method'],
        discount: null,
      }
    }
    case 'invoice':
      return {
        subscription: own['subscription'] ?? null,
        payment_intent: own['payment'] ?? null,
        billing: record['collection_method'],
        paid: record['status'] === 'paid',
        date: record['created'],
        tax: null,
      }
    case 'payment_intent':
      return { invoice: own['invoice'] ?? null, client_secret: null }
    case 'price':
      return { unit_amount: record['unit_amount'] }
    default:
      return {}
  }
}
