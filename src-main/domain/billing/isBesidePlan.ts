import { type CompanyFacts, toPriceKey } from '../companyFacts.ts'
import type { InvoiceLine } from './billedObject.ts'
import type { InvoiceFact } from './invoiceAt.ts'

/**
 * Whether a line of a subscription's invoice is for something bought once beside it, such as a pack of hours.
 *
 * Lines of an old kind name no item of their subscription, so its absence alone says nothing.
 */
export function isBesidePlan({ prices }: CompanyFacts, { provider }: InvoiceFact, line: InvoiceLine): boolean {
  const { item, subscription, price } = line
  if (item !== null) return false
  if (subscription === null) return true
  const known = price === null ? undefined : prices.get(toPriceKey(provider, price))
  return known !== undefined && known.content.interval === null
}
