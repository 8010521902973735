import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CompanySort } from '../../../src-shared/contract/companies.ts'

/** What the screen shows of the companies, apart from the search, which is the address's. */
export interface CompaniesView {
  sort: CompanySort
  isDescending: boolean
  /** The row in hand, and the company whose details are open. */
  cursorId: string | null
  openId: string | null
  /** The columns out of sight. */
  hidden: readonly string[]
  sortBy: (column: CompanySort, isDescending: boolean) => void
  move: (id: string) => void
  open: (id: string) => void
  close: () => void
  hide: (columns: readonly string[]) => void
  /** Takes the order and the columns of a saved view. */
  arrange: (view: Pick<CompaniesView, 'sort' | 'isDescending' | 'hidden'>) => void
}

export type CompaniesViewStore = StoreApi<CompaniesView>

const HIDDEN_KEY = 'tierdesk.companies.columns.hidden'
const HIDEABLE = ['plan', 'status', 'use', 'hours', 'mrr', 'until', 'email', 'phone', 'since', 'providers']
/** Out of sight until somebody wants them. */
const HIDDEN_AT_FIRST = ['email', 'phone', 'since']
const BY_NAME = { sort: 'name', isDescending: false } as const

/** @param storage keeps which columns are shown; all else begins anew with the page */
export function createCompaniesView(storage: Pick<Storage, 'getItem' | 'setItem'>): CompaniesViewStore {
  const kept = storage.getItem(HIDDEN_KEY)?.split(' ') ?? HIDDEN_AT_FIRST
  return createStore<CompaniesView>((set) => ({
    ...BY_NAME,
    cursorId: null,
    openId: null,
    hidden: HIDEABLE.filter((id) => kept.includes(id)),
    sortBy: (sort, isDescending) => set({ sort, isDescending }),
    // Open details follow the cursor: moving through the list is reading it.
    move: (id) => set(({ openId }) => ({ cursorId: id, openId: openId === null ? null : id })),
    open: (id) => set({ cursorId: id, openId: id }),
    close: () => set({ openId: null }),
    hide(hidden) {
      storage.setItem(HIDDEN_KEY, hidden.join(' '))
      // An order whose column is out of sight would look like none.
      set(({ sort }) => ({ hidden, ...(hidden.includes(sort) && BY_NAME) }))
    },
    arrange({ sort, isDescending, hidden }) {
      const own = HIDEABLE.filter((id) => hidden.includes(id))
      storage.setItem(HIDDEN_KEY, own.join(' '))
      set({ hidden: own, ...(own.includes(sort) ? BY_NAME : { sort, isDescending }) })
    },
  }))
}
