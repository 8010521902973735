import { DefaultZIndexes, usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts'
import type { ChartBar, ChartStroke } from './chartBars.ts'
import { classes } from './classes.ts'
import styles from './StackedBars.module.css'

interface BarStrokesProps {
  bars: readonly ChartBar[]
  stroke: ChartStroke
}

/** A little wider than its bar, so that it is seen across it. */
const SHARE = 0.74
const WIDEST = 34
const HALO = 1.5

/** A stroke with a halo across each bar, and at the last what it says. */
export function BarStrokes({ bars, stroke: { key, words } }: BarStrokesProps) {
  const plot = usePlotArea()
  const toX = useXAxisScale()
  const toY = useYAxisScale()
  if (!plot || !toX || !toY) return null
  const width = Math.min(WIDEST, SHARE * (plot.width / bars.length))
  const places = bars.map((bar) => ({ bar: bar.key, x: toX(bar.key, { position: 'middle' }) ?? 0, y: toY(bar.values[key] ?? 0) ?? 0 }))
  const last = places.at(-1)
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.line}>
      {places.map(({ bar, x, y }) => (
        <g key={bar}>
          <rect
            x={x - width / 2 - HALO}
            y={y - 1 - HALO}
            width={width + 2 * HALO}
            height={2 + 2 * HALO}
            rx={1 + HALO}
            fill="var(--surface)"
          />
          <rect x={x - width / 2} y={y - 1} width={width} height={2} rx={1} fill="var(--text-strong)" />
        </g>
      ))}
      {last &&
        words.map((word, line) => (
          <text
            key={word}
            className={classes(styles.said, line === 0 && styles.strong)}
            x={plot.x + plot.width + 4}
            y={last.y + 13 * line}
            dy="-0.2em"
          >
            {word}
          </text>
        ))}
    </ZIndexLayer>
  )
}
