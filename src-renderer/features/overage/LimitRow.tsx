import type { Limit } from '../../../src-shared/model/limit.ts'
import { Hidden } from '../../ui/Hidden.tsx'
import { LimitText } from '../../ui/LimitText.tsx'
import { BeforeAfter } from './BeforeAfter.tsx'
import { LimitField } from './LimitField.tsx'
import styles from './whatIf.module.css'

interface LimitRowProps {
  name: string
  /** The plan's own. */
  own: Limit
  limit: Limit
  /** How many companies are over the plan's own, and over what is tried. */
  before: number
  then: number
  isKnown: boolean
  onLimit: (limit: Limit) => void
}

/** One resource: whom its limit keeps out, and the limit to be tried. */
export function LimitRow({ name, own, limit, before, then, isKnown, onLimit }: LimitRowProps) {
  const isEdited = limit !== own
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        {name}
        <span className={styles.counts}>
          {isKnown ? <BeforeAfter before={before} then={then} isTried={isEdited} /> : '…'}
          {' over'}
        </span>
      </span>
      {isEdited && (
        <s className={styles.own}>
          <Hidden>instead of </Hidden>
          <LimitText limit={own} />
        </s>
      )}
      <LimitField name={name} limit={limit} isEdited={isEdited} onLimit={onLimit} />
    </li>
  )
}
