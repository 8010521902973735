import { type Customer, DAY, type Stage } from '../stage.ts'

const PRODUCT = 'image-quota'

/** What a customer makes from some instant on: so many a day, and within `exact` just so many. */
export function countImages(
  stage: Stage,
  customer: Customer,
  from: number,
  perDay: number,
  exact: { from: number; to?: number; total: number } | null,
): void {
  stage.count(customer, {
    kind: 'flow',
    product: PRODUCT,
    metric: 'images',
    from: Math.max(from, stage.now - 120 * DAY),
    until: null,
    perDay,
    endpoints: [],
    exact: exact && { to: stage.now, ...exact },
  })
}
