import { useMemo } from 'react'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { PaymentStatus } from '../../../src-shared/model/paymentStatus.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { usePlace } from '../../lib/place.ts'
import { readPaymentFilter } from './paymentFilter.ts'

export interface PaymentsQuestion {
  company: string | null
  product: string | null
  status: PaymentStatus | null
  provider: ProviderName | null
  at: Instant | null
}

/** What is asked of payments, as the place has it. */
export function usePaymentsQuestion(): PaymentsQuestion {
  const { company, product, filter, at } = usePlace()
  return useMemo(() => ({ company, product, ...readPaymentFilter(filter), at }), [company, product, filter, at])
}
