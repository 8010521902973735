import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { useEngine } from '../../lib/engine.ts'
import type { WhatIf } from './whatIf.ts'

interface OverageQuestion {
  product: string
  plan: string
  whatIf: WhatIf
  at: Instant | null
}

/** Who would not fit the plan as it is, and where other limits are tried, who would not fit those. */
export function useOverage({ product, plan, whatIf, at }: OverageQuestion) {
  const { ask } = useEngine()
  const isTried = Object.keys(whatIf).length > 0
  const asked = { product, plan: `${product}.${plan}`, at }
  const before = useQuery(ask.plans.overage.queryOptions({ input: { ...asked, limits: null }, placeholderData: keepPreviousData }))
  const tried = useQuery(
    ask.plans.overage.queryOptions({
      input: isTried ? { ...asked, limits: { ...whatIf } } : skipToken,
      placeholderData: keepPreviousData,
    }),
  )
  return { before, shown: isTried ? tried : before, isTried }
}
