import { memo, type ReactNode } from 'react'
import { BarChart, DefaultZIndexes, ReferenceArea, Tooltip } from 'recharts'
import { ChartTip } from './ChartTip.tsx'
import { ChosenContext } from './ChosenContext.ts'
import type { ChartBar, ChartSpan } from './chartBars.ts'
import { PlotBars, type PlotBarsProps } from './PlotBars.tsx'
import { toPlotRoom } from './toPlotRoom.ts'

export interface StackedPlotProps extends PlotBarsProps {
  /** How much of its place a bar takes. */
  share?: number
  /** These keep their colour, the others fade. */
  chosen?: ChartSpan | null
  /** The place of the bar under the pointer, and what it says. */
  looked: number | null
  tip: ReactNode
}

const FILLING = { width: '100%', height: '100%' }
/** Beside its bar, and from the top of the chart down: never over what stands above. */
const TIP_PLACE = { y: 0 }
const TIP_ESCAPES = { x: false, y: true }

/** The drawing alone: what can be reached lies behind it. */
export const StackedPlot = memo(function StackedPlot({ share = 0.76, chosen = null, looked, tip, ...parts }: StackedPlotProps) {
  const { bars, axes } = parts
  const room = toPlotRoom(parts)
  return (
    <ChosenContext value={chosen}>
      <BarChart
        data={bars}
        responsive
        style={FILLING}
        // Below and to the left the axes keep the room themselves.
        margin={axes ? { ...room, bottom: 0, left: 0 } : room}
        stackOffset="sign"
        barCategoryGap={`${50 * (1 - share)}%`}
        accessibilityLayer={false}
      >
        <PlotBars {...parts} />
        {listFaded(bars, chosen).map(([from, to]) => (
          <ReferenceArea
            key={from}
            x1={from}
            x2={to}
            fill="var(--surface)"
            fillOpacity={0.6}
            stroke="none"
            zIndex={DefaultZIndexes.bar + 1}
          />
        ))}
        {looked !== null && tip !== null && (
          <Tooltip
            active
            defaultIndex={looked}
            cursor={false}
            isAnimationActive={false}
            allowEscapeViewBox={TIP_ESCAPES}
            position={TIP_PLACE}
            offset={28}
            content={<ChartTip>{tip}</ChartTip>}
          />
        )}
      </BarChart>
    </ChosenContext>
  )
})

/** What lies before the chosen bars, and what after them: from its first bar to its last. */
function listFaded(bars: readonly ChartBar[], chosen: ChartSpan | null): [string, string][] {
  if (!chosen) return []
  return [bars.slice(0, chosen.first), bars.slice(chosen.last + 1)].flatMap((rest): [string, string][] => {
    const [from, to] = [rest[0], rest.at(-1)]
    return from && to ? [[from.key, to.key]] : []
  })
}
