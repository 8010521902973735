import type { RevenueMonth } from '../../../src-shared/contract/overview.ts'
import { MOVEMENT_SERIES, type MovementKey } from './movementSeries.ts'

interface Stack {
  /** Each from its lower edge, with its height. */
  parts: { key: MovementKey; from: number; size: number }[]
  top: number
  bottom: number
}

/** How a month's parts stand on each other: gains up from zero, losses down. */
export function stackMonth(month: RevenueMonth): Stack {
  const stack: Stack = { parts: [], top: 0, bottom: 0 }
  for (const { key } of MOVEMENT_SERIES) {
    const amount = month[key]
    if (amount > 0) {
      stack.parts.push({ key, from: stack.top, size: amount })
      stack.top += amount
    } else if (amount < 0) {
      stack.bottom += amount
      stack.parts.push({ key, from: stack.bottom, size: -amount })
    }
  }
  return stack
}
