import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useEngine } from '../lib/engine.ts'
import type { NewsDeskStore } from './createNewsDesk.ts'

/** Asks for news since the page was opened, whenever something changed, and lays them on the desk. */
export function useNews(desk: NewsDeskStore) {
  const { ask } = useEngine()
  const openedAt = useStore(desk, (state) => state.openedAt)
  const { data } = useQuery(ask.news.list.queryOptions({ input: { since: openedAt } }))
  useEffect(() => {
    if (data) desk.getState().take(data)
  }, [data, desk])
}
