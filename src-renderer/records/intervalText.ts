import type { PriceInterval } from '../../src-shared/model/catalog.ts'

/** An interval, behind a price. */
export const INTERVAL_TEXT: Record<PriceInterval, string> = {
  month: 'a month',
  quarter: 'a quarter',
  year: 'a year',
  once: 'once',
}
