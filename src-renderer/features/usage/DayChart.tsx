import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { toCsv } from '../../ui/toCsv.ts'
import type { ChartLine } from './chartLine.ts'
import { DayBars } from './DayBars.tsx'
import styles from './DayChart.module.css'
import { DayLegend } from './DayLegend.tsx'
import { DayTable } from './DayTable.tsx'
import type { DayPoint, UseGroup } from './toDayPoints.ts'

interface DayChartProps {
  title: string
  /** What is counted: `API calls a day`. */
  unit: string
  groups: readonly UseGroup[]
  points: readonly DayPoint[]
  line: ChartLine | null
  /** The day that was pressed: it keeps its colour, the others fade. */
  chosen: string | null
  onPress: (day: string) => void
  isStale: boolean
  fileName: string
}

/** Bars from zero of which each day can be pressed, as can its row in the table of the same numbers. */
export function DayChart({ title, unit, groups, points, line, chosen, onPress, isStale, fileName }: DayChartProps) {
  const [isTable, setTable] = useState(false)
  /** The day under the pointer, or with the focus. */
  const [looked, setLooked] = useState<string | null>(null)
  const told = points.find(({ day }) => day === (looked ?? chosen)) ?? null
  const csv = () =>
    toCsv(
      [unit, ...groups.map(({ name }) => name)],
      points.map(({ day, values }) => [day, ...groups.map(({ key }) => values[key] ?? null)]),
    )
  return (
    <figure className={classes(styles.chart, isStale && styles.stale)} aria-label={title} aria-busy={isStale}>
      <div className={styles.head}>
        <span className={styles.unit}>{unit}</span>
        <DayLegend groups={groups} point={isTable ? null : told} />
        <span className={styles.tools}>
          <Button
            isSmall
            look="ghost"
            icon={isTable ? 'chart' : 'tableView'}
            label={isTable ? `${title} as a chart` : `${title} as a table`}
            onPress={() => setTable(!isTable)}
          />
          <ExportButton name={fileName} csv={csv} />
        </span>
      </div>
      {isTable ? (
        <DayTable groups={groups} points={points} chosen={chosen} onPress={onPress} />
      ) : (
        <DayBars groups={groups} points={points} line={line} chosen={chosen} onPress={onPress} onLook={setLooked} />
      )}
    </figure>
  )
}
