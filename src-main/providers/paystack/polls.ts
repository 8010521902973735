import type { Polls } from '../provider.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/**
 * How Paystack is followed: it has no list of events, and its lists are filtered by when something was created, never by when it changed.
 *
 * Nothing is forgotten, so there is no horizon.
 */
export const POLLS: Polls = {
  // An abandoned payment can still be made within the day, and whether a filter takes in its own instant is not documented.
  overlapMs: { payments: DAY_MS, refunds: DAY_MS, disputes: DAY_MS },
  everyMs: {
    // A page or two.
    prices: 30 * MINUTE_MS,
    // Each that was renewed costs a request of its own. What is paid is seen sooner, among the payments.
    subscriptions: HOUR_MS,
    // A page for each hundred. A payment by somebody new names its customer, and only the name waits for this.
    customers: HOUR_MS,
    accounts: HOUR_MS,
  },
  // A refund takes days, a chargeback comes after weeks: both turn a payment that was final.
  dailyMs: { payments: 90 * DAY_MS, refunds: 90 * DAY_MS, disputes: 90 * DAY_MS },
  horizonMs: null,
  // Later than that nobody finishes what was left open: the page has long run out.
  openForMs: 7 * DAY_MS,
}
