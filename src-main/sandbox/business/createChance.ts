import { createIds } from '../stripe/world/createIds.ts'

/** Dice that fall the same for the same seed and label, whatever was asked before. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  fraction(label: string): number
  /** A whole number from `least` to `most`, both included. */
  between(label: string, least: number, most: number): number
  pick<T>(label: string, from: readonly [T, ...T[]]): T
}

export function createChance(seed: string): Chance {
  const { fraction } = createIds(seed)
  return {
    fraction,
    between: (label, least, most) => least + Math.floor(fraction(label) * (most - least + 1)),
    pick: (label, from) => from[Math.floor(fraction(label) * from.length)] ?? from[0],
  }
}
