import type { Names } from '../../lib/useNames.ts'
import type { PlanRow } from './comparisonParts.ts'
import { INTERVAL_WORDS } from './intervalWords.ts'

/** What a line of the comparison is about. */
export function toRowName(row: PlanRow, product: string, names: Names): string {
  switch (row.kind) {
    case 'limit':
      return names.metric(product, row.metric)
    case 'feature':
      return names.feature(product, row.feature)
    case 'hours':
      return toHoursName(row.what)
    case 'grace-days':
      return 'Grace days'
    case 'price':
      return row.interval === 'once' ? 'Paid once' : `By the ${INTERVAL_WORDS[row.interval].choice.toLowerCase()}`
  }
}

export function toHoursName(what: Extract<PlanRow, { kind: 'hours' }>['what']): string {
  return what === 'minutes-per-month' ? 'Hours a month' : 'Rollover cap'
}
