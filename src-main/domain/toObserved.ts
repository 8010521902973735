import type { BilledContents, BilledKind } from './billing/billedObject.ts'

/**
 * What of an object its provider cannot tell again once it has changed, as text that is the same for the same; null where there is nothing.
 *
 * Such a state is kept as a fact when the next one is seen (domain.md, *The first law*).
 */
export function toObserved(kind: BilledKind, content: BilledContents[BilledKind]): string | null {
  switch (kind) {
    case 'subscription': {
      const { status, items, endedAt, cancelAt, cancelsAtPeriodEnd, isCollectionPaused, pausedAt } =
        content as BilledContents['subscription']
      const held = items
        .map(({ ref, price, quantity, periodStart, periodEnd }) => [ref, price, quantity, periodStart, periodEnd] as const)
        // In the order of their ids: providers promise none.
        .sort(([a], [b]) => (a < b ? -1 : 1))
      return JSON.stringify([status, held, endedAt, cancelAt, cancelsAtPeriodEnd, isCollectionPaused, pausedAt])
    }
    case 'invoice':
      return String((content as BilledContents['invoice']).isFailing)
    case 'dispute':
      return (content as BilledContents['dispute']).status
    case 'price':
      return JSON.stringify((content as BilledContents['price']).lookupKey)
    case 'payment':
      return (content as BilledContents['payment']).isReversed ? 'reversed' : null
    case 'account':
      return String((content as BilledContents['account']).isActive)
    case 'push':
      return (content as BilledContents['push']).status
    case 'product':
    case 'checkout':
    case 'refund':
      return null
  }
}
