import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import type { ActionState } from '../../../src-shared/model/action.ts'
import { useEngine } from '../../lib/engine.ts'
import { listAllPages } from '../../lib/listAllPages.ts'
import { useNow } from '../../ui/ClockContext.ts'
import type { Gathering } from '../../ui/useCsvFile.ts'
import type { OutboxFilter } from './outboxFilter.ts'
import { GROUP_STATES, GROUPS } from './outboxGroups.ts'
import { toGroup } from './toGroup.ts'

const PAGE_ROWS = 100
/** As many as the engine gives at once. */
const EXPORT_ROWS = 1000

/** The actions of the outbox, group by group: what is open at first, and behind it what is done, page by page. */
export function useOutbox({ provider, group, state }: OutboxFilter, company: string | null) {
  const { client } = useEngine()
  const now = useNow(60_000)
  const shown = state === null ? (group === null ? GROUPS : [group]) : []
  const openStates = state === null ? shown.filter((each) => each !== 'done').flatMap((each) => GROUP_STATES[each]) : [state]
  const open = usePages({ provider, company }, openStates)
  // What was refused stands with what is done; the newest of it needs somebody to see it.
  const doneStates =
    state !== null ? [] : shown.includes('done') ? GROUP_STATES.done : shown.includes('needs') ? (['rejected'] as const) : []
  const done = usePages({ provider, company }, doneStates)
  const isWanted = useCallback((item: ActionItem) => group === null || state !== null || toGroup(item, now) === group, [group, state, now])
  const rows = useMemo(() => {
    const all = [...new Map([...open.items, ...done.items].map((item) => [item.id, item])).values()]
    const place = (item: ActionItem) => GROUPS.indexOf(toGroup(item, now))
    return all.filter(isWanted).sort((a, b) => place(a) - place(b))
  }, [open.items, done.items, now, isWanted])
  const onNearEnd = useCallback(() => {
    if (open.hasMore) open.more()
    else if (done.hasMore) done.more()
  }, [open.hasMore, open.more, done.hasMore, done.more])
  const asked = [open, done].filter(({ isAsked }) => isAsked)

  const listAll = async (gathering: Gathering) => {
    const question = { company, provider, states: [...openStates, ...doneStates], limit: EXPORT_ROWS }
    const all = await listAllPages((cursor, options) => client.actions.list({ ...question, cursor }, options), gathering)
    return all.filter(isWanted)
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
    isWhole: asked.every(({ hasMore }) => !hasMore),
    now,
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
