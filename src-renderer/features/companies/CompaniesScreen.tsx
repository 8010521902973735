import { useCallback, useRef } from 'react'
import { useStore } from 'zustand'
import { ENTITLEMENT_STATUSES } from '../../../src-shared/model/entitlementStatus.ts'
import { usePlace } from '../../lib/place.ts'
import type { SyncControl } from '../../lib/useSyncControl.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import screen from '../../ui/screen.module.css'
import { useShortcut } from '../../ui/useShortcut.ts'
import { CompaniesFoot } from './CompaniesFoot.tsx'
import { CompaniesHead } from './CompaniesHead.tsx'
import { CompaniesList } from './CompaniesList.tsx'
import { CompanyFilters } from './CompanyFilters.tsx'
import { CompanyInspector } from './CompanyInspector.tsx'
import styles from './companies.module.css'
import type { CompaniesViewStore } from './createCompaniesView.ts'
import type { ViewQuestion } from './createSavedViews.ts'
import { useCompanies } from './useCompanies.ts'
import { useCompaniesTable } from './useCompaniesTable.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

interface CompaniesScreenProps {
  view: CompaniesViewStore
  search: string
  onSearch: (search: string) => void
  sync: SyncControl
  onConnect: () => void
}

export function CompaniesScreen({ view, search, onSearch, sync, onConnect }: CompaniesScreenProps) {
  const shown = useStore(view)
  const place = usePlace()
  const status = ENTITLEMENT_STATUSES.find((each) => each === place.filter) ?? null
  const { product, at } = place
  const plan = product === null || place.plan === null ? null : `${product}.${place.plan}`
  const companies = useCompanies({ search, product, plan, status, at, sort: shown.sort, isDescending: shown.isDescending })
  const isNarrowed = product !== null || status !== null
  const isSearching = search.trim() !== '' || isNarrowed
  const table = useCompaniesTable(companies.rows, shown, search.trim() !== '')
  const isEmpty = companies.list.isSuccess && companies.rows.length === 0 && !isSearching
  const field = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLTableElement>(null)
  const openRow = companies.rows.find(({ id }) => id === shown.openId)
  useShortcut('/', () => field.current?.focus())
  // With nothing in hand, the first arrow takes the list in hand.
  useShortcut('arrowdown', () => grid.current?.focus({ preventScroll: true }))

  const { go } = place
  const openCompany = useCallback((company: string) => go('company', { company }), [go])

  const { sort, isDescending, hidden } = shown
  const question: ViewQuestion = { search, product, plan: place.plan, filter: place.filter, sort, isDescending, hidden }

  function showView(next: ViewQuestion) {
    shown.arrange(next)
    onSearch(next.search)
    place.amend({ product: next.product, plan: next.plan, filter: next.filter })
  }

  function close() {
    shown.close()
    grid.current?.focus({ preventScroll: true })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the details, wherever in the screen the focus is
    <div
      className={screen.screen}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || shown.openId === null) return
        event.preventDefault()
        close()
      }}
    >
      <CompaniesHead count={companies.count.data ?? null} table={isEmpty ? null : table}>
        <ViewsMenu question={question} onShow={showView} />
      </CompaniesHead>
      <div className={screen.filters}>
        <SearchField
          ref={field}
          value={search}
          label="Search companies"
          placeholder="Name, e-mail, phone, any provider id"
          onChange={onSearch}
          onLeave={() => grid.current?.focus()}
        />
        <CompanyFilters />
        {search.trim() !== '' && companies.rows.length > 0 && <span className={styles.order}>Best match first</span>}
      </div>
      <div className={screen.split}>
        <CompaniesList
          companies={companies}
          table={table}
          view={shown}
          search={search}
          onSearch={onSearch}
          sync={sync}
          onConnect={onConnect}
          onOpen={openCompany}
          isNarrowed={isNarrowed}
          gridRef={grid}
        />
        {shown.openId !== null && (
          <CompanyInspector
            key={shown.openId}
            companyId={shown.openId}
            row={openRow}
            onOpen={() => place.go('company', { company: shown.openId })}
            onClose={close}
          />
        )}
      </div>
      <CompaniesFoot count={companies.count.data ?? null} isSearching={isSearching} listAll={companies.listAll} />
    </div>
  )
}
