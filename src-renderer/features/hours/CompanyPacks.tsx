import type { HoursAnswer } from '../../../src-shared/contract/hours.ts'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './inspector.module.css'
import { PackState } from './PackState.tsx'

/** All packs of a company, in the order in which they are drawn on. */
export function CompanyPacks({ packs }: Pick<HoursAnswer, 'packs'>) {
  if (packs.length === 0) return null
  return (
    <InspectorSection title="Packs">
      <ul className={styles.packs}>
        {packs.map((pack) => (
          <li key={pack.ref} data-gone={pack.state !== 'live'}>
            <Truncated text={pack.ref} look="id" />
            <span className={styles.left}>
              <MinutesText minutes={pack.left} /> of <MinutesText minutes={pack.minutes} />
            </span>
            <PackState {...pack} />
            <span className={styles.expiry}>
              <InstantText at={pack.expiresAt} look="since" />
            </span>
          </li>
        ))}
      </ul>
    </InspectorSection>
  )
}
