/** A line across a chart: a limit, with its name. */
export interface ChartLine {
  value: number
  name: string
}
