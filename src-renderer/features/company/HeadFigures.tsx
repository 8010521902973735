import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import { usePlace } from '../../lib/place.ts'
import { findAsOf, useHealth } from '../../lib/useHealth.ts'
import { Age } from '../../ui/Age.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { MinutesText } from '../../ui/MinutesText.tsx'
import { MoneyText } from '../../ui/MoneyText.tsx'
import styles from './head.module.css'
import { NearestLimit } from './NearestLimit.tsx'

/** What a company comes to, in one line, and as of when. */
export function HeadFigures({ figures: { email, mrr, worst, hours } }: { figures: CompanyRow }) {
  const { at } = usePlace()
  const connections = useHealth().data?.connections ?? []
  return (
    <p className={styles.meta}>
      {email && (
        <span className={styles.email} title={email}>
          {email}
        </span>
      )}
      <span className={styles.money}>
        MRR {mrr.length === 0 && <span className={styles.none}>none</span>}
        {mrr.map((money) => (
          <MoneyText key={money.currency} {...money} zero="amount" />
        ))}
      </span>
      {worst && <NearestLimit worst={worst} />}
      {hours && (
        <span>
          Hours{' '}
          <b className={styles.figure}>
            <MinutesText minutes={hours.available} />
          </b>
          {hours.available !== 'unlimited' && ' left'}
        </span>
      )}
      {at !== null && (
        <span className={styles.none}>
          as of <InstantText at={at} look="moment" />
        </span>
      )}
      {at === null && connections.length > 0 && <Age at={findAsOf(connections)} look="as-of" />}
    </p>
  )
}
