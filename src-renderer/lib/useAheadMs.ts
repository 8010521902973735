import { useHealth } from './useHealth.ts'

/** Two clocks that differ by less tell the same time: the rest is how long the answer took. */
const SAME_CLOCK_MS = 60_000

/** How far the engine's clock is ahead of the one on the wall, by its last answer: in a demo it may be days. */
export function useAheadMs(): number {
  const { data, dataUpdatedAt } = useHealth()
  const aheadMs = data ? data.asOf - dataUpdatedAt : 0
  return Math.abs(aheadMs) < SAME_CLOCK_MS ? 0 : aheadMs
}
