import { formatCount } from '../../ui/formatCount.ts'
import styles from './DayChart.module.css'
import type { DayPoint, UseGroup } from './toDayPoints.ts'
import { toLook } from './toLook.ts'

/** Which colour is whose, and what the day in hand says of each. */
export function DayLegend({ groups, point }: { groups: readonly UseGroup[]; point: DayPoint | null }) {
  return (
    <ul className={styles.legend} aria-hidden="true">
      {point && <li className={styles.day}>{point.label}</li>}
      {groups.map(({ key, name }, index) => {
        const value = point?.values[key]
        return (
          <li key={key}>
            <i className={styles.swatch} {...toLook(index)} />
            {name}
            {point && <b>{value === undefined ? '–' : formatCount(value)}</b>}
          </li>
        )
      })}
    </ul>
  )
}
