import { useContext } from 'react'
import { ChosenContext } from './ChosenContext.ts'
import type { ChartBar } from './chartBars.ts'
import { classes } from './classes.ts'
import styles from './StackedBars.module.css'

interface BarTickProps {
  x: number | string
  y: number | string
  bars: readonly ChartBar[]
  /** The key of the bar. */
  name: string
}

/** A bar's name, below it. Where none is chosen, the last one is what is looked at. */
export function BarTick({ x, y, bars, name }: BarTickProps) {
  const chosen = useContext(ChosenContext)
  const place = bars.findIndex(({ key }) => key === name)
  const isStrong = chosen ? place >= chosen.first && place <= chosen.last : place === bars.length - 1
  return (
    <text className={classes(styles.tick, isStrong && styles.strong)} x={x} y={y} dy="0.72em" textAnchor="middle">
      {bars[place]?.label}
    </text>
  )
}
