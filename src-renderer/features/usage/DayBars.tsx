import { type KeyboardEvent, useMemo, useState } from 'react'
import type { ChartAxes, ChartLine, ChartSeries } from '../../ui/chartBars.ts'
import { findMove } from '../../ui/findMove.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { Hidden } from '../../ui/Hidden.tsx'
import { StackedBars } from '../../ui/StackedBars.tsx'
import { toTicks } from '../../ui/toTicks.ts'
import { DayBar } from './DayBar.tsx'
import styles from './DayChart.module.css'
import type { DayPoint } from './toDayPoints.ts'
import { useBrush } from './useBrush.ts'

interface DayBarsProps {
  groups: readonly ChartSeries[]
  points: readonly DayPoint[]
  line: ChartLine | null
  chosen: string | null
  onPress: (day: string) => void
  /** Two days or more that were drawn over. */
  onBrush: (from: string, to: string) => void
  onLook: (day: string | null) => void
}

const AXES: ChartAxes = { name: 'Day', format: formatCount, labels: 6 }
/** As high as the table of the same numbers. */
const HEIGHT = 156

/** Of all days one is reached by Tab; the arrows go on from there, and with Shift they choose several. */
export function DayBars({ groups, points, line, chosen, onPress, onBrush, onLook }: DayBarsProps) {
  const [here, setHere] = useState<string | null>(null)
  const brush = useBrush((first, last) => {
    const [from, to] = [points[first]?.day, points[last]?.day]
    if (from && to) onBrush(from, to)
  })
  const { held } = brush
  const ticks = useMemo(() => toTicks(points, { series: groups, line }), [points, groups, line])
  const place = points.findIndex(({ day }) => day === chosen)
  const reached = points.some(({ day }) => day === here) ? here : (chosen ?? points.at(-1)?.day ?? null)

  function onKeyDown(event: KeyboardEvent<HTMLElement>, index: number) {
    if (event.key === 'Escape' && held) {
      // This Esc gives up what is held, and nothing around it.
      event.stopPropagation()
      brush.drop()
      return
    }
    if ((event.key === 'Enter' || event.key === ' ') && brush.take()) {
      event.preventDefault()
      return
    }
    const key = KEYS.get(event.key)
    const next = key === undefined ? null : findMove(key, index, points.length, 7)
    const day = next === null ? undefined : event.currentTarget.parentElement?.children[next]
    if (next === null || !(day instanceof HTMLElement)) return
    event.preventDefault()
    if (event.shiftKey) brush.stretch(index, next)
    else brush.drop()
    day.focus()
  }

  return (
    <>
      <StackedBars
        series={groups}
        bars={points}
        ticks={ticks}
        axes={AXES}
        line={line}
        chosen={held ?? (place === -1 ? null : { first: place, last: place })}
        height={HEIGHT}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are bars */}
        <div className={styles.days} role="group" aria-label="Days">
          {points.map(({ day, label, values }, index) => (
            <DayBar
              key={day}
              groups={groups}
              values={values}
              name={label}
              isChosen={held ? index >= held.first && index <= held.last : day === chosen}
              isReached={day === reached}
              onPress={() => onPress(day)}
              onBegin={() => brush.begin(index)}
              onFocus={() => {
                setHere(day)
                onLook(day)
              }}
              onEnter={() => {
                brush.reach(index)
                onLook(day)
              }}
              onLeave={() => onLook(null)}
              onKeyDown={(event) => onKeyDown(event, index)}
            />
          ))}
        </div>
      </StackedBars>
      <Hidden isLive>{held && `${points[held.first]?.label} to ${points[held.last]?.label}. Enter shows these days alone.`}</Hidden>
    </>
  )
}

/** What a row moves by up and down, a bar moves by from side to side. */
const KEYS = new Map([
  ['ArrowLeft', 'ArrowUp'],
  ['ArrowRight', 'ArrowDown'],
  ['PageUp', 'PageUp'],
  ['PageDown', 'PageDown'],
  ['Home', 'Home'],
  ['End', 'End'],
])
