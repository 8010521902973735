import type { Instant } from '../../../src-shared/model/instant.ts'
import { createStockCount } from './measureStock.ts'
import { compareText, type UsageRecord } from './usageRecord.ts'

/** Of a flow, what was used on a day; of a stock, how many there were at its end. */
export interface DaySum {
  day: string
  /** The value of the dimension; null for what names none. */
  group: string | null
  quantity: number
}

type ToDay = (at: Instant) => string

/** What was used of a flow metric, by day and endpoint: of those days and endpoints alone that something was told of. */
export function listFlowDays(told: readonly UsageRecord[], toDay: ToDay): DaySum[] {
  return addUp(
    told.map(({ at, dimension, quantity }) => ({
      day: toDay(at),
      group: dimension?.name === 'endpoint' ? dimension.value : null,
      quantity,
    })),
  )
}

/**
 * How many there were of a stock metric at the end of each day: as a whole, or by part where the sum of the parts held.
 *
 * So the groups of a day always add up to what there was. Days before the first telling are left out: nobody knows.
 *
 * @param told of one company, oldest first; what was told before the days says what stood at their beginning
 */
export function listStockDays(told: readonly UsageRecord[], days: readonly string[], toDay: ToDay): DaySum[] {
  const places = new Map(days.map((day, index) => [day, index]))
  const placeOf = (at: Instant) => places.get(toDay(at)) ?? -1
  const count = createStockCount()
  const sums: DaySum[] = []
  let read = 0
  for (const [place, day] of days.entries()) {
    for (let next = told[read]; next && placeOf(next.at) <= place; next = told[read]) {
      count.add(next)
      read += 1
    }
    const holding = count.find()
    if (holding?.from === 'whole') sums.push({ day, group: null, quantity: holding.used })
    else if (holding) for (const [part, { quantity }] of count.parts) sums.push({ day, group: part, quantity })
  }
  return sums
}

/** Together, by day and then by group; what names no group comes last. */
export function addUp(sums: readonly DaySum[]): DaySum[] {
  const byDay = new Map<string, Map<string | null, number>>()
  for (const { day, group, quantity } of sums) {
    const groups = byDay.get(day) ?? new Map<string | null, number>()
    groups.set(group, (groups.get(group) ?? 0) + quantity)
    byDay.set(day, groups)
  }
  return [...byDay]
    .flatMap(([day, groups]) => [...groups].map(([group, quantity]) => ({ day, group, quantity })))
    .sort(
      (a, b) =>
        compareText(a.day, b.day) || Number(a.group === null) - Number(b.group === null) || compareText(a.group ?? '', b.group ?? ''),
    )
}
