import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { Day } from './listDays.ts'

/** Some days in a row, whose rows are looked at. */
export interface Stretch {
  /** `2026-11-16`, or `2026-11-16..2026-11-18`. */
  key: string
  /** `16 Nov`, or `16 Nov – 18 Nov`. */
  label: string
  start: Instant
  end: Instant
}

/** From the first of some days to the last; null for none. */
export function toStretch(days: readonly Day[]): Stretch | null {
  const first = days[0]
  const last = days.at(-1)
  if (!first || !last) return null
  if (first === last) return { key: first.day, label: first.label, start: first.start, end: first.end }
  return { key: `${first.day}..${last.day}`, label: `${first.label} – ${last.label}`, start: first.start, end: last.end }
}

/** What came after the instant asked for is not to be seen; `end` does not belong to the span. */
export function endBy(at: Instant | null, end: Instant): Instant {
  return at === null || at >= end ? end : toInstant(at + 1)
}
