import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ActionProposal } from '../../../src-shared/contract/actions.ts'
import { MOST_PROPOSED } from '../../actions/mostProposed.ts'
import { useEngine } from '../../lib/engine.ts'
import type { OutboxFilter } from './outboxFilter.ts'

const NONE: readonly ActionProposal[] = []

/** What nobody has decided on yet, as far as the outbox is narrowed to it. A state is an action's: where one is chosen, there are none. */
export function useProposals({ provider, group, state }: OutboxFilter, company: string | null) {
  const { ask } = useEngine()
  const isAsked = state === null && (group === null || group === 'proposed')
  const { data, isPending, error, refetch } = useQuery({
    ...ask.actions.proposals.queryOptions({ input: { limit: MOST_PROPOSED } }),
    enabled: isAsked,
  })
  const items = useMemo(
    () =>
      isAsked
        ? (data?.items.filter((each) => (provider ?? each.provider) === each.provider && (company ?? each.company) === each.company) ??
          NONE)
        : NONE,
    [data, isAsked, provider, company],
  )
  return {
    items,
    isAsked,
    isPending: isAsked && isPending,
    error: isAsked ? error : null,
    retry: () => void refetch(),
    /** Whether these are all of them. */
    isWhole: (data?.items.length ?? 0) < MOST_PROPOSED,
  }
}
