import fc from 'fast-check'
import type { HoursFacts, Standing } from '../../../../src-main/domain/hours/hoursFacts.ts'
import type { HoursRule } from '../../../../src-shared/model/catalog.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'
import { at } from './hoursHistory.ts'
import { TICK } from './naiveHours.ts'

const FIRST = at('2023-12-20')
/** Days on which much happens at once, at noon. */
const BUSY = ['2024-01-31', '2024-02-15', '2024-02-29', '2024-03-15', '2024-03-31', '2024-04-10', '2024-04-30', '2024-05-31']

const RULES: HoursRule[] = [
  { minutesPerMonth: 8, rolloverCapMinutes: 4 },
  { minutesPerMonth: 16, rolloverCapMinutes: 10 },
  { minutesPerMonth: 5, rolloverCapMinutes: 30 },
  { minutesPerMonth: 0, rolloverCapMinutes: 3 },
  { minutesPerMonth: 'unlimited', rolloverCapMinutes: 0 },
  { minutesPerMonth: 'unlimited', rolloverCapMinutes: 6 },
]

const instant: fc.Arbitrary<Instant> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...BUSY).map((day) => at(`${day}T12:00:00Z`)) },
  { weight: 2, arbitrary: fc.nat(360).map((tick) => toInstant(FIRST + tick * TICK)) },
)
const rule = fc.constantFrom(...RULES)
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p')

/** Two instants, the later second. */
const span = fc
  .tuple(instant, fc.oneof(instant, fc.nat(220)))
  .map(([start, other]): [Instant, Instant] => [start, toInstant(other > start ? other : start + ((other % 200) + 1) * TICK)])

const standings: fc.Arbitrary<Standing[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Standing[]>([{ at: FIRST, standing: 'paid' }]) },
  {
    weight: 3,
    arbitrary: fc.array(
      fc.record({ at: instant, standing: fc.constantFrom('draft', 'open', 'failed', 'overdue', 'paid', 'paid', 'void', 'uncollectible') }),
      { maxLength: 4 },
    ),
  },
)

const period = fc
  .record({
    ref: key,
    span,
    anchor: fc.option(instant),
    cut: fc.constantFrom('months', 'months', 'months', 'whole'),
    begins: fc.constantFrom('renewal', 'renewal', 'renewal', 'start', 'change'),
    rule,
    standings,
  })
  .map(({ span: [start, end], anchor, ...given }) => ({ ...given, start, end, anchor: anchor ?? start }))

const stretch = fc
  .record({ key, span, isOpen: fc.boolean() })
  .map(({ key, span: [from, until], isOpen }) => ({ key, from, until: isOpen ? null : until }))

const packBought = fc
  .record({ ref: key, minutes: fc.integer({ min: 1, max: 12 }), span, refundedAt: fc.option(instant, { freq: 2 }) })
  .map(({ span: [boughtAt, expiresAt], refundedAt, ...given }) => ({
    ...given,
    boughtAt,
    expiresAt,
    refundedAt: refundedAt !== null && refundedAt >= boughtAt ? refundedAt : null,
  }))

const byKey = { selector: (fact: { key: string }) => fact.key }
const byRef = { selector: (fact: { ref: string }) => fact.ref }

/** What may have happened to a company within half a year, sense and nonsense, and an instant to ask for. */
export const history: fc.Arbitrary<{ facts: HoursFacts; asked: Instant }> = fc.record({
  facts: fc.record({
    periods: fc.uniqueArray(period, { ...byRef, maxLength: 4 }),
    changes: fc.uniqueArray(fc.record({ key, at: instant, rule }), { ...byKey, maxLength: 2 }),
    pauses: fc.uniqueArray(stretch, { ...byKey, maxLength: 2 }),
    ends: fc.uniqueArray(stretch, { ...byKey, maxLength: 2 }),
    packs: fc.uniqueArray(packBought, { ...byRef, maxLength: 4 }),
    entries: fc.uniqueArray(fc.record({ key, at: instant, minutes: fc.integer({ min: 1, max: 14 }) }), { ...byKey, maxLength: 10 }),
    settlements: fc.uniqueArray(
      fc.record({ key, at: instant, minutes: fc.integer({ min: 1, max: 9 }), as: fc.constantFrom('billed', 'waived') }),
      { ...byKey, maxLength: 3 },
    ),
  }),
  asked: instant,
})
