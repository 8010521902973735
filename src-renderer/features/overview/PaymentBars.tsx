import { useMemo } from 'react'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { formatDay } from '../../ui/formatDay.ts'
import { formatMoney } from '../../ui/formatMoney.ts'
import { StackedBars } from '../../ui/StackedBars.tsx'
import styles from './lane.module.css'
import { LANE_COLOURS } from './laneColours.ts'
import type { PaymentsLane } from './sumLane.ts'

interface PaymentBarsProps {
  lane: PaymentsLane
  height: number
}

/** A bar for each day. The lane's sum stands over it and its days below all lanes, so that it has no axes. */
export function PaymentBars({ lane: { provider, currency, days }, height }: PaymentBarsProps) {
  const bars = useMemo(() => days.map(({ day, amount }) => ({ key: day, label: formatDay(day), values: { amount } })), [days])
  const series = useMemo(() => [{ key: 'amount', name: PROVIDER_TITLES[provider], colour: LANE_COLOURS[provider] }], [provider])
  const ticks = useMemo(() => {
    const amounts = days.map(({ amount }) => amount)
    return [Math.min(0, ...amounts), Math.max(1, ...amounts)]
  }, [days])
  return (
    <StackedBars
      name={`${PROVIDER_TITLES[provider]} by day in ${currency}`}
      {...{ height, series, bars, ticks, share: 0.84 }}
      tip={(index) => {
        const told = days[index]
        if (!told) return null
        const { day, amount, count, failed } = told
        return (
          <>
            <b className={styles.day}>{formatDay(day)}</b>
            {`: ${formatMoney({ amount, currency })}, ${formatCount(count)} succeeded, ${formatCount(failed)} failed`}
          </>
        )
      }}
    />
  )
}
