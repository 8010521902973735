import type { Catalog } from '../../../src-shared/model/catalog.ts'

/** A plan as Paystack sells it. */
export interface PlanTerms {
  /** `product.plan.interval`, as the shop calls it. */
  name: string
  title: string
  interval: string
  amount: number
  currency: string
}

const CURRENCY = 'NGN'
const INTERVALS: Readonly<Record<string, string>> = { month: 'monthly', quarter: 'quarterly', year: 'annually' }

/** What of the catalogs is sold at Paystack: all that recurs in its currency. */
export function listPlanTerms(catalogs: readonly Catalog[]): PlanTerms[] {
  return catalogs.flatMap(({ product, name, plans }) =>
    Object.entries(plans).flatMap(([id, plan]) =>
      plan.prices.flatMap(({ currency, amount, interval }) => {
        const word = INTERVALS[interval]
        if (word === undefined || currency !== CURRENCY) return []
        return [{ name: `${product}.${id}.${interval}`, title: `${name} ${plan.name}, ${word}`, interval: word, amount, currency }]
      }),
    ),
  )
}
