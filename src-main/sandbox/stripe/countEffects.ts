import type { StripeSandbox } from './createStripe.ts'
import { listEffects } from './listEffects.ts'

/**
 * How often each request over the wire took effect, by what was done and to what: `refunds.create pi_1`.
 *
 * @param action of one action alone, as far as requests name theirs: those that take no metadata do not
 */
export function countEffects(stripe: StripeSandbox, action?: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { name, subject } of listEffects(stripe, action)) {
    const key = subject === null ? name : `${name} ${subject}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
