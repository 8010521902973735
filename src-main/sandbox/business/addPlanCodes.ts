import type { Catalog } from '../../../src-shared/model/catalog.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { createPaystack } from '../paystack/createPaystack.ts'
import { openPaystackShop } from './openPaystackShop.ts'

/** A catalog file as its JSON has it, and what was read from it. */
interface CatalogFile {
  content: Record<string, unknown>
  catalog: Catalog
}

interface FilePrice {
  currency: string
  interval: string
  references?: Record<string, string>
}

const BEGINNING: Instant = toInstant(0)

/**
 * Names in each catalog the plan codes that a business of this seed has at Paystack.
 *
 * An operator makes the plans at Paystack first and writes their codes into the catalog. Here the catalog is needed before the business has
 * lived, so the plans are made in a stand-in that is thrown away: the codes follow from the seed.
 */
export function addPlanCodes(files: readonly CatalogFile[], seed: string): Record<string, unknown>[] {
  const paystack = createPaystack({ startsAt: BEGINNING, seed, integration: 0 })
  const tags = openPaystackShop(
    paystack,
    files.map(({ catalog }) => catalog),
  )
  return files.map(({ content, catalog: { product } }) => {
    const named = structuredClone(content)
    // It was read as a catalog, so its plans are of this shape.
    const plans = named['plans'] as Record<string, { prices: FilePrice[] }>
    for (const [id, { prices }] of Object.entries(plans)) {
      for (const price of prices) {
        const tag = tags.get(`${product}.${id}.${price.interval}`)
        if (tag?.currency === price.currency) price.references = { ...price.references, paystack: tag.code }
      }
    }
    return named
  })
}
