import type { RevenueMonth } from '../../../src-shared/contract/overview.ts'
import { formatMonthOfYear } from '../../ui/formatDay.ts'
import { Nothing } from '../../ui/Nothing.tsx'
import numbers from '../../ui/NumbersTable.module.css'
import { NumbersTable } from '../../ui/NumbersTable.tsx'
import { formatBare, formatBareChange } from './formatChange.ts'
import { MOVEMENT_SERIES } from './movementSeries.ts'
import { toNet } from './toNet.ts'

/** The chart's numbers, the newest month first. */
export function MovementTable({ months, currency }: { months: readonly RevenueMonth[]; currency: string }) {
  const change = (amount: number) => (amount === 0 ? <Nothing /> : formatBareChange({ amount, currency }))
  return (
    <NumbersTable label={`MRR movement by month, ${currency}`} columns={MOVEMENT_SERIES.length + 3}>
      <thead>
        <tr>
          <th scope="col">Month</th>
          {MOVEMENT_SERIES.map(({ key, name }) => (
            <th key={key} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">Net</th>
          <th scope="col">End</th>
        </tr>
      </thead>
      <tbody>
        {months.toReversed().map((month) => (
          <tr key={month.month}>
            <th scope="row">{formatMonthOfYear(month.month)}</th>
            {MOVEMENT_SERIES.map(({ key }) => (
              <td key={key}>{change(month[key])}</td>
            ))}
            <td className={numbers.strong}>{change(toNet(month, currency))}</td>
            <td>{formatBare({ amount: month.end, currency })}</td>
          </tr>
        ))}
      </tbody>
    </NumbersTable>
  )
}
