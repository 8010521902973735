import type { ProviderActionKind } from '../../../../src-shared/model/action.ts'

const OBSTACLES: Partial<Record<ProviderActionKind, string>> = {
  'payment.push': 'Stripe cannot ask a phone to pay. M-Pesa can.',
  'link.payment': 'At Stripe a page for one payment is a checkout: make a checkout link.',
  'account.create': 'Stripe gives customers no account number to pay into. Paystack does.',
}

/** Why Stripe is not asked for such a thing, in words for staff; null where it is. */
export function findObstacle(kind: ProviderActionKind): string | null {
  return OBSTACLES[kind] ?? null
}
