import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { Billing } from '../billing/billing.ts'
import { findCalendarMonth } from '../calendar/findCalendarMonth.ts'
import { findDay } from '../calendar/findDay.ts'
import { listRevenueSteps, type RevenueStep } from './listRevenueSteps.ts'
import { classifyChange, type MovementKind } from './sumMovement.ts'

/** A step of a company's monthly revenue, and what it does to the movement of its calendar month, in the currency's minor unit. */
export interface RevenueChange extends RevenueStep, Record<MovementKind, number> {
  currency: string
  /** The start of the day in which it counts. */
  day: Instant
}

/**
 * A company's steps with their parts in the movement of the months, by the calendar of a zone.
 *
 * A month's change is of one kind, so a second step of a month takes back what the first was counted as: added up from a month's start
 * to any instant, the parts are the movement up to then, of one company and of all. An instant at which a day or a month begins belongs
 * to the one before it, whose end is measured there.
 */
export function listRevenueChanges(billing: Billing, zone: string): RevenueChange[] {
  return [...listRevenueSteps(billing)].flatMap(([currency, steps]) => toChanges(currency, steps, zone))
}

function toChanges(currency: string, steps: readonly RevenueStep[], zone: string): RevenueChange[] {
  let monthStart: Instant | null = null
  let atStart = 0
  let before = 0
  let firstAt: Instant | null = null
  return steps.map(({ at, amount }): RevenueChange => {
    const justBefore = toInstant(at - 1)
    const { start } = findCalendarMonth(justBefore, zone)
    if (start !== monthStart) {
      monthStart = start
      atStart = before
    }
    const hadAny = firstAt !== null && firstAt < start
    const parts: Record<MovementKind, number> = { new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0 }
    const was = classifyChange(atStart, before, hadAny)
    const is = classifyChange(atStart, amount, hadAny)
    if (was) parts[was] -= before - atStart
    if (is) parts[is] += amount - atStart
    firstAt ??= at
    before = amount
    return { currency, at, amount, day: findDay(justBefore, zone).start, ...parts }
  })
}
