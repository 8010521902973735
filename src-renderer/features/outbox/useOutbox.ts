import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import type { ActionState } from '../../../src-shared/model/action.ts'
import { useEngine } from '../../lib/engine.ts'
import { listAllPages } from '../../lib/listAllPages.ts'
import type { Gathering } from '../../ui/useCsvFile.ts'
import type { OutboxFilter } from './outboxFilter.ts'
import { GROUP_STATES, GROUPS } from './outboxGroups.ts'
import { type OutboxRow, toRowKey } from './outboxRow.ts'
import { toGroup } from './toGroup.ts'
import { useProposals } from './useProposals.ts'

const PAGE_ROWS = 100
/** As many as the engine gives at once. */
const EXPORT_ROWS = 1000

/** The outbox, group by group: what is open and what is proposed at first, and behind it what is done, page by page. */
export function useOutbox(filter: OutboxFilter, company: string | null) {
  const { provider, group, state } = filter
  const { client } = useEngine()
  const shown = state === null ? (group === null ? GROUPS : [group]) : []
  const openStates = state === null ? shown.filter((each) => each !== 'done').flatMap((each) => GROUP_STATES[each]) : [state]
  const open = usePages({ provider, company }, openStates)
  const doneStates = state === null && shown.includes('done') ? GROUP_STATES.done : []
  const done = usePages({ provider, company }, doneStates)
  const proposed = useProposals(filter, company)
  const isWanted = useCallback((item: ActionItem) => group === null || state !== null || toGroup(item) === group, [group, state])
  const rows = useMemo(() => {
    const actions = [...open.items, ...done.items].filter(isWanted)
    const all = new Map([...actions, ...proposed.items].map((row): [string, OutboxRow] => [toRowKey(row), row]))
    const place = (row: OutboxRow) => GROUPS.indexOf(toGroup(row))
    return [...all.values()].sort((a, b) => place(a) - place(b))
  }, [open.items, done.items, proposed.items, isWanted])
  const onNearEnd = useCallback(() => {
    if (open.hasMore) open.more()
    else if (done.hasMore) done.more()
  }, [open.hasMore, open.more, done.hasMore, done.more])
  const asked = [open, done, proposed].filter(({ isAsked }) => isAsked)

  const listAll = async (gathering: Gathering): Promise<OutboxRow[]> => {
    const states = [...openStates, ...doneStates]
    if (states.length === 0) return [...proposed.items]
    const question = { company, provider, states, limit: EXPORT_ROWS }
    const all = await listAllPages((cursor, options) => client.actions.list({ ...question, cursor }, options), gathering)
    return [...proposed.items, ...all.filter(isWanted)]
  }
  return {
    rows,
    onNearEnd,
    listAll,
    isPending: asked.some(({ isPending }) => isPending),
    error: asked.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      for (const { retry } of asked) retry()
    },
    /** Whether all that there is is loaded. */
    isWhole: !open.hasMore && !done.hasMore && proposed.isWhole,
  }
}

const NONE: readonly ActionItem[] = []

function usePages(question: { provider: OutboxFilter['provider']; company: string | null }, states: readonly ActionState[]) {
  const { ask } = useEngine()
  const isAsked = states.length > 0
  const list = useInfiniteQuery({
    ...ask.actions.list.infiniteOptions({
      input: (cursor: string | null) => ({ ...question, states: [...states], limit: PAGE_ROWS, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
    enabled: isAsked,
  })
  const { data, hasNextPage, isFetching, fetchNextPage, isPending, error, refetch } = list
  const items = useMemo(() => (isAsked ? (data?.pages.flatMap((page) => page.items) ?? NONE) : NONE), [data, isAsked])
  const more = useCallback(() => {
    if (!isFetching) void fetchNextPage()
  }, [isFetching, fetchNextPage])
  return { items, more, hasMore: isAsked && hasNextPage, isPending: isAsked && isPending, error, isAsked, retry: () => void refetch() }
}
