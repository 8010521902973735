import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { useRowTable } from '../../ui/useRowTable.ts'
import { COMPANY_COLUMNS } from './companyColumns.tsx'
import type { CompaniesView } from './createCompaniesView.ts'

const companyId = ({ id }: CompanyRow) => id

/** @param isSearching when the order is that of the best match, and no column's */
export function useCompaniesTable(rows: readonly CompanyRow[], view: CompaniesView, isSearching: boolean) {
  const { sort, isDescending, sortBy, hidden, hide } = view
  return useRowTable({
    columns: COMPANY_COLUMNS,
    rows,
    rowKey: companyId,
    sort:
      isSearching || rows.length === 0
        ? null
        : { by: sort, isDescending, onSort: (by, desc) => sortBy(by === 'since' ? 'since' : 'name', desc) },
    hiding: { hidden, onHide: hide },
  })
}
