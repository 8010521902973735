import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { classes } from '../../ui/classes.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { MoneyText } from '../../ui/MoneyText.tsx'
import { formatDay } from './formatDay.ts'
import styles from './numbers.module.css'
import type { PaymentDay } from './paymentDays.ts'

/** The lanes' numbers. */
export function PaymentsTable({ days }: { days: readonly PaymentDay[] }) {
  return (
    <div className={styles.frame}>
      <table className={styles.numbers} aria-label="Payments by day and provider">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col" className={styles.word}>
              Provider
            </th>
            <th scope="col">Succeeded</th>
            <th scope="col">Failed</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, provider, count, failed, amount, currency }) => (
            <tr key={`${day} ${provider} ${currency}`}>
              <th scope="row">{formatDay(day)}</th>
              <td className={styles.word}>{PROVIDER_TITLES[provider]}</td>
              <td>{formatCount(count)}</td>
              <td className={classes(failed > 0 ? styles.bad : styles.nothing)}>{failed > 0 ? formatCount(failed) : '–'}</td>
              <td>
                <MoneyText amount={amount} currency={currency} zero="amount" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
