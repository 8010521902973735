import type { KeyboardEvent } from 'react'
import type { ChartSeries } from '../../ui/chartBars.ts'
import { formatCount } from '../../ui/formatCount.ts'
import styles from './DayChart.module.css'
import type { DayPoint } from './toDayPoints.ts'

interface DayBarProps {
  groups: readonly ChartSeries[]
  values: DayPoint['values']
  name: string
  isChosen: boolean
  /** Whether Tab comes to it. */
  isReached: boolean
  onPress: () => void
  /** The pointer was put down on it. */
  onBegin: () => void
  onFocus: () => void
  onEnter: () => void
  onLeave: () => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/** The ground of a day's bar, as high as the chart: what is drawn over it is said by its name. */
export function DayBar(props: DayBarProps) {
  const { groups, values, name, isChosen, isReached, onPress, onBegin, onFocus, onEnter, onLeave, onKeyDown } = props
  return (
    <button
      type="button"
      className={styles.bar}
      aria-label={describe(name, groups, values)}
      aria-pressed={isChosen}
      tabIndex={isReached ? 0 : -1}
      onClick={onPress}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        // A finger would keep all that follows to the bar it came down on.
        if (event.currentTarget.hasPointerCapture?.(event.pointerId)) event.currentTarget.releasePointerCapture(event.pointerId)
        onBegin()
      }}
      onFocus={onFocus}
      onBlur={onLeave}
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
      onKeyDown={onKeyDown}
    />
  )
}

function describe(label: string, groups: readonly ChartSeries[], values: DayPoint['values']): string {
  const told = groups.flatMap(({ key, name }) => {
    const value = values[key]
    return value === undefined ? [] : [`${name} ${formatCount(value)}`]
  })
  return `${label}: ${told.length === 0 ? 'nothing told' : told.join(', ')}`
}
