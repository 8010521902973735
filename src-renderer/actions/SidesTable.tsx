import type { ConflictRow, SeenRow } from '../../src-shared/contract/actions.ts'
import { classes } from '../ui/classes.ts'
import { Icon } from '../ui/Icon.tsx'
import styles from './evidence.module.css'
import { listDifferences } from './listDifferences.ts'
import { SeenText } from './SeenText.tsx'

interface SidesTableProps {
  /** What staff decided on, all of it. */
  saw: readonly SeenRow[]
  /** What of it was another when it was to be sent. */
  differing: readonly ConflictRow[]
  /** What was read since; null until then. */
  now?: readonly SeenRow[] | null
}

/** What was decided on and what holds now, side by side; what differs says so in a word beside it. */
export function SidesTable({ saw, differing: met, now: read = null }: SidesTableProps) {
  const differing = read === null ? met : updateRows(saw, met, read)
  const differs = new Map(differing.map((row) => [row.name, row]))
  const rows = [
    ...differing,
    ...saw.filter(({ name }) => !differs.has(name)).map(({ name, label, value }) => ({ name, label, saw: value, now: value })),
  ]
  return (
    <table className={classes(styles.table, styles.sides)} aria-label="Both sides">
      <thead>
        <tr>
          <th scope="col">What was looked at</th>
          <th scope="col">Decided on</th>
          <th scope="col">Now</th>
          <th scope="col">Compared</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, label, saw: decided, now }) => {
          const isOther = differs.has(name)
          return (
            <tr key={name}>
              <th scope="row" title={label}>
                {label}
              </th>
              <td className={styles.said}>
                <SeenText value={decided} />
              </td>
              <td className={classes(styles.said, isOther && styles.differs)}>
                <SeenText value={now} />
              </td>
              <td className={styles.word}>
                {isOther ? (
                  <span className={styles.changed}>
                    <Icon name="conflict" size={12} />
                    changed
                  </span>
                ) : (
                  'same'
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What differs by what was read last; of what that says nothing of, what was met before stays. */
function updateRows(saw: readonly SeenRow[], met: readonly ConflictRow[], read: readonly SeenRow[]): ConflictRow[] {
  const names = new Set(read.map(({ name }) => name))
  const told = saw.filter(({ name }) => names.has(name))
  return [...listDifferences(told, read), ...met.filter(({ name }) => !names.has(name))]
}
