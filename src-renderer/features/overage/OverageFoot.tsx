import { formatCount } from '../../ui/formatCount.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { countCompanies } from './countCompanies.ts'
import styles from './overage.module.css'

export function OverageFoot({ companies, rows }: { companies: number; rows: number }) {
  return (
    <footer className={styles.foot}>
      <span>
        {countCompanies(companies)}, {formatCount(rows)} {rows === 1 ? 'resource' : 'resources'} over
      </span>
      <span className={styles.word}>Over means archive first; nothing here changes a plan</span>
      <span className={styles.keys}>
        <span>
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> move
        </span>
        <span>
          <Kbd>Enter</Kbd> open
        </span>
        <span>
          <Kbd>W</Kbd> what if
        </span>
      </span>
    </footer>
  )
}
