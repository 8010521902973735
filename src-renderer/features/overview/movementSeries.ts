import type { RevenueMonth } from '../../../src-shared/contract/overview.ts'
import type { ChartSeries } from '../../ui/chartBars.ts'

type MovementKey = Exclude<keyof RevenueMonth, 'month' | 'end'>

interface MovementSeries extends ChartSeries {
  key: MovementKey
}

/** Gains first, then losses: in this order they are stacked away from zero. */
export const MOVEMENT_SERIES: readonly MovementSeries[] = [
  { key: 'new', name: 'New', colour: '--series-1' },
  { key: 'expansion', name: 'Expansion', colour: '--series-3' },
  { key: 'reactivation', name: 'Reactivation', colour: '--series-5' },
  { key: 'contraction', name: 'Contraction', colour: '--series-2' },
  { key: 'churn', name: 'Churn', colour: '--series-4' },
]
