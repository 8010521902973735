import type { ActionTarget } from '../../../src-shared/contract/actions.ts'
import type { ActionRequest } from '../../actions/actionDraft.ts'
import { toRequest } from '../../actions/useTargets.ts'
import { type Interval, listPriceRows } from './comparisonParts.ts'
import type { Move } from './move.ts'

/** How a move is carried out: the action that is asked for, or why there is none. */
export interface Apply {
  request: ActionRequest | null
  obstacle: string | null
}

type When = 'now' | 'period-end'

/** The change of plan that carries out a move. @param targets of the company; null while they are not known */
export function toApply(move: Move, targets: readonly ActionTarget[] | null, when: When, reason: string): Apply {
  const { comparison, target, company, check } = move
  if (targets === null) return { request: null, obstacle: 'What can be done for it is not known yet' }
  const own = targets
    .filter(({ kind, product }) => kind === 'subscription' && product === check.product)
    .flatMap((each) => each.offers.filter(({ kind }) => kind === 'subscription.change').map(({ obstacle }) => ({ each, obstacle })))
  const free = own.find(({ obstacle }) => obstacle === null) ?? own[0]
  if (!free) return { request: null, obstacle: 'It has no subscription that could be changed: start one from its own screen' }
  if (free.obstacle !== null) return { request: null, obstacle: free.obstacle }
  const interval = findSold(move)
  if (interval === null) return { request: null, obstacle: `${target.name} is not sold by the month, quarter or year` }
  const { draft, ...more } = toRequest(company, free.each, 'subscription.change')
  const offer = { product: comparison.product, plan: target.plan, interval, currency: null }
  return { request: { ...more, draft: { ...draft, offer, when }, reason }, obstacle: null }
}

/** The interval that is looked at, where the plan is sold by it; else any that it is sold by. */
function findSold({ comparison: { columns, rows }, target, interval }: Move): Interval | null {
  const index = columns.indexOf(target)
  const sold = listPriceRows(rows)
    .filter((row) => row.interval !== 'once' && (row.cells[index] ?? []).length > 0)
    .map((row) => row.interval)
  return interval !== null && sold.includes(interval) ? interval : (sold[0] ?? null)
}
