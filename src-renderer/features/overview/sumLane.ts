import type { OverviewAnswer } from '../../../src-shared/contract/overview.ts'
import { addMoney, type Money } from '../../../src-shared/model/money.ts'

export type PaymentsLane = OverviewAnswer['payments'][number]

/** What a lane comes to over all its days: one provider, one currency. */
export function sumLane({ currency, days }: PaymentsLane): { money: Money; count: number; failed: number } {
  return {
    money: days.map(({ amount }) => ({ amount, currency })).reduce(addMoney, { amount: 0, currency }),
    count: days.reduce((sum, { count }) => sum + count, 0),
    failed: days.reduce((sum, { failed }) => sum + failed, 0),
  }
}
