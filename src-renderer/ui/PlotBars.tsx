import { memo, useId } from 'react'
import { Bar, type BarShapeProps, CartesianGrid, ReferenceLine, XAxis, YAxis } from 'recharts'
import { AxisName } from './AxisName.tsx'
import { BarPart } from './BarPart.tsx'
import { BarStrokes } from './BarStrokes.tsx'
import { BarTick } from './BarTick.tsx'
import type { ChartAxes, ChartBar, ChartLine, ChartSeries, ChartStroke } from './chartBars.ts'
import { Hatch } from './Hatch.tsx'
import styles from './StackedBars.module.css'
import { toPlotRoom } from './toPlotRoom.ts'

export interface PlotBarsProps {
  series: readonly ChartSeries[]
  bars: readonly ChartBar[]
  /** From the lowest line across to the highest. */
  ticks: readonly number[]
  /** Without them, what stands around the chart says what it counts. */
  axes?: ChartAxes
  /** Of few bars, each would be a wall. */
  widest?: number
  line?: ChartLine | null
  stroke?: ChartStroke
}

/** All that stays while bars are pointed at and chosen: of a year of days that is too much to draw with each move. */
export const PlotBars = memo(function PlotBars({ series, bars, ticks, axes, widest = 56, line = null, stroke }: PlotBarsProps) {
  const id = useId()
  const room = toPlotRoom({ axes })
  return (
    <>
      <defs>
        {series.map(({ key, colour, isHatched }, place) => isHatched && <Hatch key={key} id={`${id}-${place}`} colour={colour} />)}
      </defs>
      {axes && <CartesianGrid vertical={false} stroke="var(--chart-grid)" shapeRendering="crispEdges" />}
      <XAxis
        dataKey="key"
        hide={!axes}
        height={room.bottom}
        ticks={axes ? listNamed(bars, axes.labels) : []}
        interval={0}
        axisLine={false}
        tickLine={false}
        tickMargin={4}
        tick={({ x, y, payload }) => <BarTick x={x} y={y} bars={bars} name={String(payload.value)} />}
      />
      <YAxis
        hide={!axes}
        width={room.left}
        domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
        ticks={ticks}
        interval={0}
        axisLine={false}
        tickLine={false}
        tick={({ y, payload }) => (
          <text className={styles.tick} x={room.left - 8} y={y} dy="0.36em" textAnchor="end">
            {axes?.format(Number(payload.value))}
          </text>
        )}
      />
      {series.map(({ key, colour, isHatched }, place) => {
        const fill = isHatched ? `url(#${id}-${place})` : `var(${colour})`
        return (
          <Bar
            key={key}
            dataKey={({ values }: ChartBar) => values[key]}
            stackId="all"
            maxBarSize={widest}
            isAnimationActive={false}
            shape={({ x, y, width, height }: BarShapeProps) => <BarPart {...{ x, y, width, height, fill }} />}
          />
        )
      })}
      <ReferenceLine y={0} stroke={axes ? 'var(--chart-zero)' : 'var(--chart-axis)'} shapeRendering="crispEdges" />
      {line && (
        <ReferenceLine
          y={line.value}
          stroke="var(--bad-solid)"
          shapeRendering="crispEdges"
          label={{ value: line.name, position: 'right', offset: 6, className: styles.limit ?? '' }}
        />
      )}
      {stroke && <BarStrokes bars={bars} stroke={stroke} />}
      {axes && <AxisName name={axes.name} />}
    </>
  )
})

/** The last bar has its name below it, and from there every so many. */
function listNamed(bars: readonly ChartBar[], count: number): string[] {
  const step = Math.max(1, Math.ceil(bars.length / count))
  return bars.filter((_, place) => (bars.length - 1 - place) % step === 0).map(({ key }) => key)
}
