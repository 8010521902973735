import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { ChartPicture } from '../../ui/chartPicture.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { formatDay } from '../../ui/formatDay.ts'
import { formatMoney } from '../../ui/formatMoney.ts'
import { toTicks } from '../../ui/toTicks.ts'
import { formatRoughly } from './formatChange.ts'
import { LANE_COLOURS } from './laneColours.ts'
import { type PaymentsLane, sumLane } from './sumLane.ts'

/** The lanes for a file, one below the other: each on its own scale, since currencies are never one. What they share is said once, at the end. */
export function toPaymentPictures(lanes: readonly PaymentsLane[], notes: readonly string[]): ChartPicture[] {
  return lanes.map((lane, index) => toLanePicture(lane, index === lanes.length - 1 ? notes : []))
}

function toLanePicture(lane: PaymentsLane, notes: readonly string[]): ChartPicture {
  const { provider, currency, days } = lane
  const { money, count, failed } = sumLane(lane)
  const title = PROVIDER_TITLES[provider]
  const series = [{ key: 'amount', name: title, colour: LANE_COLOURS[provider] }]
  const bars = days.map(({ day, amount }) => ({ key: day, label: formatDay(day), values: { amount } }))
  return {
    ...{ title: `Payments by day: ${title}, ${currency}`, unit: `${currency} a day`, axis: 'Day', line: null, notes },
    about: `${formatMoney(money)} in ${formatCount(days.length)} days, ${formatCount(count)} succeeded, ${formatCount(failed)} failed`,
    groups: series,
    bars: days.map(({ day, amount }) => ({ label: formatDay(day), values: [amount] })),
    scale: toTicks(bars, { series }).map((value) => ({ value, label: formatRoughly({ amount: value, currency }, 'amount') })),
  }
}
