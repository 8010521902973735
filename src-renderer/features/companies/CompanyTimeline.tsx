import type { Company } from '../../../src-shared/contract/companies.ts'
import { Icon } from '../../ui/Icon.tsx'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import styles from './CompanyTimeline.module.css'
import { describeFact } from './describeFact.ts'

/** What happened, newest first. */
export function CompanyTimeline({ timeline }: Pick<Company, 'timeline'>) {
  const newestFirst = [...timeline].sort((a, b) => b.at - a.at)
  return (
    <InspectorSection title="Timeline">
      {newestFirst.length === 0 && <p className={styles.nothing}>No facts yet.</p>}
      <ol className={styles.timeline}>
        {newestFirst.map(({ at, kind, source, ref }) => {
          const { text, icon, tone } = describeFact(kind, source)
          return (
            <li key={`${at} ${kind} ${source} ${ref}`} className={styles.fact} data-tone={tone}>
              <span className={styles.dot}>
                <Icon name={icon} />
              </span>
              <div className={styles.words}>
                <p className={styles.text}>{text}</p>
                <p className={styles.when}>
                  <InstantText at={at} look="moment" />
                </p>
                <Truncated text={ref} look="id" />
              </div>
            </li>
          )
        })}
      </ol>
    </InspectorSection>
  )
}
