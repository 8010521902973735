import { useCallback, useState } from 'react'
import { useStore } from 'zustand'
import { type Destination, type Screen, usePlace } from '../lib/place.ts'
import { useNames } from '../lib/useNames.ts'
import { useNow } from '../ui/ClockContext.ts'
import { formatInstant } from '../ui/formatInstant.ts'
import type { IconName } from '../ui/iconShapes.tsx'
import { Toast } from '../ui/Toast.tsx'
import { ToastRegion } from '../ui/ToastRegion.tsx'
import { useZone } from '../ui/ZoneContext.ts'
import { ActionToasts, useActionNews } from './ActionToasts.tsx'
import { createActionDesk, TOLD_STATES } from './createActionDesk.ts'
import type { GatheredNews, NewsDeskStore, NewsKind } from './createNewsDesk.ts'
import type { UndoDeskStore } from './createUndoDesk.ts'
import { describeNews } from './describeNews.ts'
import { UndoToast } from './UndoToast.tsx'
import { useNews } from './useNews.ts'

const LOOKS: Record<NewsKind, { icon: IconName; tone: 'ok' | 'warn' | 'bad'; leavesAfterMs: number | null }> = {
  // Good news need nobody: the payment stands in its list.
  'payment-received': { icon: 'active', tone: 'ok', leavesAfterMs: 12_000 },
  'payment-failed': { icon: 'failed', tone: 'bad', leavesAfterMs: null },
  'limit-reached': { icon: 'warn', tone: 'warn', leavesAfterMs: null },
}

interface NewsToastsProps {
  desk: NewsDeskStore
  undoDesk: UndoDeskStore
  isBesidePanel: boolean
}

/** What staff must know, as it becomes known: a payment and its plan, a failed payment, a limit. Below it, the way back from what was done last. */
export function NewsToasts({ desk, undoDesk, isBesidePanel }: NewsToastsProps) {
  useNews(desk)
  const [actionDesk] = useState(createActionDesk)
  useActionNews(
    actionDesk,
    useStore(desk, (state) => state.openedAt),
  )
  const actionNews = useStore(actionDesk)
  const told = TOLD_STATES.filter((state) => (actionNews.gathered[state] ?? []).length > 0)
  const { gathered, putAway } = useStore(desk)
  const undo = useStore(undoDesk)
  const { go } = usePlace()
  const names = useNames()
  const zone = useZone()
  const now = useNow(60_000)
  const formatDay = useCallback((at: Parameters<typeof formatInstant>[0]) => formatInstant(at, 'day', zone ?? 'UTC', now), [zone, now])
  return (
    <ToastRegion
      label="News"
      isBesidePanel={isBesidePanel}
      count={gathered.length + told.length + (undo.offered ? 1 : 0)}
      onEscape={(index) => {
        const news = gathered[index]
        const state = told[index - gathered.length]
        if (news) putAway(news.kind)
        else if (state) actionNews.putAway(state)
        else undo.putAway()
      }}
    >
      {gathered.map((news) => {
        const { title, text } = describeNews(news, names, formatDay)
        const { words, screen, more } = toWay(news)
        return (
          <Toast
            key={news.kind}
            {...LOOKS[news.kind]}
            title={title}
            occasion={news.items.length}
            way={{
              words,
              onGo: () => {
                putAway(news.kind)
                // What happened just now is not to be seen in the past.
                go(screen, { ...more, at: null })
              },
            }}
            onClose={() => putAway(news.kind)}
          >
            {text}
          </Toast>
        )
      })}
      <ActionToasts desk={actionDesk} />
      <UndoToast desk={undoDesk} />
    </ToastRegion>
  )
}

/** One company's news lead to it, those of several to the list of all. */
function toWay({ kind, items }: GatheredNews): { words: string; screen: Screen; more: Destination } {
  const companies = new Set(items.map(({ company }) => company))
  const [first] = items
  if (companies.size === 1 && first.company !== null) return { words: 'Open company', screen: 'company', more: { company: first.company } }
  if (kind === 'limit-reached') return { words: 'Open overview', screen: 'overview', more: {} }
  return { words: 'Open payments', screen: 'payments', more: { filter: kind === 'payment-failed' ? 'failed' : 'succeeded' } }
}
