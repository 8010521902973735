import type { RevenueMonth } from '../../../src-shared/contract/overview.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import { toCsv } from '../../ui/toCsv.ts'
import { MOVEMENT_SERIES } from './movementSeries.ts'
import { toNet } from './toNet.ts'

/** The movement of one currency as a file, in whole units with their decimals. */
export function toMovementCsv(months: readonly RevenueMonth[], currency: string): string {
  const write = (amount: number) => toDecimalText({ amount, currency })
  return toCsv(
    ['Month', 'Currency', ...MOVEMENT_SERIES.map(({ name }) => name), 'Net', 'End'],
    months.map((month) => [
      month.month,
      currency,
      ...MOVEMENT_SERIES.map(({ key }) => write(month[key])),
      write(toNet(month, currency)),
      write(month.end),
    ]),
  )
}
