import { createStore, type StoreApi } from 'zustand/vanilla'
import type { NewsAnswer, NewsItem } from '../../src-shared/contract/news.ts'
import type { Instant } from '../../src-shared/model/instant.ts'

export type NewsKind = NewsItem['kind']

/** All news of a kind that nobody has put away yet: one toast, however many they are. */
export interface GatheredNews<Kind extends NewsKind = NewsKind> {
  kind: Kind
  /** The newest first. */
  items: readonly [Extract<NewsItem, { kind: Kind }>, ...Extract<NewsItem, { kind: Kind }>[]]
  /** Whether there were more than were told. */
  isCut: boolean
}

interface NewsDesk {
  /** From when on there are news: when the page was opened, by the engine's clock. Null until the engine has said it. */
  openedAt: Instant | null
  /** The kind that came last is last. */
  gathered: readonly GatheredNews[]
  /** Takes what is not known yet; the first answer says when the page was opened. */
  take: (answer: NewsAnswer) => void
  putAway: (kind: NewsKind) => void
}

export type NewsDeskStore = StoreApi<NewsDesk>

/** What was told to this page and what is still to be seen: an answer that comes again, after a gap too, tells nothing twice. */
export function createNewsDesk(): NewsDeskStore {
  const told = new Set<string>()
  return createStore<NewsDesk>((set, get) => ({
    openedAt: null,
    gathered: [],
    take({ asOf, items, isCut }) {
      if (get().openedAt === null) {
        set({ openedAt: asOf })
        return
      }
      const fresh = items.filter(({ key }) => !told.has(key))
      for (const { key } of fresh) told.add(key)
      if (fresh.length > 0) set(({ gathered }) => ({ gathered: gather(gathered, fresh, isCut) }))
    },
    putAway: (kind) => set(({ gathered }) => ({ gathered: gathered.filter((each) => each.kind !== kind) })),
  }))
}

function gather(before: readonly GatheredNews[], fresh: readonly NewsItem[], isCut: boolean): GatheredNews[] {
  const all = new Map(before.map((each) => [each.kind, each]))
  for (const [kind, items] of Map.groupBy(fresh, (item) => item.kind)) {
    const known = all.get(kind)
    all.delete(kind)
    const earlier = (known?.items ?? []).filter((item) => !items.some((each) => isOvertaken(item, each)))
    // Grouped by the kind, so all are of it.
    all.set(kind, { kind, items: [...items, ...earlier], isCut: isCut || known?.isCut === true } as unknown as GatheredNews)
  }
  return [...all.values()]
}

/** Whoever is at a limit needs not be told to be near it. */
function isOvertaken(item: NewsItem, by: NewsItem): boolean {
  if (item.kind !== 'limit-reached' || by.kind !== 'limit-reached') return false
  return item.company === by.company && item.product === by.product && item.metric === by.metric
}
