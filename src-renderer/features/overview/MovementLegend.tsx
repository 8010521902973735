import styles from './MovementChart.module.css'
import { MOVEMENT_SERIES } from './movementSeries.ts'

/** Which colour is what. */
export function MovementLegend() {
  return (
    <ul className={styles.legend} aria-hidden="true">
      {MOVEMENT_SERIES.map(({ key, name, colour }) => (
        <li key={key}>
          <i className={styles.swatch} style={{ background: colour }} />
          {name}
        </li>
      ))}
      <li>
        <i className={styles.stroke} />
        Net
      </li>
    </ul>
  )
}
