/** The authorities on money. */
export const PROVIDERS = ['stripe', 'paystack', 'mpesa'] as const

export type ProviderName = (typeof PROVIDERS)[number]

export const PROVIDER_TITLES: Record<ProviderName, string> = { stripe: 'Stripe', paystack: 'Paystack', mpesa: 'M-Pesa' }

/** A workspace holds test data or live data, never both. */
export type Mode = 'test' | 'live'
