import { type Money, toDecimalText } from '../../../src-shared/model/money.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { toCsv } from '../../ui/toCsv.ts'
import type { PaymentsLane } from './sumLane.ts'

/** One provider's payments of a day in one currency. */
export interface PaymentDay extends Money {
  provider: ProviderName
  day: string
  count: number
  failed: number
}

/** The lanes' numbers as rows, the newest day first. A day on which nobody paid has none. */
export function listPaymentDays(lanes: readonly PaymentsLane[]): PaymentDay[] {
  return lanes
    .flatMap(({ provider, currency, days }) => days.map((day) => ({ provider, currency, ...day })))
    .filter(({ count, failed, amount }) => count !== 0 || failed !== 0 || amount !== 0)
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
}

export function toPaymentsCsv(days: readonly PaymentDay[]): string {
  return toCsv(
    ['Day', 'Provider', 'Succeeded', 'Failed', 'Amount', 'Currency'],
    days.map(({ day, provider, count, failed, amount, currency }) => [
      day,
      provider,
      count,
      failed,
      toDecimalText({ amount, currency }),
      currency,
    ]),
  )
}
