import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'
import { NoPlot } from './NoPlot.tsx'
import styles from './StackedBars.module.css'
import type { StackedPlotProps } from './StackedPlot.tsx'
import { toPlotRoom } from './toPlotRoom.ts'

interface StackedBarsProps extends Omit<StackedPlotProps, 'looked' | 'tip'> {
  height: number
  /** What it says in words, where no part of it can be reached by itself. */
  name?: string
  /** What the bar under the pointer says; who uses the keyboard has it in the table of the same numbers. */
  tip?: (index: number) => ReactNode
  /** What lies behind the bars, one beside the other and as wide as they are: buttons, say. */
  children?: ReactNode
}

// The library that draws is as large as half of the console: the first rows do not wait for it.
const Plot = lazy<ComponentType<StackedPlotProps>>(() =>
  import('./StackedPlot.tsx').then(
    ({ StackedPlot }) => ({ default: StackedPlot }),
    () => ({ default: NoPlot }),
  ),
)

/** Stacked bars from zero, gains above and losses below it. Beside every chart stands a table of the same numbers. */
export function StackedBars({ height, name, tip, children, ...plot }: StackedBarsProps) {
  /** The place of the bar under the pointer. */
  const [looked, setLooked] = useState<number | null>(null)
  const room = toPlotRoom(plot)
  return (
    <div className={styles.chart} style={{ height }} {...(name && { role: 'img', 'aria-label': name })}>
      <div className={styles.cover} style={{ inset: `${room.top}px ${room.right}px ${room.bottom}px ${room.left}px` }}>
        {children ??
          plot.bars.map(({ key }, index) => (
            <div key={key} className={styles.slot} onPointerEnter={() => setLooked(index)} onPointerLeave={() => setLooked(null)} />
          ))}
      </div>
      <div className={styles.drawing} aria-hidden="true">
        <Suspense>
          <Plot {...plot} looked={looked} tip={tip && looked !== null ? tip(looked) : null} />
        </Suspense>
      </div>
    </div>
  )
}
