import { useQueries } from '@tanstack/react-query'
import type { EntitlementAnswer } from '../../../src-shared/contract/entitlements.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { useEngine } from '../../lib/engine.ts'

export interface CompanyEntitlements {
  known: readonly EntitlementAnswer[]
  /** How many are still on their way. */
  awaited: number
  /** Why some are not there; null where nothing went wrong. */
  error: Error | null
  retry: () => void
}

/** What a company may do with each of its products. */
export function useEntitlements(company: string, products: readonly string[], at: Instant | null): CompanyEntitlements {
  const { ask } = useEngine()
  const answers = useQueries({
    queries: products.map((product) => ask.entitlements.get.queryOptions({ input: { company, product, at } })),
  })
  const lost = answers.filter(({ data, isError }) => isError && !data)
  return {
    known: answers.flatMap(({ data }) => data ?? []),
    awaited: answers.filter(({ isPending }) => isPending).length,
    error: lost[0]?.error ?? null,
    retry: () => {
      for (const { refetch } of lost) void refetch()
    },
  }
}
