const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Beyond this a figure is no longer fresh. */
export const FRESHNESS_BOUND_MS = DAY

/** `12 s`, `41 min`, `26 h`, `4 d`: hours up to three days, since it is they that say how far past the bound. */
export function formatAge(ageMs: number): string {
  // The provider's clock or the engine's may be a moment ahead of the page's.
  const age = Math.max(0, ageMs)
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s`
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`
  if (age < 3 * DAY) return `${Math.floor(age / HOUR)} h`
  return `${Math.floor(age / DAY).toLocaleString('en')} d`
}
