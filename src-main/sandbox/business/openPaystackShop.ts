import type { Catalog } from '../../../src-shared/model/catalog.ts'
import type { PaystackSandbox } from '../paystack/createPaystack.ts'
import { listPlanTerms } from './listPlanTerms.ts'

/** A plan on Paystack's shelves. */
export interface PlanTag {
  code: string
  amount: number
  currency: string
}

/** Makes the plans that the catalogs sell through Paystack: the first of a new stand-in, so that their codes follow from its seed alone. */
export function openPaystackShop(paystack: PaystackSandbox, catalogs: readonly Catalog[]): ReadonlyMap<string, PlanTag> {
  const made = listPlanTerms(catalogs).map(({ name, title, interval, amount, currency }): [string, PlanTag] => {
    const { plan_code: code } = paystack.act('plans.create', { name: title, interval, amount, currency })
    return [name, { code: String(code), amount, currency }]
  })
  return new Map(made)
}
