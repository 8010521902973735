import { Badge } from '../../ui/Badge.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ChangeTable } from './ChangeTable.tsx'
import { listLosses } from './listChanges.ts'
import styles from './move.module.css'
import type { Move } from './move.ts'

/** What the move takes away: limits and hours that tighten, features that go, and what can no longer be read. */
export function Losses({ move }: { move: Move }) {
  const { product, lost, unreadable } = move.check
  return (
    <>
      <ChangeTable move={move} changes={listLosses(move)} />
      {lost.length > 0 && (
        <div className={styles.lost}>
          <h3>Lost</h3>
          <ul>
            {lost.map((feature) => (
              <li key={feature}>
                <Badge icon="x">{move.names.feature(product, feature)}</Badge>
              </li>
            ))}
          </ul>
        </div>
      )}
      {unreadable.map(({ metric, text }) => (
        <p key={metric} className={styles.hint}>
          <Icon name="lock" />
          <span>{text}</span>
        </p>
      ))}
    </>
  )
}
