/** `fast` follows events; `slow` asks for what no event tells; `daily` lists everything again and compares. */
export type Lane = 'fast' | 'slow' | 'daily'

/** How far apart polls are. */
export interface Pace {
  /** While a client listens. */
  pollMs: number
  /** While none does. */
  idlePollMs: number
}

/** Between two runs of the slow lane. */
export const SLOW_MS = 15 * 60 * 1000
/** No pause after a failure is longer, but where polls are further apart or the provider names a time. */
export const LONGEST_PAUSE_MS = 5 * 60 * 1000
/** A daily run that did not come to its end is tried again so long after. */
export const DAILY_RETRY_MS = 60 * 60 * 1000
/** Midnight is everybody's: a daily run begins within so much of it. */
export const DAILY_SPREAD_MS = 60 * 1000
/** After waking a line takes a moment to be there, and a whole office wakes at nine: the first poll comes between these. */
export const SETTLE_MS = { least: 2_000, most: 10_000 }
/** A machine that said it would sleep and has run for so long since did not. */
export const FALSE_SLEEP_MS = 5 * 60 * 1000
