import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { Instant } from '../../src-shared/model/instant.ts'
import { ACTION_STATE_WORDS } from '../actions/actionStateWords.ts'
import { useEngine } from '../lib/engine.ts'
import { usePlace } from '../lib/place.ts'
import { formatCount } from '../ui/formatCount.ts'
import { Toast } from '../ui/Toast.tsx'
import { type ActionDeskStore, TOLD_STATES, type ToldState } from './createActionDesk.ts'

const TITLES: Record<ToldState, { one: string; many: string; tone: 'warn' | 'bad' }> = {
  conflict: { one: 'It changed while it waited', many: 'actions met a conflict', tone: 'bad' },
  unknown: { one: 'No answer came', many: 'actions have no answer', tone: 'warn' },
  rejected: { one: 'An action was refused', many: 'actions were refused', tone: 'bad' },
}
const MOST_TOLD = 50

/** Lays on the desk what stands still since the page was opened. */
export function useActionNews(desk: ActionDeskStore, openedAt: Instant | null) {
  const { ask } = useEngine()
  const { data } = useQuery(ask.actions.list.queryOptions({ input: { states: [...TOLD_STATES], limit: MOST_TOLD } }))
  useEffect(() => {
    if (data && openedAt !== null) desk.getState().take(data.items, openedAt)
  }, [data, openedAt, desk])
}

/** The actions that stand still and need somebody, one toast for each way in which they do. */
export function ActionToasts({ desk }: { desk: ActionDeskStore }) {
  const { gathered, putAway } = useStore(desk)
  const { go } = usePlace()
  return TOLD_STATES.map((state) => {
    const items = gathered[state] ?? []
    const [first, ...others] = items
    if (!first) return null
    const { one, many, tone } = TITLES[state]
    return (
      <Toast
        key={state}
        icon={ACTION_STATE_WORDS[state].icon}
        tone={tone}
        title={others.length === 0 ? one : `${formatCount(items.length)} ${many}`}
        occasion={items.length}
        leavesAfterMs={null}
        way={{
          words: 'Open outbox',
          onGo: () => {
            putAway(state)
            go('outbox', { filter: others.length === 0 ? `action:${first.id}` : state, at: null })
          },
        }}
        onClose={() => putAway(state)}
      >
        {others.length === 0
          ? `${first.companyName}: ${first.title}. ${first.standing}`
          : `The last: ${first.companyName}, ${first.title}.`}
      </Toast>
    )
  })
}
