import { assertNever } from '../../src-shared/model/assert.ts'

export type Goal = { kind: 'at-least'; value: number } | { kind: 'at-most'; value: number }

/** One thing that was measured. */
export interface Measured {
  kind: 'measured'
  /** As in the list of goals: `P1`. */
  figure: string
  what: string
  unit: string
  ours: number
  /** What it is compared with, in the same call; null where the goal is a figure of its own. */
  against: { name: string; value: number } | null
  /** Of the ratio where it is compared, else of what was measured. Null where it only tells how much of another goal is within reach. */
  goal: Goal | null
}

/** One thing that could not be measured here, and why. */
export interface Skipped {
  kind: 'skipped'
  figure: string
  what: string
  reason: string
}

export type Line = Measured | Skipped

/** Ours by what it is compared with: the other side, else the goal. A goal of nothing has no ratio. */
export function toRatio({ ours, against, goal }: Measured): number | null {
  const other = against?.value ?? goal?.value ?? 0
  return other === 0 ? null : ours / other
}

/** Null where there is no goal. */
export function isMet(measured: Measured): boolean | null {
  const { goal, ours, against } = measured
  if (goal === null) return null
  const judged = against === null ? ours : ours / against.value
  switch (goal.kind) {
    case 'at-least':
      return judged >= goal.value
    case 'at-most':
      return judged <= goal.value
    default:
      return assertNever(goal)
  }
}
