import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { RecurringInterval } from '../../domain/billing/billedObject.ts'
import { addInterval } from './addInterval.ts'
import { getInstant, readInstant, type Wire } from './readWire.ts'

export interface Period {
  start: Instant
  end: Instant
}

/**
 * The period that an invoice is for, up to the instant at which the next begins.
 *
 * Paystack names its last second, and has been seen to name one that is before its first: then it lasts as long as the plan says.
 */
export function readInvoicePeriod(invoice: Wire, interval: RecurringInterval): Period {
  const start = getInstant(invoice, 'period_start', 'periodStart')
  const told = readInstant(invoice, 'period_end', 'periodEnd')
  const isLastSecond = told !== null && Math.floor(told / 1000) % 60 === 59
  const end = told !== null && isLastSecond ? toInstant((Math.floor(told / 1000) + 1) * 1000) : told
  return { start, end: end !== null && end > start ? end : addInterval(start, interval) }
}
