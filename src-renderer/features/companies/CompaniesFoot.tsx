import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { ExportButton } from '../../ui/ExportButton.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import type { Gathering } from '../../ui/useCsvFile.ts'
import styles from './companies.module.css'
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
    <footer className={styles.foot}>
      {count && <span>{describe(count, isSearching)}</span>}
      <ExportButton
        name="companies"
        total={count === null || count.isAtLeast ? null : count.total}
        obstacle={count?.total === 0 ? 'There are no companies to save' : null}
        csv={async (gathering) => toCompaniesCsv(await listAll(gathering))}
      />
      <span className={styles.keys}>
        <span>
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> move
        </span>
        <span>
          <Kbd>Space</Kbd> details
        </span>
        <span>
          <Kbd>Enter</Kbd> open
        </span>
        <span>
          <Kbd>Esc</Kbd> close
        </span>
        <span>
          <Kbd>/</Kbd> search
        </span>
      </span>
    </footer>
  )
}

function describe(count: MatchCount, isSearching: boolean): string {
  const noun = count.total === 1 ? 'company' : 'companies'
  const verb = count.total === 1 ? 'matches' : 'match'
  return `${formatCount(count)} ${noun}${isSearching ? ` ${verb}` : ''}`
}
