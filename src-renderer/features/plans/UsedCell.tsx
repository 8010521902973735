import { type Instant, toIso } from '../../../src-shared/model/instant.ts'
import { formatCount } from '../../ui/formatCount.ts'
import styles from './cells.module.css'

/** How much the company uses; what nobody told is no 0. */
export function UsedCell({ used, asOf }: { used: number | null; asOf: Instant | null }) {
  if (used === null) return <span className={styles.no}>Unknown</span>
  return <span title={asOf === null ? undefined : `as of ${toIso(asOf)}`}>{formatCount(used)}</span>
}
