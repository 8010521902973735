import type { Instant } from '../../../src-shared/model/instant.ts'
import { findDay } from '../../domain/calendar/findDay.ts'
import type { Movement } from '../../domain/revenue/sumMovement.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** What the days of a stretch changed together in one currency. */
type DaySum = [currency: string, brandNew: number, expansion: number, reactivation: number, contraction: number, churn: number]

const SUMS = 'sum(new), sum(expansion), sum(reactivation), sum(contraction), sum(churn)'

const sumDays = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(`select currency, ${SUMS} from revenue_day where day >= ? and day < ? group by currency`).raw(),
)

/** What is known to come is little: it is taken off the day that is on, rather than all of that day added up. */
const sumAhead = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite.prepare(`select currency, ${SUMS} from revenue_change where at > ? and at <= ? group by currency`).raw(),
)

const FIRST_INSTANT = -8_640_000_000_000_000 as Instant

/**
 * What changed the monthly revenue of all companies from each instant to the next, by currency; as `sumMovement` of the lines of all would say.
 *
 * @param instants the starts of calendar months of the zone that the days were kept in, oldest first, and last any instant from then on
 */
export function readMovement(db: ReadDb, instants: readonly Instant[], zone: string): Map<string, Movement[]> {
  const [first, ...more] = instants
  if (first === undefined) return new Map()
  const months = [[FIRST_INSTANT, first] as const, ...more.map((end, index) => [instants[index] ?? end, end] as const)]
  const sums = months.map(([start, end], index) =>
    index < months.length - 1 ? toSums(sumDays(db).all(start, end) as DaySum[]) : readRunning(db, start, end, zone),
  )
  const currencies = new Set(sums.flatMap((own) => [...own.keys()]))
  return new Map([...currencies].map((currency) => [currency, toMovements(sums.map((own) => own.get(currency) ?? NOTHING))]))
}

/** A month up to the instant that it has come to, which belongs to it. */
function readRunning(db: ReadDb, start: Instant, at: Instant, zone: string): Map<string, readonly number[]> {
  // The instant at which a day begins is the end of the one before it.
  const { end } = findDay((at - 1) as Instant, zone)
  const whole = toSums(sumDays(db).all(start, end) as DaySum[])
  for (const [currency, parts] of toSums(sumAhead(db).all(at, end) as DaySum[])) {
    const known = whole.get(currency) ?? NOTHING
    whole.set(
      currency,
      known.map((sum, index) => sum - (parts[index] ?? 0)),
    )
  }
  return whole
}

const NOTHING: readonly number[] = [0, 0, 0, 0, 0]

function toSums(rows: readonly DaySum[]): Map<string, readonly number[]> {
  return new Map(rows.map(([currency, ...parts]) => [currency, parts]))
}

/** @param sums the first of them is all that was before */
function toMovements([before = NOTHING, ...months]: readonly (readonly number[])[]): Movement[] {
  let end = before.reduce((sum, part) => sum + part, 0)
  return months.map(([brandNew = 0, expansion = 0, reactivation = 0, contraction = 0, churn = 0]) => {
    end += brandNew + expansion + reactivation + contraction + churn
    return { new: brandNew, expansion, reactivation, contraction, churn, end }
  })
}
