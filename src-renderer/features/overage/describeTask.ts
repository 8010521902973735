import type { OverageAnswer } from '../../../src-shared/contract/plans.ts'
import { formatCount } from '../../ui/formatCount.ts'

export type Exceed = OverageAnswer['companies'][number]['exceeds'][number]

/** What has to be done first. What is consumed cannot be archived: it can only be waited for. */
export function describeTask({ kind, overage }: Pick<Exceed, 'kind' | 'overage'>): string {
  return kind === 'stock' ? `archive ${formatCount(overage)}` : 'wait for the reset'
}
