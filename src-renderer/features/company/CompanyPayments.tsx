import { useQuery } from '@tanstack/react-query'
import { describeError } from '../../lib/describeError.ts'
import { useEngine } from '../../lib/engine.ts'
import { usePlace } from '../../lib/place.ts'
import { useNames } from '../../lib/useNames.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { InstantText } from '../../ui/InstantText.tsx'
import { MoneyText } from '../../ui/MoneyText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { PAYMENT_WORDS } from '../../ui/paymentWords.ts'
import { Section } from '../../ui/Section.tsx'
import { Status } from '../../ui/Status.tsx'
import styles from './company.module.css'

const SHOWN = 8

/** What a company paid last. */
export function CompanyPayments({ companyId }: { companyId: string }) {
  const { ask } = useEngine()
  const { at } = usePlace()
  const names = useNames()
  const payments = useQuery(ask.payments.list.queryOptions({ input: { company: companyId, at, limit: SHOWN } }))
  const total = useQuery(ask.payments.count.queryOptions({ input: { company: companyId, at } })).data?.total
  return (
    <Section title="Payments" note={total === undefined ? null : `the last ${Math.min(SHOWN, total)} of ${total}`}>
      {payments.isError && <ErrorState {...describeError(payments.error)} onRetry={() => void payments.refetch()} />}
      {payments.data?.items.length === 0 && <p className={styles.quiet}>Nothing was paid.</p>}
      <table className={styles.table}>
        <tbody>
          {payments.data?.items.map(({ provider, ref, at: paidAt, product, plan, amount, currency, status, reason }) => (
            <tr key={`${provider} ${ref}`}>
              <td>
                <InstantText at={paidAt} look="moment" />
              </td>
              <td>
                <ProviderMark provider={provider} />
              </td>
              <td>{product && plan ? names.plan(product, plan).name : <span className={styles.faint}>–</span>}</td>
              <td className={styles.number}>
                <MoneyText amount={amount} currency={currency} zero="amount" />
              </td>
              <td>
                <Status {...PAYMENT_WORDS[status]} title={reason ?? undefined} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
