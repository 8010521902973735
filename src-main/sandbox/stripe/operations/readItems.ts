import { amountOf } from '../billing/amountOf.ts'
import type { ItemChange } from '../billing/planItems.ts'
import type { NewItem } from '../billing/startSubscription.ts'
import { isMetered } from '../billing/subscriptionLines.ts'
import type { PriceRecord } from '../world/catalogRecords.ts'
import { get, type World } from '../world/createWorld.ts'
import { anything, flag, listOf, mergePairs, type ParamsOf, pairs, part, text, whole } from '../world/params.ts'
import { refuse } from '../world/refusal.ts'
import { addPrice, PRICE_DATA } from './addPrice.ts'
import { DISCOUNTS, readDiscounts } from './readDiscounts.ts'

const ITEM = {
  id: text,
  price: text,
  price_data: PRICE_DATA,
  quantity: whole,
  deleted: flag,
  clear_usage: flag,
  metadata: pairs,
  discounts: DISCOUNTS,
  tax_rates: anything,
  billing_thresholds: anything,
}

export const ITEMS = listOf(part(ITEM))

type Item = ParamsOf<typeof ITEM>

/** What a new subscription is to consist of. */
export function readNewItems(world: World, items: readonly Item[]): { items: NewItem[]; prices: PriceRecord[]; amount: number } {
  if (items.length === 0) throw refuse('Missing required param: items.', 'items', 'parameter_missing')
  const prices: PriceRecord[] = []
  const read = items.map((item, index) => {
    const price = readPrice(world, item, `items[${index}][price]`)
    if (!price) throw refuse(`Missing required param: items[${index}][price].`, `items[${index}][price]`, 'parameter_missing')
    if (!price.recurring)
      throw refuse(
        'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.',
        `items[${index}][price]`,
      )
    if (!price.active) throw refuse('The price specified is inactive. This field only accepts active prices.', `items[${index}][price]`)
    if (prices[0] && prices[0].currency !== price.currency)
      throw refuse('All items of a subscription must have the same currency.', 'items')
    if (prices.includes(price)) throw refuse(`Cannot add multiple subscription items with the same plan: ${price.id}`, 'items')
    prices.push(price)
    if (item.quantity != null && item.quantity < 0)
      throw refuse('This value must be greater than or equal to 0.', `items[${index}][quantity]`, 'parameter_invalid_integer')
    return {
      price: price.id,
      quantity: isMetered(price) ? null : (item.quantity ?? 1),
      cycle: price.recurring,
      metadata: mergePairs({}, item.metadata),
      discounts: readDiscounts(world, item.discounts ?? [], null),
    }
  })
  return { items: read, prices, amount: amountOfItems(world, read) }
}

/** What is to become of a subscription's items. */
export function readItemChanges(world: World, items: readonly Item[]): ItemChange[] {
  return items.map((item, index) => ({
    id: item.id,
    price: readPrice(world, item, `items[${index}][price]`),
    quantity: item.quantity,
    isDeleted: item.deleted === true,
    ...(item.metadata ? { metadata: item.metadata } : {}),
  }))
}

function readPrice(world: World, item: Item, name: string): PriceRecord | null {
  if (item.price_data) return addPrice(world, item.price_data)
  return item.price ? get(world, 'price', item.price, name) : null
}

/** What items cost for a whole period, before discounts; what is metered costs nothing yet. */
export function amountOfItems(world: World, items: readonly { price: string; quantity: number | null }[]): number {
  return items.reduce((sum, { price, quantity }) => {
    const record = get(world, 'price', price)
    return isMetered(record) ? sum : sum + amountOf(record, quantity ?? 1)
  }, 0)
}
