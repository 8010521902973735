import type { ReactNode } from 'react'
import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { findAsOf, useHealth } from '../../lib/useHealth.ts'
import { Age } from '../../ui/Age.tsx'
import { ColumnsMenu } from '../../ui/ColumnsMenu.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import type { RowTable } from '../../ui/rowTable.ts'
import screen from '../../ui/screen.module.css'
import { formatCount, type MatchCount } from './formatCount.ts'

interface CompaniesHeadProps {
  count: MatchCount | null
  /** Null where no table is shown. */
  table: RowTable<CompanyRow> | null
  /** Beside the columns. */
  children: ReactNode
}

export function CompaniesHead({ count, table, children }: CompaniesHeadProps) {
  const connections = useHealth().data?.connections ?? []
  return (
    <PageHead
      title="Companies"
      tools={
        table && (
          <>
            {children}
            <ColumnsMenu table={table} />
          </>
        )
      }
    >
      {count && <span className={screen.count}>{formatCount(count)}</span>}
      {connections.length > 0 && <Age at={findAsOf(connections)} look="as-of" />}
    </PageHead>
  )
}
