import styles from './ChartLegend.module.css'
import type { ChartSeries } from './chartBars.ts'
import { Swatch } from './Swatch.tsx'

interface ChartLegendProps {
  series: readonly ChartSeries[]
  /** What the strokes across the bars are. */
  stroke?: string
  /** The bar in hand, with what it says of each series. */
  told?: { label: string; values: readonly string[] } | null
}

/** Which colour is what; and the bar in hand in numbers. */
export function ChartLegend({ series, stroke, told = null }: ChartLegendProps) {
  return (
    <ul className={styles.legend} aria-hidden="true">
      {told && <li className={styles.told}>{told.label}</li>}
      {series.map(({ key, name, ...look }, index) => (
        <li key={key}>
          <Swatch {...look} />
          {name}
          {told && <b>{told.values[index]}</b>}
        </li>
      ))}
      {stroke && (
        <li>
          <i className={styles.stroke} />
          {stroke}
        </li>
      )}
    </ul>
  )
}
