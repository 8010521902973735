import { PAYMENT_STATUSES, type PaymentStatus } from '../../../src-shared/model/paymentStatus.ts'
import { PROVIDERS, type ProviderName } from '../../../src-shared/model/provider.ts'

interface PaymentFilter {
  status: PaymentStatus | null
  provider: ProviderName | null
}

/** What the place's filter says of payments: a status, a provider, or both as `failed,stripe`. What it does not know narrows nothing. */
export function readPaymentFilter(filter: string | null): PaymentFilter {
  const words = filter?.split(',') ?? []
  return {
    status: PAYMENT_STATUSES.find((status) => words.includes(status)) ?? null,
    provider: PROVIDERS.find((provider) => words.includes(provider)) ?? null,
  }
}

export function writePaymentFilter({ status, provider }: PaymentFilter): string | null {
  return [status, provider].filter((word) => word !== null).join(',') || null
}
