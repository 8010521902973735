import type { OneOffPayment, TakenBack } from '../quota/oneOffPayment.ts'
import type { Billing } from './billing.ts'
import { readPurchase } from './readPurchase.ts'

/** The payments for a product's plans that are no subscription's, and what went back of them: what its terms follow from. */
export function listOneOffPayments(billing: Billing, product: string): { payments: OneOffPayment[]; takenBack: TakenBack[] } {
  const payments: OneOffPayment[] = []
  const takenBack: TakenBack[] = []
  for (const purchase of billing.purchases) {
    if (purchase.isOfSubscription || (purchase.outcome !== 'succeeded' && purchase.outcome !== 'failed')) continue
    const reading = readPurchase(billing, purchase)
    if (reading.kind === 'unmatched') continue
    const bought = reading.offers.find(({ offer }) => offer.kind === 'plan' && offer.product === product)
    if (!bought) continue
    const { key, at, amount, outcome, fact, reason, isIntoAccount } = purchase
    payments.push({
      key,
      plan: bought.offer.id,
      interval: bought.offer.interval ?? 'month',
      amount,
      at,
      outcome,
      fact,
      ...(reason === null ? {} : { reason }),
      ...(isIntoAccount ? { isIntoAccount } : {}),
    })
    takenBack.push(...purchase.takenBack)
  }
  return { payments, takenBack }
}
