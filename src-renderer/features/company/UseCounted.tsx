import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { RuleBadge } from './RuleBadge.tsx'
import styles from './why.module.css'

/** From when such a level is said. */
const LEVEL_WORDS = { watch: 'Watch: 75% of the limit or more.', warn: 'Near: 90% of the limit or more.', blocked: 'The limit is reached.' }

/** The rules by which a use is counted and held against its limit. */
export function UseCounted({ use: { kind, window, parts, missingParts, level, projection } }: { use: UseOfMetric }) {
  const levelWords = level === 'watch' || level === 'warn' || level === 'blocked' ? LEVEL_WORDS[level] : null
  return (
    <>
      <h4 className={styles.label}>How it is counted</h4>
      <ul className={styles.counted}>
        <li>
          {kind === 'stock' && 'How many there are now: the newest record holds, and it never resets.'}
          {kind === 'flow' && window === null && 'All that was told: without a plan there is no window.'}
          {kind === 'flow' && window && (
            <>
              All that was used from <InstantText at={window.start} look="moment" />
              {window.end && (
                <>
                  {' to '}
                  <InstantText at={window.end} look="moment" />
                </>
              )}
              .
            </>
          )}
        </li>
        {parts.map(({ part, used, asOf }) => (
          <li key={part}>
            {part}: <b>{formatCount(used)}</b>, told <InstantText at={asOf} look="moment" />.
          </li>
        ))}
        {missingParts.map((part) => (
          <li key={part}>{part}: nobody has told.</li>
        ))}
        {levelWords !== null && (
          <li className={styles.ruled}>
            {levelWords} <RuleBadge rule="threshold" />
          </li>
        )}
        {projection?.kind === 'too-early' && <li>Less than a day of the window is over: too early to say where it goes.</li>}
        {projection?.kind === 'projected' && (
          <li>
            At the rate of the window so far it comes to <b>{formatCount(projection.atEnd)}</b> at its end
            {projection.reachedAt !== null && !projection.isReached && (
              <>
                , and reaches the limit <InstantText at={projection.reachedAt} look="moment" />
              </>
            )}
            .
          </li>
        )}
      </ul>
    </>
  )
}
