import type { PriceRecord, Tier } from '../world/catalogRecords.ts'
import { multiply } from './multiply.ts'

/** What a quantity of a price costs, in minor units, before discounts. */
export function amountOf(price: PriceRecord, quantity: number): number {
  if (price.own.tiers.length > 0)
    return price.tiers_mode === 'volume' ? volume(price.own.tiers, quantity) : graduated(price.own.tiers, quantity)
  const { divide_by, round } = price.transform_quantity ?? { divide_by: 1, round: 'up' }
  const packs = round === 'up' ? Math.ceil(quantity / divide_by) : Math.floor(quantity / divide_by)
  return multiply(toUnit(price), divide_by === 1 ? quantity : packs)
}

function graduated(tiers: readonly Tier[], quantity: number): number {
  let from = 0
  let amount = 0
  for (const tier of tiers) {
    const inTier = Math.min(quantity, tier.up_to ?? quantity) - from
    if (inTier <= 0) break
    amount += multiply(toUnit(tier), inTier) + (tier.flat_amount ?? 0)
    from += inTier
  }
  return amount
}

function volume(tiers: readonly Tier[], quantity: number): number {
  const tier = tiers.find(({ up_to }) => up_to === null || quantity <= up_to)
  return tier ? multiply(toUnit(tier), quantity) + (tier.flat_amount ?? 0) : 0
}

function toUnit({ unit_amount, unit_amount_decimal }: Pick<Tier, 'unit_amount' | 'unit_amount_decimal'>): string {
  return unit_amount_decimal ?? String(unit_amount ?? 0)
}
