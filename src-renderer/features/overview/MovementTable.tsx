import type { RevenueMonth } from '../../../src-shared/contract/overview.ts'
import { formatBare, formatBareChange } from './formatChange.ts'
import { formatMonthOfYear } from './formatDay.ts'
import { MOVEMENT_SERIES } from './movementSeries.ts'
import styles from './numbers.module.css'
import { toNet } from './toNet.ts'

/** The chart's numbers, the newest month first. */
export function MovementTable({ months, currency }: { months: readonly RevenueMonth[]; currency: string }) {
  const change = (amount: number) => (amount === 0 ? <span className={styles.nothing}>–</span> : formatBareChange({ amount, currency }))
  return (
    <div className={styles.frame}>
      <table className={styles.numbers} aria-label={`MRR movement by month, ${currency}`}>
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
              <td className={styles.strong}>{change(toNet(month, currency))}</td>
              <td>{formatBare({ amount: month.end, currency })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
