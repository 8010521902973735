import type { HoursAnswer } from '../../../src-shared/contract/hours.ts'
import styles from './balance.module.css'

/** What is left of each part, side by side in the order in which it is drawn on. It says nothing by itself: the rows below do. */
export function BalanceBar({ hours: { included, left, rollover, packs } }: { hours: HoursAnswer }) {
  if (included === 'unlimited' || left === 'unlimited') return null
  const wholes = [
    { key: 'month', part: 'month', of: included, left },
    { key: 'rollover', part: 'rollover', of: rollover.left, left: rollover.left },
    ...packs.filter(({ state }) => state === 'live').map((pack) => ({ key: pack.ref, part: 'pack', of: pack.minutes, left: pack.left })),
  ].filter(({ of }) => of > 0)
  if (wholes.length === 0) return null
  return (
    <span className={styles.bar} aria-hidden="true">
      {wholes.map(({ key, part, of, left: rest }) => (
        <span key={key} className={styles.whole} style={{ flexGrow: of }}>
          <span className={styles.rest} data-part={part} style={{ width: `${(100 * rest) / of}%` }} />
        </span>
      ))}
    </span>
  )
}
