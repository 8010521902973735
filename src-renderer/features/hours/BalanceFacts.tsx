import type { HoursAnswer } from '../../../src-shared/contract/hours.ts'
import { OverageText } from '../../records/OverageText.tsx'
import { InspectorSection } from '../../ui/Inspector.tsx'
import { KeyValues } from '../../ui/KeyValues.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import styles from './inspector.module.css'

/** What a company has, part by part, in the order in which it is drawn on. */
export function BalanceFacts({ hours }: { hours: HoursAnswer }) {
  const { window, rollover, packs, available, overage } = hours
  const live = packs.filter(({ state }) => state === 'live').length
  return (
    <InspectorSection>
      <p className={styles.available}>
        <MinutesText minutes={available} /> <span className={styles.word}>available</span>
      </p>
      <KeyValues
        items={[
          {
            name: 'Month',
            value: window === null ? <span className={styles.quiet}>no month of hours is on</span> : <MonthText {...hours} />,
          },
          {
            name: 'Rollover',
            value: (
              <span>
                <MinutesText minutes={rollover.left} /> left
                {window !== null && (
                  <span className={styles.quiet}>
                    {' '}
                    of at most <MinutesText minutes={rollover.cap} />
                  </span>
                )}
              </span>
            ),
          },
          {
            name: 'Packs',
            value: live === 0 ? <span className={styles.quiet}>none live</span> : `${live} live`,
          },
          { name: 'Overage', value: <OverageText minutes={overage} /> },
        ]}
      />
    </InspectorSection>
  )
}

function MonthText({ included, used, left }: Pick<HoursAnswer, 'included' | 'used' | 'left'>) {
  if (included === 0) return <span className={styles.quiet}>nothing allocated</span>
  return (
    <span>
      <MinutesText minutes={left} />
      {included !== 'unlimited' && (
        <>
          {' left '}
          <span className={styles.quiet}>
            of <MinutesText minutes={included} />
          </span>
        </>
      )}
      <span className={styles.quiet}>
        , <MinutesText minutes={used} /> used
      </span>
    </span>
  )
}
