/** One part that bars are stacked of, in its place from zero outwards. */
export interface ChartSeries {
  key: string
  name: string
  /** A token: `--series-1`. */
  colour: string
  /** Where the colours come round again, and what is not yet: a projection. */
  isHatched?: boolean
}

/** What stands at one place along the axis. */
export interface ChartBar {
  key: string
  /** Below it: `21 Nov`. */
  label: string
  /** By the key of the series. What nobody knows is not there; what is below zero hangs from it. */
  values: Readonly<Record<string, number>>
}

/** A line across a chart: a limit, with its name. */
export interface ChartLine {
  value: number
  name: string
}

/** Bars in a row, by their places. */
export interface ChartSpan {
  first: number
  last: number
}

/** A stroke across each bar, by its key among the values; at the last one stands what it says. */
export interface ChartStroke {
  key: string
  words: readonly [figure: string, name: string]
}

export interface ChartAxes {
  /** What stands along it: `Day`. What is counted up it, the head over the chart says. */
  name: string
  /** How a line across is named. */
  format: (tick: number) => string
  /** About so many bars have their name below them. */
  labels: number
}
