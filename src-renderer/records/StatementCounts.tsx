import type { StatementReport } from '../../src-shared/contract/payments.ts'
import { formatCount } from '../ui/formatCount.ts'
import { InstantText } from '../ui/InstantText.tsx'
import styles from './statement.module.css'

/** How many lines of a statement are what. @param isImported whether it was taken in, or only looked at */
export function StatementCounts({ report, isImported }: { report: StatementReport; isImported: boolean }) {
  const { added, known, reversals, others, rejected, from, until } = report
  const counts = [
    { name: isImported ? 'Added' : 'Would be added', count: added },
    { name: 'Already known', count: known },
    { name: 'Reversals', count: reversals },
    { name: 'Other lines', count: others, title: 'Charges, withdrawals, transfers: no customer’s payment' },
    { name: 'Not read', count: rejected.length },
  ]
  return (
    <>
      <dl className={styles.counts}>
        {counts.map(({ name, count, title }) => (
          <div key={name} title={title}>
            <dt>{name}</dt>
            <dd data-none={count === 0 || undefined}>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.period}>
        {from !== null && until !== null ? (
          <>
            It covers <InstantText at={from} look="moment" /> to <InstantText at={until} look="moment" />
            {isImported ? ': what was not known of that time is known now.' : ': what is not known of that time will be known.'}
          </>
        ) : (
          'It does not say which time it covers, so it closes no gap.'
        )}
      </p>
    </>
  )
}
