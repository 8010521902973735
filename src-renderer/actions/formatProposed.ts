import { formatCount } from '../ui/formatCount.ts'
import { MOST_PROPOSED } from './mostProposed.ts'

/** How many are proposed; of more than the engine gives at once, nobody counts them all. */
export function formatProposed(count: number): string {
  return `${formatCount(count)}${count >= MOST_PROPOSED ? '+' : ''}`
}
