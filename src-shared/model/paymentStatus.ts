/** `unmatched`: the money came, and nobody can say for what. Staff assign it. */
export const PAYMENT_STATUSES = ['succeeded', 'pending', 'failed', 'canceled', 'refunded', 'unmatched'] as const

export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]
