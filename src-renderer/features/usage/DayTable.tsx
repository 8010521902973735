import type { ChartSeries } from '../../ui/chartBars.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { Nothing } from '../../ui/Nothing.tsx'
import styles from './DayChart.module.css'
import type { DayPoint } from './toDayPoints.ts'

interface DayTableProps {
  groups: readonly ChartSeries[]
  points: readonly DayPoint[]
  chosen: string | null
  onPress: (day: string) => void
}

/** The chart's numbers, the newest day first. */
export function DayTable({ groups, points, chosen, onPress }: DayTableProps) {
  return (
    <div className={styles.rows}>
      <table>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {groups.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(({ day, label, values }) => (
            // The button within takes the keys; the rest of the row is only easier to hit.
            <tr key={day} className={day === chosen ? styles.chosen : undefined} onClick={() => onPress(day)}>
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={day === chosen}
                  onClick={(event) => {
                    // The row around it would press once more.
                    event.stopPropagation()
                    onPress(day)
                  }}
                >
                  {label}
                </button>
              </th>
              {groups.map(({ key }) => {
                const value = values[key]
                return <td key={key}>{value === undefined ? <Nothing /> : formatCount(value)}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
