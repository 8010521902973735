import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { classes } from '../../ui/classes.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { formatDay } from '../../ui/formatDay.ts'
import { MoneyText } from '../../ui/MoneyText.tsx'
import numbers from '../../ui/NumbersTable.module.css'
import { NumbersTable } from '../../ui/NumbersTable.tsx'
import type { PaymentDay } from './paymentDays.ts'

/** The lanes' numbers. */
export function PaymentsTable({ days }: { days: readonly PaymentDay[] }) {
  return (
    <NumbersTable label="Payments by day and provider" columns={5}>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col" className={numbers.word}>
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
            <td className={numbers.word}>{PROVIDER_TITLES[provider]}</td>
            <td>{formatCount(count)}</td>
            <td className={classes(failed > 0 ? numbers.bad : numbers.nothing)}>{failed > 0 ? formatCount(failed) : '–'}</td>
            <td>
              <MoneyText amount={amount} currency={currency} zero="amount" />
            </td>
          </tr>
        ))}
      </tbody>
    </NumbersTable>
  )
}
