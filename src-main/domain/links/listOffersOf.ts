import type { Instant } from '../../../src-shared/model/instant.ts'
import { type Catalogs, catalogAt } from '../catalogHistory.ts'
import type { AssignedOffer } from './linkFact.ts'

/** All that is sold for exactly this amount, by the catalogs in force then. One alone is proposed, never applied. */
export function listOffersOf(catalogs: Catalogs, { amount, currency }: { amount: number; currency: string }, at: Instant): AssignedOffer[] {
  return [...catalogs.values()].flatMap((history) => {
    const { product, plans, packs } = catalogAt(history, at)
    return [...Object.entries(plans), ...Object.entries(packs)].flatMap(([plan, { prices }]) =>
      prices
        .filter((price) => price.amount === amount && price.currency === currency)
        .map(({ interval }): AssignedOffer => ({ product, plan, interval })),
    )
  })
}
