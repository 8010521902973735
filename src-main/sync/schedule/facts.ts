import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Pace } from './lane.ts'

/** What the schedule of one connection follows from. Nothing is counted: all of it is an instant at which something was so. */
export interface ScheduleFacts {
  now: Instant
  /** Whose midnight a day begins at. */
  zone: string
  pace: Pace
  /** Whether a window or another client listens. */
  hasClient: boolean
  /** From 0 up to, not including, 1: spreads what everybody would else ask at once. */
  chance: number
  standing: Standing
  machine: MachineFacts
  /** Until when the provider asked to be left alone. */
  retryAt: Instant | null
}

/** How a connection stands, by its records and by what this process has seen. */
export interface Standing {
  /** When its key was given. */
  connectedAt: Instant
  /** When a sync of it ended last; null where none has since it was connected. */
  polledAt: Instant | null
  /** When the slow lane ended last. */
  slowAt: Instant | null
  /** Since when every list was read to its end; null while one was not, which the next sync of any lane goes on with. */
  listedAt: Instant | null
  /** When a daily run last ended without coming to its end. */
  triedAt: Instant | null
  failing: Failing | null
  /** The key is no key for this account any more. */
  isRevoked: boolean
  /** It is on this machine, whatever the line is like. */
  isLocal: boolean
}

export interface Failing {
  /** When the first of the failures in a row ended. */
  since: Instant
  /** The provider could not be reached or wanted to be left alone, as against an answer that was no use. */
  isUnanswered: boolean
  /** It could not be reached at all. */
  isUnreachable: boolean
}

export interface MachineFacts {
  /** When it said that it would sleep; null once it woke. */
  asleepSince: Instant | null
  /** When it woke or its line came back last; before that, when this process began. */
  resumedAt: Instant
  /** Whether `resumedAt` is more than the beginning. */
  hasResumed: boolean
  /** Since when it says that there is no line. */
  lineDownSince: Instant | null
}
