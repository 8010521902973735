import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CompanySort } from '../../../src-shared/contract/companies.ts'

/** What the screen shows of the companies, apart from the search, which is the address's. */
export interface CompaniesView {
  sort: CompanySort
  isDescending: boolean
  /** The row in hand, and the company whose details are open. */
  cursorId: string | null
  openId: string | null
  sortBy: (column: CompanySort) => void
  move: (id: string) => void
  open: (id: string) => void
  close: () => void
}

export type CompaniesViewStore = StoreApi<CompaniesView>

export function createCompaniesView(): CompaniesViewStore {
  return createStore<CompaniesView>((set) => ({
    sort: 'name',
    isDescending: false,
    cursorId: null,
    openId: null,
    sortBy: (column) => set(({ sort, isDescending }) => ({ sort: column, isDescending: sort === column ? !isDescending : false })),
    // Open details follow the cursor: moving through the list is reading it.
    move: (id) => set(({ openId }) => ({ cursorId: id, openId: openId === null ? null : id })),
    open: (id) => set({ cursorId: id, openId: id }),
    close: () => set({ openId: null }),
  }))
}
