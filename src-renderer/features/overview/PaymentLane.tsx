import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { usePlace } from '../../lib/place.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { Icon } from '../../ui/Icon.tsx'
import { MoneyText } from '../../ui/MoneyText.tsx'
import { ProviderMark } from '../../ui/ProviderMark.tsx'
import styles from './lane.module.css'
import { PaymentBars } from './PaymentBars.tsx'
import { type PaymentsLane, sumLane } from './sumLane.ts'

interface PaymentLaneProps {
  lane: PaymentsLane
  /** Of its bars. */
  height: number
}

/** One provider's payments in one currency: how many, how many failed, what they come to, and a bar for each day. */
export function PaymentLane({ lane, height }: PaymentLaneProps) {
  const { go } = usePlace()
  const { provider, currency } = lane
  const { money, count, failed } = sumLane(lane)
  const title = PROVIDER_TITLES[provider]
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
      <PaymentBars lane={lane} height={height} />
    </div>
  )
}
