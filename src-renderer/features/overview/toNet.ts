import type { RevenueMonth } from '../../../src-shared/contract/overview.ts'
import { addMoney } from '../../../src-shared/model/money.ts'
import { MOVEMENT_SERIES } from './movementSeries.ts'

/** By how much a month changed the revenue. */
export function toNet(month: RevenueMonth, currency: string): number {
  return MOVEMENT_SERIES.map(({ key }) => ({ amount: month[key], currency })).reduce(addMoney).amount
}
