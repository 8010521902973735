import { useQuery } from '@tanstack/react-query'
import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { useEngine } from '../../lib/engine.ts'

/** What the payer said of a payment, who could have made it, and what staff said of it. */
export function useUnmatchedPayment({ provider, ref }: Pick<PaymentItem, 'provider' | 'ref'>) {
  const { ask } = useEngine()
  return useQuery(ask.payments.candidates.queryOptions({ input: { provider, ref } }))
}
