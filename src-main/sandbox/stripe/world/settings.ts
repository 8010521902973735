/** How the sandbox's account behaves. */
export interface Settings {
  /** Days between an attempt that failed and the next one. */
  retryDays: readonly number[]
  /** What becomes of a subscription whose last attempt failed. */
  dunningEnd: 'cancel' | 'mark_unpaid' | 'leave_past_due'
  /** From a draft to its invoice. */
  finalizesAfterSeconds: number
  /** An event is listed this much later than it happened, at the most. */
  eventLagSeconds: number
  /** A search finds what is this old, as it was then. */
  searchLagSeconds: number
  /** How much of a list comes inside an object. */
  innerListLimit: number
}

export const DEFAULT_SETTINGS: Settings = {
  retryDays: [3, 5, 7],
  dunningEnd: 'cancel',
  finalizesAfterSeconds: 3600,
  eventLagSeconds: 5,
  searchLagSeconds: 60,
  innerListLimit: 10,
}
