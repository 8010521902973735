import type { CSSProperties } from 'react'
import type { ChartSeries } from './chartBars.ts'
import styles from './Swatch.module.css'

/** A series' colour, beside its name. */
export function Swatch({ colour, isHatched = false }: Pick<ChartSeries, 'colour' | 'isHatched'>) {
  return <i className={styles.swatch} data-hatched={isHatched} style={{ '--series': `var(${colour})` } as CSSProperties} />
}
