import type { Mode, ProviderName } from '../../../src-shared/model/provider.ts'

interface KeyWords {
  /** The one field of its key; M-Pesa has several. */
  label: string
  placeholder: Record<Mode, string>
  /** Where it is found. */
  where: string
  /** What follows from connecting. */
  consequence: string
}

/** What the keys of the providers are called, and where they are found. */
export const KEY_WORDS: Record<Exclude<ProviderName, 'mpesa'>, KeyWords> = {
  stripe: {
    label: 'Secret or restricted key',
    placeholder: { test: 'rk_test_…', live: 'rk_live_…' },
    where: 'Paste it from the Stripe dashboard, under Developers, API keys',
    consequence: 'Customers, subscriptions, invoices and payments are mirrored. A restricted key that can only read is enough.',
  },
  paystack: {
    label: 'Secret key',
    placeholder: { test: 'sk_test_…', live: 'sk_live_…' },
    where: 'Paste it from the Paystack dashboard, under Settings, API Keys and Webhooks',
    consequence:
      'Customers, subscriptions, payments and virtual accounts are mirrored. Paystack has no keys that can only read: what it changes is what staff decide on, in the outbox.',
  },
}
