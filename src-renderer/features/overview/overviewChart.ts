/** What each chart of the overview is told: one key turns all of them. */
export interface OverviewChart {
  isTable: boolean
  onTable: (isTable: boolean) => void
  /** What a picture of it says of itself. */
  notes: readonly string[]
}
