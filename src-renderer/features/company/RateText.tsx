import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import parts from './parts.module.css'

/** Where a use goes if it goes on like this, in words. */
export function RateText({ projection, window }: Pick<UseOfMetric, 'projection' | 'window'>) {
  if (projection === null) return <span className={parts.faint}>–</span>
  if (projection.kind === 'too-early') return <span className={parts.faint}>Too early to say</span>
  const { atEnd, isReached, reachedAt } = projection
  if (!isReached && reachedAt !== null)
    return (
      <>
        Full <InstantText at={reachedAt} look="day" />
      </>
    )
  return (
    <>
      {formatCount(atEnd)}
      {window?.end ? (
        <>
          {' by '}
          <InstantText at={window.end} look="day" />
        </>
      ) : (
        ' at the end'
      )}
    </>
  )
}
