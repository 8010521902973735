import { formatCount } from '../../ui/formatCount.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import type { HoursView } from './HoursToolbar.tsx'
import styles from './hours.module.css'

interface HoursFootProps {
  view: HoursView
  count: number
  /** Whether these are all there are. */
  isWhole: boolean
}

/** In which order the rows stand, how many there are, and what their keys do. */
export function HoursFoot({ view, count, isWhole }: HoursFootProps) {
  const noun = view === 'packs' ? (count === 1 ? 'pack' : 'packs') : count === 1 ? 'balance' : 'balances'
  return (
    <footer className={styles.foot}>
      {count > 0 && (
        <span className={styles.count}>
          {formatCount(count)}
          {isWhole ? '' : ' or more'} {noun}
        </span>
      )}
      <span>{view === 'packs' ? 'Soonest to expire first' : 'Overage first, then who has least left'}</span>
      <span className={styles.keys}>
        <span>
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> move
        </span>
        <span>
          <Kbd>Space</Kbd> ledger
        </span>
        <span>
          <Kbd>Enter</Kbd> open company
        </span>
        <span>
          <Kbd>Esc</Kbd> close
        </span>
      </span>
    </footer>
  )
}
