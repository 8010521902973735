import type { ProviderName } from '../../../src-shared/model/provider.ts'

/** Those that collect single payments, the likeliest first: a phone is asked more often than an invoice is awaited. */
const COLLECTORS: readonly ProviderName[] = ['mpesa', 'paystack', 'stripe']

/** Who could collect a payment of a company, the likeliest first: a company with a customer at Paystack has an account there to pay into. */
export function listCollectors(
  connections: readonly { provider: ProviderName }[],
  links: readonly { provider: ProviderName }[],
): ProviderName[] {
  const connected = COLLECTORS.filter((each) => connections.some(({ provider }) => provider === each))
  const isAtPaystack = links.some(({ provider }) => provider === 'paystack')
  return isAtPaystack ? connected.sort((a, b) => Number(b === 'paystack') - Number(a === 'paystack')) : connected
}
