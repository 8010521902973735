import { PROVIDER_TITLES, type ProviderName } from '../../../src-shared/model/provider.ts'
import { usePlace } from '../../lib/place.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { formatMoney } from '../../ui/formatMoney.ts'
import { Icon } from '../../ui/Icon.tsx'
import { MoneyText } from '../../ui/MoneyText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import { formatDay } from './formatDay.ts'
import styles from './lane.module.css'
import { type PaymentsLane, sumLane } from './sumLane.ts'

const COLOURS: Record<ProviderName, string> = { stripe: 'var(--series-1)', paystack: 'var(--series-2)', mpesa: 'var(--series-3)' }

/** One provider's payments in one currency: how many, how many failed, what they come to, and a bar for each day. */
export function PaymentLane({ lane }: { lane: PaymentsLane }) {
  const { go } = usePlace()
  const { provider, currency, days } = lane
  const { money, count, failed } = sumLane(lane)
  const title = PROVIDER_TITLES[provider]
  const most = Math.max(1, ...days.map(({ amount }) => amount))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this is a figure with its sums
    <div role="group" aria-label={`${title}, ${currency}`}>
      <div className={styles.head}>
        <ProviderMark provider={provider} />
        <b>{title}</b>
        <span className={styles.count} title="Payments that succeeded">
          {formatCount(count)}
        </span>
        {failed > 0 && (
          <button type="button" className={styles.failed} data-tone="bad" onClick={() => go('payments', { filter: 'failed', search: '' })}>
            <Icon name="failed" size={14} />
            {formatCount(failed)} failed
          </button>
        )}
        <span className={styles.sum}>
          <MoneyText {...money} zero="amount" />
        </span>
      </div>
      <div className={styles.bars} role="img" aria-label={`${title} by day in ${currency}`}>
        {days.map(({ day, amount, count: paid, failed: refused }) => (
          <span
            key={day}
            title={`${formatDay(day)}: ${formatMoney({ amount, currency })}, ${formatCount(paid)} succeeded, ${formatCount(refused)} failed`}
          >
            <i style={{ height: `${(100 * Math.max(0, amount)) / most}%`, background: COLOURS[provider] }} />
          </span>
        ))}
      </div>
    </div>
  )
}
