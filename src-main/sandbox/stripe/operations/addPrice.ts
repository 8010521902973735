import type { PriceRecord, ProductRecord } from '../world/catalogRecords.ts'
import { change, get, put, type World } from '../world/createWorld.ts'
import { anything, flag, listOf, mergePairs, must, oneOf, type ParamsOf, pairs, part, text, whole } from '../world/params.ts'
import { refuse } from '../world/refusal.ts'

const RECURRING = part({
  interval: oneOf('day', 'week', 'month', 'year'),
  interval_count: whole,
  meter: text,
  trial_period_days: whole,
  usage_type: oneOf('licensed', 'metered'),
})

export const PRODUCT = {
  name: text,
  active: flag,
  description: text,
  metadata: pairs,
  unit_label: text,
  default_price: text,
  images: anything,
  marketing_features: anything,
  statement_descriptor: text,
  tax_code: text,
  url: text,
  shippable: flag,
}

export const PRICE = {
  active: flag,
  currency: text,
  unit_amount: whole,
  unit_amount_decimal: text,
  recurring: RECURRING,
  product: text,
  product_data: part({ name: text, metadata: pairs, active: flag, id: text, unit_label: text, statement_descriptor: text, tax_code: text }),
  lookup_key: text,
  transfer_lookup_key: flag,
  nickname: text,
  metadata: pairs,
  billing_scheme: oneOf('per_unit', 'tiered'),
  tiers: listOf(part({ up_to: text, unit_amount: whole, unit_amount_decimal: text, flat_amount: whole })),
  tiers_mode: oneOf('graduated', 'volume'),
  transform_quantity: part({ divide_by: whole, round: oneOf('up', 'down') }),
  tax_behavior: text,
}

/** A price that is made where it is used: in an item, in a line. */
export const PRICE_DATA = part({
  currency: text,
  unit_amount: whole,
  unit_amount_decimal: text,
  recurring: RECURRING,
  product: text,
  product_data: PRICE.product_data,
  tax_behavior: text,
})

export function addProduct(world: World, params: ParamsOf<typeof PRODUCT & { id: typeof text }>): ProductRecord {
  const id = params.id ?? world.ids.next('prod_', 13)
  if (world.shelves.product.find(id)) throw refuse('Product already exists.', 'id', 'resource_already_exists')
  const product: ProductRecord = {
    id,
    created: world.now,
    updated: world.now,
    name: must(params.name, 'name'),
    active: params.active ?? true,
    description: params.description ?? null,
    unit_label: params.unit_label ?? null,
    default_price: null,
    metadata: mergePairs({}, params.metadata),
    own: { features: [] },
  }
  return put(world, 'product', product, 'product.created')
}

export function addPrice(world: World, params: ParamsOf<typeof PRICE>): PriceRecord {
  const currency = must(params.currency, 'currency').toLowerCase()
  const tiers = (params.tiers ?? []).map((tier) => ({
    up_to: tier.up_to === 'inf' || !tier.up_to ? null : Number(tier.up_to),
    unit_amount: tier.unit_amount ?? null,
    unit_amount_decimal: tier.unit_amount_decimal ?? (tier.unit_amount == null ? null : String(tier.unit_amount)),
    flat_amount: tier.flat_amount ?? null,
  }))
  const amount = toAmount(params)
  if (amount.unit_amount_decimal === null && tiers.length === 0)
    throw refuse('Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set.', 'unit_amount', 'parameter_missing')
  const product = params.product
    ? get(world, 'product', params.product, 'product')
    : addProduct(world, must(params.product_data, 'product'))
  const { recurring } = params
  if (recurring?.usage_type === 'metered' && !recurring.meter) throw refuse('Metered prices must be backed by meters.', 'recurring[meter]')
  if (params.lookup_key) takeLookupKey(world, params.lookup_key, params.transfer_lookup_key === true, null)
  const price: PriceRecord = {
    id: world.ids.next('price_'),
    created: world.now,
    product: product.id,
    active: params.active ?? true,
    currency,
    ...amount,
    recurring: recurring
      ? {
          interval: must(recurring.interval, 'recurring[interval]'),
          interval_count: recurring.interval_count ?? 1,
          meter: recurring.meter ? get(world, 'billing.meter', recurring.meter, 'recurring[meter]').id : null,
          trial_period_days: recurring.trial_period_days ?? null,
          usage_type: recurring.usage_type ?? 'licensed',
        }
      : null,
    lookup_key: params.lookup_key ?? null,
    nickname: params.nickname ?? null,
    metadata: mergePairs({}, params.metadata),
    tiers_mode: params.tiers_mode ?? null,
    transform_quantity: params.transform_quantity
      ? { divide_by: params.transform_quantity.divide_by ?? 1, round: params.transform_quantity.round ?? 'up' }
      : null,
    own: { tiers },
  }
  return put(world, 'price', price, 'price.created')
}

/** A price below a cent has no whole amount. */
function toAmount({
  unit_amount,
  unit_amount_decimal,
}: {
  unit_amount?: number | null | undefined
  unit_amount_decimal?: string | null | undefined
}) {
  const text = unit_amount_decimal ?? (unit_amount == null ? null : String(unit_amount))
  const amount = text === null || !/^-?\d+(\.0*)?$/.test(text) ? null : Number(text)
  return { unit_amount: amount, unit_amount_decimal: text }
}

export function takeLookupKey(world: World, key: string, isTransferred: boolean, to: PriceRecord | null): void {
  const holder = world.shelves.price.all.find((price) => price.lookup_key === key)
  if (!holder || holder === to) return
  if (!isTransferred) throw refuse(`A price (\`${holder.id}\`) already uses that lookup key.`, 'lookup_key')
  change(world, 'price', holder, { lookup_key: null }, 'price.updated')
}
