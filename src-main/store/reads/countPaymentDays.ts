import type { Instant } from '../../../src-shared/model/instant.ts'
import { findDay } from '../../domain/calendar/findDay.ts'
import type { ReadDb } from '../readDb.ts'

/** So many payments are read before others may go first. */
const STRIDE = 5_000

type Row = [at: Instant, accountId: number, currency: string, amount: number, isIn: 0 | 1]

/** A sum of `payment_day`, in the order of its columns. */
export type PaymentDaySum = [day: Instant, accountId: number, currency: string, amount: number, succeeded: number, failed: number]

/** Counts from the payments alone what `payment_day` keeps. */
export function* countPaymentDays({ sqlite }: ReadDb, zone: string): Generator<undefined, PaymentDaySum[]> {
  const sums = new Map<string, PaymentDaySum>()
  const question = `select at, account_id, currency, amount, status = 'succeeded' from payment where status in ('succeeded', 'failed')`
  let read = 0
  for (const row of sqlite.prepare(question).raw().iterate()) {
    const [at, accountId, currency, amount, isIn] = row as Row
    const day = findDay(at, zone).start
    const key = `${day} ${accountId} ${currency}`
    const [, , , sum, succeeded, failed] = sums.get(key) ?? [day, accountId, currency, 0, 0, 0]
    sums.set(key, [day, accountId, currency, sum + isIn * amount, succeeded + isIn, failed + 1 - isIn])
    read += 1
    if (read % STRIDE === 0) yield
  }
  return [...sums.values()]
}
