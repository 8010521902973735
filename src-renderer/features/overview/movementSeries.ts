import type { RevenueMonth } from '../../../src-shared/contract/overview.ts'

export type MovementKey = Exclude<keyof RevenueMonth, 'month' | 'end'>

interface MovementSeries {
  key: MovementKey
  name: string
  colour: string
}

/** Gains first, then losses: in this order they are stacked away from zero. */
export const MOVEMENT_SERIES: readonly MovementSeries[] = [
  { key: 'new', name: 'New', colour: 'var(--series-1)' },
  { key: 'expansion', name: 'Expansion', colour: 'var(--series-3)' },
  { key: 'reactivation', name: 'Reactivation', colour: 'var(--series-5)' },
  { key: 'contraction', name: 'Contraction', colour: 'var(--series-2)' },
  { key: 'churn', name: 'Churn', colour: 'var(--series-4)' },
]
