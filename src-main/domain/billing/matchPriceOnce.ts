import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Catalogs } from '../catalogHistory.ts'
import type { PriceFact } from '../companyFacts.ts'
import { matchPrice, type Offer } from './matchPrice.ts'

interface Matched {
  /** When versions of the catalogs begin. */
  starts: readonly Instant[]
  /** By how many of these had come: one price buys the same for as long as no other version comes into force. */
  offers: WeakMap<PriceFact, Map<number, Offer | null>>
}

const matched = new WeakMap<Catalogs, Matched>()

/** As `matchPrice`, found once for a price and the versions in force: thousands of companies name the same few prices. */
export function matchPriceOnce(catalogs: Catalogs, price: PriceFact, at: Instant): Offer | null {
  const { starts, offers } = getMatched(catalogs)
  const begun = starts.reduce((count, from) => count + Number(from <= at), 0)
  const known = offers.get(price) ?? new Map<number, Offer | null>()
  offers.set(price, known)
  const offer = known.get(begun)
  if (offer !== undefined) return offer
  const found = matchPrice(catalogs, price, at)
  known.set(begun, found)
  return found
}

function getMatched(catalogs: Catalogs): Matched {
  const known = matched.get(catalogs)
  if (known) return known
  const starts = [...catalogs.values()].flatMap(({ versions }) => versions.flatMap(({ from }) => from ?? []))
  const made: Matched = { starts, offers: new WeakMap() }
  matched.set(catalogs, made)
  return made
}
