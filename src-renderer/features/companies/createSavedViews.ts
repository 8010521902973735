import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CompanySort } from '../../../src-shared/contract/companies.ts'

/** What a list of companies is asked and shown by. */
export interface ViewQuestion {
  search: string
  product: string | null
  plan: string | null
  filter: string | null
  sort: CompanySort
  isDescending: boolean
  /** The columns out of sight. */
  hidden: readonly string[]
}

export interface SavedView {
  /** No two have the same. */
  name: string
  question: ViewQuestion
}

interface SavedViews {
  /** In the order of their names. */
  views: readonly SavedView[]
  /** The one that was deleted last, for as long as it can be had back. */
  removed: SavedView | null
  /** Keeps a question under a name, in the place of one that has it. */
  keep: (view: SavedView) => void
  /** A name that another has is not given twice: then nothing happens. */
  rename: (name: string, next: string) => void
  remove: (name: string) => void
  undo: () => void
}

export type SavedViewsStore = StoreApi<SavedViews>

/** The views of one workspace, kept in the browser. @param workspace what tells it from others on this machine */
export function createSavedViews(storage: Pick<Storage, 'getItem' | 'setItem'>, workspace: string): SavedViewsStore {
  const key = `tierdesk.companies.views ${workspace}`
  const read = () => readViews(storage.getItem(key))
  return createStore<SavedViews>((set, get) => {
    // Read again before each change: another window may have kept one since.
    function change(edit: (views: readonly SavedView[]) => readonly SavedView[], removed: SavedView | null = null) {
      const views = [...edit(read())].sort((a, b) => a.name.localeCompare(b.name, 'en'))
      storage.setItem(key, JSON.stringify(views))
      set({ views, removed })
    }
    return {
      views: read(),
      removed: null,
      keep: (view) => change((views) => [...views.filter(({ name }) => name !== view.name), view]),
      rename(name, next) {
        if (read().some((view) => view.name === next)) return
        change((views) => views.map((view) => (view.name === name ? { ...view, name: next } : view)))
      },
      remove(name) {
        const removed = read().find((view) => view.name === name) ?? null
        change((views) => views.filter((view) => view.name !== name), removed)
      },
      undo() {
        const { removed } = get()
        if (removed) change((views) => [...views.filter(({ name }) => name !== removed.name), removed])
      },
    }
  })
}

/** Whether two questions get the same answer, shown the same. */
export function isSameQuestion(a: ViewQuestion, b: ViewQuestion): boolean {
  return write(a) === write(b)
}

function write({ search, product, plan, filter, sort, isDescending, hidden }: ViewQuestion): string {
  return JSON.stringify([search.trim(), product, plan, filter, sort, isDescending, [...hidden].sort()])
}

/** What cannot be read any more is left out: a view is a convenience, and no reason to show nothing. */
function readViews(text: string | null): SavedView[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(kept) ? kept.flatMap(readView) : []
  } catch {
    return []
  }
}

function readView(kept: unknown): SavedView[] {
  const { name, question } = (kept ?? {}) as { name?: unknown; question?: unknown }
  if (typeof name !== 'string' || typeof question !== 'object' || question === null) return []
  const { search, product, plan, filter, sort, isDescending, hidden } = question as Record<keyof ViewQuestion, unknown>
  return [
    {
      name,
      question: {
        search: readText(search) ?? '',
        product: readText(product),
        plan: readText(plan),
        filter: readText(filter),
        sort: sort === 'since' ? 'since' : 'name',
        isDescending: isDescending === true,
        hidden: Array.isArray(hidden) ? hidden.filter((id) => typeof id === 'string') : [],
      },
    },
  ]
}

function readText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
