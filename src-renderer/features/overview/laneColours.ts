import type { ProviderName } from '../../../src-shared/model/provider.ts'

/** A provider has its colour wherever it stands in a chart. */
export const LANE_COLOURS: Record<ProviderName, string> = { stripe: '--series-1', paystack: '--series-2', mpesa: '--series-3' }
