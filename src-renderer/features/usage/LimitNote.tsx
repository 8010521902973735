import type { UseOfMetric } from '../../../src-shared/contract/usage.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { LevelFlag } from '../../ui/LevelFlag.tsx'
import { ProjectionText } from './ProjectionText.tsx'
import styles from './usage.module.css'
import { isCountedByDay } from './useCompanyUse.ts'

interface LimitNoteProps {
  company: string
  /** Null until it is there, and where the company does not count it. */
  use: UseOfMetric | null
  isMember: boolean | null
  product: string
}

/** How a company stands against its limit: of what is counted over a window, over which. */
export function LimitNote({ company, use, isMember, product }: LimitNoteProps) {
  return (
    <span className={styles.note}>
      <span className={styles.who} dir="auto" title={company}>
        {company}
      </span>
      {isMember === false && <span>no company of {product}</span>}
      {use && (
        <>
          <span>
            {use.window && (
              <>
                <InstantText at={use.window.start} look="day" />
                {use.window.end !== null && !isCountedByDay(use) && (
                  <>
                    {' – '}
                    <InstantText at={use.window.end} look="day" />
                  </>
                )}
                {', '}
              </>
            )}
            {describe(use)}
          </span>
          <LevelFlag level={use.level} used={use.used} limit={use.limit} />
          {use.projection && <ProjectionText projection={use.projection} />}
        </>
      )}
    </span>
  )
}

function describe({ used, limit }: UseOfMetric): string {
  const told = used === null ? 'nobody told how many' : formatCount(used)
  if (limit === null) return `${told}, without a plan`
  return limit === 'unlimited' ? `${told}, unlimited` : `${told} of ${formatCount(limit)}`
}
