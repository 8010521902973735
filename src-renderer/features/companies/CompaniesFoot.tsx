import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { TableFoot } from '../../ui/TableFoot.tsx'
import { CLOSE_KEY, MOVE_KEYS } from '../../ui/tableKeys.ts'
import type { Gathering } from '../../ui/useCsvFile.ts'
import { formatCount, type MatchCount } from './formatCount.ts'
import { toCompaniesCsv } from './toCompaniesCsv.ts'

interface CompaniesFootProps {
  count: MatchCount | null
  isSearching: boolean
  /** Of the list, those not yet loaded too. */
  listAll: (gathering: Gathering) => Promise<CompanyRow[]>
}

export function CompaniesFoot({ count, isSearching, listAll }: CompaniesFootProps) {
  return (
    <TableFoot
      keys={[
        MOVE_KEYS,
        { keys: ['Space'], does: 'details' },
        { keys: ['Enter'], does: 'open' },
        CLOSE_KEY,
        { keys: ['/'], does: 'search' },
      ]}
    >
      {count && <span>{describe(count, isSearching)}</span>}
      <ExportButton
        name="companies"
        total={count === null || count.isAtLeast ? null : count.total}
        obstacle={count?.total === 0 ? 'There are no companies to save' : null}
        csv={async (gathering) => toCompaniesCsv(await listAll(gathering))}
      />
    </TableFoot>
  )
}

function describe(count: MatchCount, isSearching: boolean): string {
  const noun = count.total === 1 ? 'company' : 'companies'
  const verb = count.total === 1 ? 'matches' : 'match'
  return `${formatCount(count)} ${noun}${isSearching ? ` ${verb}` : ''}`
}
