import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import type { Names } from '../../lib/useNames.ts'

/** What a payment was for: the plan or the pack, else the product; null where nobody can say. */
export function nameBought({ product, plan }: Pick<PaymentItem, 'product' | 'plan'>, names: Names): string | null {
  if (product === null) return null
  if (plan === null) return names.product(product)
  return names.plans(product).some((each) => each.plan === plan) ? names.plan(product, plan).name : names.pack(product, plan)
}
