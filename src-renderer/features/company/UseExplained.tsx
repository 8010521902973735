import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import styles from './company.module.css'

/** What a number of use was counted from. */
export function UseExplained({ name, use }: { name: string; use: UseOfMetric }) {
  const { used, limit, kind, window, asOf, parts, missingParts } = use
  return (
    <div className={styles.why}>
      <h3 className={styles.whyTitle}>
        {used === null
          ? `Nobody has told of ${name}.`
          : `${formatCount(used)} ${name}${typeof limit === 'number' ? ` of ${formatCount(limit)}` : ''}.`}
      </h3>
      <ul className={styles.explained}>
        <li>
          {kind === 'stock' ? (
            'It is how many there are: it never resets.'
          ) : window === null ? (
            'It is counted over no window without a plan.'
          ) : (
            <>
              It is what was used from <InstantText at={window.start} look="moment" />
              {window.end && (
                <>
                  {' '}
                  to <InstantText at={window.end} look="moment" />
                </>
              )}
              .
            </>
          )}
        </li>
        {parts.map(({ part, used: ofPart, asOf: told }) => (
          <li key={part}>
            {part}: {formatCount(ofPart)}, told <InstantText at={told} look="moment" />
          </li>
        ))}
        {missingParts.map((part) => (
          <li key={part}>{part}: nobody has told</li>
        ))}
        {asOf !== null && (
          <li>
            The newest record is of <InstantText at={asOf} look="moment" />.
          </li>
        )}
      </ul>
    </div>
  )
}
