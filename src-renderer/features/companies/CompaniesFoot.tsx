import { Kbd } from '../../ui/Kbd.tsx'
import styles from './companies.module.css'
import { formatCount, type MatchCount } from './formatCount.ts'

interface CompaniesFootProps {
  count: MatchCount | null
  isSearching: boolean
}

export function CompaniesFoot({ count, isSearching }: CompaniesFootProps) {
  return (
    <footer className={styles.foot}>
      {count && <span>{describe(count, isSearching)}</span>}
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
