import type { Interval } from './comparisonParts.ts'

/** An interval as a choice, behind a price, and of a price that is not there. */
export const INTERVAL_WORDS: Record<Interval, { choice: string; each: string; missing: string }> = {
  month: { choice: 'Month', each: 'a month', missing: 'Not sold by the month' },
  quarter: { choice: 'Quarter', each: 'a quarter', missing: 'Not sold by the quarter' },
  year: { choice: 'Year', each: 'a year', missing: 'Not sold by the year' },
  once: { choice: 'Once', each: 'once', missing: 'Not sold for one payment' },
}
