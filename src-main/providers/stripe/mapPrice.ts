import type { PriceContent, ProductContent, RecurringInterval } from '../../domain/billing/billedObject.ts'
import { getCurrency, getWord, readId, readPart, readText, readWhole, type Wire } from './readWire.ts'
import { UnreadableAnswer } from './toProviderError.ts'

const UNITS: Readonly<Record<string, RecurringInterval['unit']>> = { day: 'day', week: 'week', month: 'month', year: 'year' }

/** Reads a price, also as it is sent inside an item, and a plan, which is what a recurring price was before 2020. */
export function mapPrice(price: Wire): PriceContent {
  const recurring = readPart(price, 'recurring') ?? (typeof price['interval'] === 'string' ? price : null)
  if (recurring === null && price['type'] === 'recurring') throw new UnreadableAnswer('its price recurs, and not when')
  const meter = recurring && readId(recurring, 'meter')
  return {
    currency: getCurrency(price),
    amount: readAmount(price),
    interval: recurring && price['type'] !== 'one_time' ? readInterval(recurring) : null,
    isMetered: recurring?.['usage_type'] === 'metered',
    lookupKey: readText(price, 'lookup_key'),
    product: readId(price, 'product'),
    isActive: price['active'] !== false,
    ...(meter === null ? {} : { meter }),
  }
}

export function mapProduct(product: Wire): ProductContent {
  return { name: readText(product, 'name') ?? '', isActive: product['active'] !== false }
}

function readAmount(price: Wire): number | null {
  // What is sold by the dozen has no amount for one.
  if (readPart(price, 'transform_quantity')) return null
  return readWhole(price, price['unit_amount'] === undefined ? 'amount' : 'unit_amount')
}

function readInterval(recurring: Wire): RecurringInterval {
  const count = readWhole(recurring, 'interval_count') ?? 1
  if (count < 1) throw new UnreadableAnswer('its interval_count is none')
  return { unit: getWord(recurring, 'interval', UNITS), count }
}
