import { formatCount } from '../../ui/formatCount.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import styles from './payments.module.css'

/** How many payments the filters leave, and what the keys of the rows do. @param total null while unknown */
export function PaymentsFoot({ total }: { total: number | null }) {
  return (
    <footer className={styles.foot}>
      {total !== null && (
        <span>
          {formatCount(total)} {total === 1 ? 'payment' : 'payments'}
        </span>
      )}
      <span>Newest first</span>
      <span className={styles.keys}>
        <span>
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> move
        </span>
        <span>
          <Kbd>Space</Kbd> details
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
