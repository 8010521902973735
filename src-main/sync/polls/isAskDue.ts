import type { Instant } from '../../../src-shared/model/instant.ts'

/** Nobody has paid before the prompt was read. */
const FIRST_MS = 3_000
const LONGEST_MS = 60 * 60_000
/** Of what it is old, so much later it is asked again: ten times in the first minutes, hourly after half a day. */
const SHARE = 0.1

/**
 * Whether it is time to ask again what became of something that is open: soon while it is young, and ever less often.
 *
 * It follows from when it began and when it was asked for last, so nothing has to be counted.
 */
export function isAskDue(open: { createdAt: Instant; askedAt: Instant }, now: Instant): boolean {
  const age = Math.max(0, open.askedAt - open.createdAt)
  const wait = Math.min(Math.max(FIRST_MS, age * SHARE), LONGEST_MS)
  return now - Math.max(open.askedAt, open.createdAt) >= wait
}
