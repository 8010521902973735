import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Stretch } from './hoursFacts.ts'
import { compareTexts, takeOnce } from './takeOnce.ts'

/** Stretches as they were known at an instant, each once: what had not begun was not there, what had not ended was open. */
export function takeStretches(stretches: readonly Stretch[], at: Instant): Stretch[] {
  const begun = stretches.filter(({ from }) => from <= at)
  // Of one stretch read before and after it ended, the later reading knows more.
  const taken = takeOnce(
    begun,
    ({ key }) => key,
    (a, b) => a.from - b.from || compareTexts(a.key, b.key) || compareEnds(a.until, b.until),
  )
  return taken.map((stretch) => (stretch.until !== null && stretch.until > at ? { ...stretch, until: null } : stretch))
}

/** The stretch that an instant lies in. */
export function findHolding(stretches: readonly Stretch[], at: Instant): Stretch | undefined {
  return stretches.find(({ from, until }) => from <= at && (until === null || at < until))
}

/** The first instant from `start` that lies in none of the stretches, or null. */
export function findFree(stretches: readonly Stretch[], start: Instant): Instant | null {
  let free = start
  let holding = findHolding(stretches, free)
  while (holding) {
    if (holding.until === null) return null
    free = holding.until
    holding = findHolding(stretches, free)
  }
  return free
}

function compareEnds(a: Instant | null, b: Instant | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a - b
}
