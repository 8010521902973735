import type { ChartAxes, ChartLine, ChartStroke } from './chartBars.ts'

/** What is kept free around the bars, in pixels. */
export interface PlotRoom {
  top: number
  right: number
  bottom: number
  left: number
}

interface PlotParts {
  axes?: ChartAxes | undefined
  line?: ChartLine | null
  stroke?: ChartStroke | undefined
}

/** For half a line of text over the highest tick, the numbers up the side, the names below, and what is named at the end of its line. */
export function toPlotRoom({ axes, line, stroke }: PlotParts): PlotRoom {
  if (!axes) return { top: 0, right: 0, bottom: 1, left: 0 }
  return { top: 8, right: line ? 76 : stroke ? 52 : 0, bottom: 22, left: 48 }
}
