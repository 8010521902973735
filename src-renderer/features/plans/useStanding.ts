import { skipToken, useQuery } from '@tanstack/react-query'
import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { useEngine } from '../../lib/engine.ts'

/** How the company stands with the product, and as of when each of its uses is; null until it is known, and without a company. */
export function useStanding(company: string | null, product: string, at: Instant | null): EntitlementAnswer | null {
  const { ask } = useEngine()
  return useQuery(ask.entitlements.get.queryOptions({ input: company === null ? skipToken : { company, product, at } })).data ?? null
}
