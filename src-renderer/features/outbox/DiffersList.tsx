import type { ConflictRow } from '../../../src-shared/contract/actions.ts'
import { SeenText } from '../../actions/SeenText.tsx'
import { Hidden } from '../../ui/Hidden.tsx'
import { Icon } from '../../ui/Icon.tsx'
import styles from './outbox.module.css'

/** What staff saw, struck through, and what it is now. */
export function DiffersList({ rows }: { rows: readonly ConflictRow[] }) {
  return (
    <dl className={styles.differs}>
      {rows.map(({ name, label, saw, now }) => (
        <div key={name}>
          <dt>
            <Icon name="conflict" size={12} />
            {label}
          </dt>
          <dd>
            <del>
              <Hidden>was </Hidden>
              <SeenText value={saw} />
            </del>
            <Icon name="arrowRight" size={12} />
            <b>
              <Hidden>is </Hidden>
              <SeenText value={now} />
            </b>
          </dd>
        </div>
      ))}
    </dl>
  )
}
