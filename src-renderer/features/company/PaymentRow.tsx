import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { useNames } from '../../lib/useNames.ts'
import { useReasonWords } from '../../records/useReasonWords.ts'
import { useNow } from '../../ui/ClockContext.ts'
import { InstantText } from '../../ui/InstantText.tsx'
import { MoneyText } from '../../ui/MoneyText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { PAYMENT_WORDS } from '../../ui/paymentWords.ts'
import { Status } from '../../ui/Status.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { nameBought } from './nameBought.ts'
import parts from './parts.module.css'
import styles from './payments.module.css'

/** Older than this, a payment may carry its year, and then no time of day. */
const OLD_MS = 300 * 86_400_000

export function PaymentRow({ payment }: { payment: PaymentItem }) {
  const { provider, at, amount, currency, status, reason } = payment
  const say = useReasonWords()
  const names = useNames()
  const now = useNow(60_000)
  return (
    <tr>
      <td className={parts.muted}>
        <span className={styles.whole}>
          <InstantText at={at} look={now - at > OLD_MS ? 'day' : 'moment'} />
        </span>
        <span className={styles.brief}>
          <InstantText at={at} look="day" />
        </span>
      </td>
      <td>
        <ProviderMark provider={provider} />
      </td>
      <td>
        <Truncated text={nameBought(payment, names)} />
      </td>
      <td className={parts.number}>
        <MoneyText amount={amount} currency={currency} zero="amount" />
      </td>
      <td>
        <Status {...PAYMENT_WORDS[status]} title={reason === null ? undefined : say(reason)} />
      </td>
    </tr>
  )
}
