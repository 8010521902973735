import { type KeyboardEvent, useState } from 'react'
import { classes } from '../../ui/classes.ts'
import { findMove } from '../../ui/findMove.ts'
import { formatCount } from '../../ui/formatCount.ts'
import type { ChartLine } from './chartLine.ts'
import styles from './DayChart.module.css'
import type { DayPoint, UseGroup } from './toDayPoints.ts'
import { toLook } from './toLook.ts'
import { toScale } from './toScale.ts'

interface DayBarsProps {
  groups: readonly UseGroup[]
  points: readonly DayPoint[]
  line: ChartLine | null
  chosen: string | null
  onPress: (day: string) => void
  onLook: (day: string | null) => void
}

/** About so many days have their name below them. */
const NAMED_DAYS = 6

/** Of all days one is reached by Tab; the arrows go on from there. */
export function DayBars({ groups, points, line, chosen, onPress, onLook }: DayBarsProps) {
  const [here, setHere] = useState<string | null>(null)
  const scale = toScale(Math.max(line?.value ?? 0, ...points.map(toHeight)))
  const top = scale.at(-1) ?? 1
  const toPercent = (value: number) => `${(100 * value) / top}%`
  const reached = points.some(({ day }) => day === here) ? here : (chosen ?? points.at(-1)?.day ?? null)
  const named = Math.ceil(points.length / NAMED_DAYS)

  function onKeyDown(event: KeyboardEvent<HTMLElement>, index: number) {
    const key = KEYS.get(event.key)
    const next = key === undefined ? null : findMove(key, index, points.length, 7)
    const day = next === null ? undefined : event.currentTarget.parentElement?.children[next]
    if (!(day instanceof HTMLElement)) return
    event.preventDefault()
    day.focus()
  }

  return (
    <div className={classes(styles.plot, line && styles.withLimit)}>
      <div className={styles.lines} aria-hidden="true">
        {scale.map((value) => (
          <span key={value} className={styles.line} style={{ bottom: toPercent(value) }}>
            <span>{formatCount(value)}</span>
          </span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; these are bars */}
      <div className={styles.days} role="group" aria-label="Days" data-chosen={chosen !== null}>
        {points.map(({ day, label, values }, index) => (
          <button
            key={day}
            type="button"
            className={styles.bar}
            aria-label={describe(label, groups, values)}
            aria-pressed={day === chosen}
            tabIndex={day === reached ? 0 : -1}
            onClick={() => onPress(day)}
            onFocus={() => {
              setHere(day)
              onLook(day)
            }}
            onBlur={() => onLook(null)}
            onPointerEnter={() => onLook(day)}
            onPointerLeave={() => onLook(null)}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            {groups.map(({ key }, place) => {
              const value = values[key] ?? 0
              const look = toLook(place)
              return value > 0 && <i key={key} {...look} style={{ ...look.style, height: toPercent(value) }} />
            })}
            {(points.length - 1 - index) % named === 0 && (
              <span className={styles.label} aria-hidden="true">
                {label}
              </span>
            )}
          </button>
        ))}
      </div>
      {line && (
        <span className={classes(styles.line, styles.limit)} style={{ bottom: toPercent(line.value) }} aria-hidden="true">
          <span>{line.name}</span>
        </span>
      )}
    </div>
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

function toHeight({ values }: DayPoint): number {
  return Object.values(values).reduce((sum, value) => sum + value, 0)
}

function describe(label: string, groups: readonly UseGroup[], values: DayPoint['values']): string {
  const told = groups.flatMap(({ key, name }) => {
    const value = values[key]
    return value === undefined ? [] : [`${name} ${formatCount(value)}`]
  })
  return `${label}: ${told.length === 0 ? 'nothing told' : told.join(', ')}`
}
