import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { ChartLegend } from '../../ui/ChartLegend.tsx'
import type { ChartPicture } from '../../ui/chartPicture.ts'
import { classes } from '../../ui/classes.ts'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { formatCount } from '../../ui/formatCount.ts'
import { PictureButton } from '../../ui/PictureButton.tsx'
import { toCsv } from '../../ui/toCsv.ts'
import { useShortcut } from '../../ui/useShortcut.ts'
import { DayBars } from './DayBars.tsx'
import styles from './DayChart.module.css'
import { DayTable } from './DayTable.tsx'
import { toUsePicture, type UseSeries } from './toUsePicture.ts'

interface DayChartProps {
  series: UseSeries
  /** The day that was pressed: it keeps its colour, the others fade. */
  chosen: string | null
  onPress: (day: string) => void
  onBrush: (from: string, to: string) => void
  isStale: boolean
  fileName: string
  /** What a picture of it says besides. */
  said: Pick<ChartPicture, 'about' | 'notes'>
}

/** Bars from zero of which each day can be pressed and several drawn over, as a row can in the table of the same numbers. */
export function DayChart({ series, chosen, onPress, onBrush, isStale, fileName, said }: DayChartProps) {
  const { title, unit, groups, points, line } = series
  const [isTable, setTable] = useState(false)
  useShortcut('t', () => setTable(!isTable))
  /** The day under the pointer, or with the focus. */
  const [looked, setLooked] = useState<string | null>(null)
  const told = isTable ? null : (points.find(({ day }) => day === (looked ?? chosen)) ?? null)
  const csv = () =>
    toCsv(
      [unit, ...groups.map(({ name }) => name)],
      points.map(({ day, values }) => [day, ...groups.map(({ key }) => values[key] ?? null)]),
    )
  return (
    <figure className={classes(styles.chart, isStale && styles.stale)} aria-label={title} aria-busy={isStale}>
      <div className={styles.head}>
        <span className={styles.unit}>{unit}</span>
        <ChartLegend series={groups} told={told && { label: told.label, values: groups.map(({ key }) => formatTold(told.values[key])) }} />
        <span className={styles.tools}>
          <Button
            isSmall
            look="ghost"
            icon={isTable ? 'chart' : 'tableView'}
            label={isTable ? `${title} as a chart` : `${title} as a table`}
            shortcut="T"
            onPress={() => setTable(!isTable)}
          />
          <PictureButton name={fileName} title={title} pictures={() => [toUsePicture(series, said)]} />
          <ExportButton name={fileName} csv={csv} />
        </span>
      </div>
      {isTable ? (
        <DayTable groups={groups} points={points} chosen={chosen} onPress={onPress} />
      ) : (
        <DayBars groups={groups} points={points} line={line} chosen={chosen} onPress={onPress} onBrush={onBrush} onLook={setLooked} />
      )}
    </figure>
  )
}

function formatTold(value: number | undefined): string {
  return value === undefined ? '–' : formatCount(value)
}
