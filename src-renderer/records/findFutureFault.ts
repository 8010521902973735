import type { Instant } from '../../src-shared/model/instant.ts'

/** As the engine has it: clocks differ a little, and what is further ahead has not happened. */
const AHEAD_MS = 5 * 60_000

export function findFutureFault(at: Instant, now: Instant): string | null {
  return at > now + AHEAD_MS ? 'That is ahead of now. Record it when it has happened' : null
}
