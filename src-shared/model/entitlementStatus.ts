/** What a subscription is to us, whatever its provider calls it; `none` for who never had one and gets nothing for free. */
export const ENTITLEMENT_STATUSES = ['trialing', 'active', 'grace', 'paused', 'canceled', 'expired', 'none'] as const

export type EntitlementStatus = (typeof ENTITLEMENT_STATUSES)[number]
