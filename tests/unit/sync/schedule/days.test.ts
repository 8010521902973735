import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDay } from '../../../../src-main/domain/calendar/findDay.ts'
import type { Lane } from '../../../../src-main/sync/schedule/lane.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'
import { type Happening, LIVED_PACE, liveThrough, type Poll } from './liveThrough.ts'
import { HOUR, MINUTE, parse, SECOND } from './makeFacts.ts'

const RUNS = { numRuns: 100 }
const LANES: readonly Lane[] = ['fast', 'slow', 'daily']
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
/** Around a day of 23 hours and a day of 25. */
const spring = parse('2026-03-27T10:00:00Z')
const autumn = parse('2026-10-23T10:00:00Z')
const happening: fc.Arbitrary<Happening> = fc.record({
  afterMs: fc.oneof(fc.nat(30 * SECOND), fc.nat(20 * HOUR)),
  what: fc.oneof(
    fc.constantFrom('client' as const, 'no-client' as const, 'line-down' as const, 'line-up' as const),
    fc.record({ sleepMs: fc.integer({ min: MINUTE, max: 60 * HOUR }) }),
  ),
})
const life = fc.record({
  from: fc.constantFrom(spring, autumn),
  zone: fc.constantFrom('Europe/Berlin', 'Africa/Nairobi', 'America/Santiago'),
  chance,
  happenings: fc.array(happening, { maxLength: 12 }),
})

/** Seconds before midnight in Berlin, after a day and a half asleep. */
const WOKE_AT_MIDNIGHT = {
  ...{ from: spring, zone: 'Europe/Berlin' as const, chance: 0 },
  happenings: [
    { afterMs: 23_904, what: 'client' as const },
    { afterMs: 24_586, what: { sleepMs: 10_041_021 } },
    { afterMs: 11, what: { sleepMs: 60_006 } },
    { afterMs: 2, what: { sleepMs: 123_035_471 } },
    { afterMs: 15_000, what: { sleepMs: 60_000 } },
  ],
}

/** A seed that found the slow lane to fail first after a sleep: the fast one tries a second later, however soon after its last poll. */
const SLOW_FAILED_FIRST = {
  ...{ from: toInstant(1_774_605_600_000), zone: 'Europe/Berlin' as const, chance: 0 },
  happenings: [
    { afterMs: 0, what: 'client' as const },
    { afterMs: 43_197_001, what: 'line-down' as const },
    { afterMs: 0, what: { sleepMs: 60_000 } },
    { afterMs: 2_001, what: { sleepMs: 60_000 } },
  ],
}

const within = (polls: readonly Poll[], from: number, ms: number) => polls.filter(({ at }) => at >= from && at < from + ms)
const dayOf = (at: Instant, zone: string) => findDay(at, zone).start

describe('a schedule, whatever happens to its machine,', () => {
  test('polls each lane once at the most in the ten seconds after it woke, and not in the first two', () => {
    fc.assert(
      fc.property(life, ({ from, zone, chance: drawn, happenings }) => {
        const { polls, wakes } = liveThrough(zone, from, happenings, drawn)
        for (const woke of wakes) {
          expect(within(polls, woke, 2 * SECOND)).toEqual([])
          for (const lane of LANES) {
            const own = within(polls, woke, 15 * SECOND).filter((poll) => poll.lane === lane)
            // Midnight may fall among them: the day that ends and the one that begins have a listing each.
            const counted = lane === 'daily' ? new Set(own.map(({ at }) => dayOf(at, zone))).size : 1
            expect(own.length).toBeLessThanOrEqual(Math.max(counted, 1))
          }
        }
      }),
      { ...RUNS, examples: [[WOKE_AT_MIDNIGHT]] },
    )
  })

  test('polls no more often than its pace, however clients come and go, but for a line that failed about when it woke', () => {
    fc.assert(
      fc.property(life, ({ from, zone, chance: drawn, happenings }) => {
        const { polls, wakes } = liveThrough(zone, from, happenings, drawn)
        const fast = polls.filter(({ lane }) => lane === 'fast')
        fast.slice(1).forEach(({ at }, index) => {
          const before = fast[index]
          if (!before) return
          // Of whatever lane: the fast one tries whether it is up again.
          const hasFailed = polls.some((poll) => !poll.isGood && poll.at >= before.at && poll.at < at)
          if (hasFailed && wakes.some((woke) => woke > before.at && woke <= at)) return
          expect(at - before.at).toBeGreaterThanOrEqual(LIVED_PACE.pollMs)
        })
      }),
      { ...RUNS, examples: [[SLOW_FAILED_FIRST]] },
    )
  })

  test('lists everything once a local day, where the line is up', () => {
    fc.assert(
      fc.property(life, ({ from, zone, chance: drawn, happenings }) => {
        const { polls, end } = liveThrough(zone, from, happenings, drawn)
        const listings = polls.filter(({ lane, isGood }) => lane === 'daily' && isGood)
        const days = listings.map(({ at }) => dayOf(at, zone))
        expect(new Set(days).size).toBe(days.length)
        // The first sync listed everything: nothing more is to be done on that day.
        const first = polls.find(({ isGood }) => isGood)
        if (first) expect(days).not.toContain(dayOf(first.at, zone))
        if (happenings.some(({ what }) => what === 'line-down')) return
        // Every later day on which it was awake for a while has its own.
        const awake = polls.filter(({ at, lane }) => lane === 'fast' && at - dayOf(at, zone) > 2 * MINUTE && end - at > 30 * MINUTE)
        for (const { at } of awake) {
          const day = dayOf(at, zone)
          if (first && day === dayOf(first.at, zone)) continue
          const isSoon = listings.some((listing) => dayOf(listing.at, zone) === day && listing.at <= at + MINUTE)
          expect(isSoon).toBe(true)
        }
      }),
      RUNS,
    )
  })

  test('tries a daily listing once an hour at the most, and no lane but the fast one while nothing answers', () => {
    fc.assert(
      fc.property(life, ({ from, zone, chance: drawn, happenings }) => {
        const { polls } = liveThrough(zone, from, happenings, drawn)
        const tries = polls.filter(({ lane }) => lane === 'daily')
        tries.slice(1).forEach(({ at }, index) => {
          const before = tries[index]
          // Of one day: what was listed at eleven in the evening is listed at midnight again.
          if (before && dayOf(before.at, zone) === dayOf(at, zone)) expect(at - before.at).toBeGreaterThanOrEqual(HOUR)
        })
        polls.slice(1).forEach(({ lane }, index) => {
          if (polls[index]?.isGood === false) expect(lane).toBe('fast')
        })
      }),
      RUNS,
    )
  })
})

describe('three days with a window', () => {
  test.each([
    [spring, ['2026-03-28', '2026-03-29', '2026-03-30']],
    [autumn, ['2026-10-24', '2026-10-25', '2026-10-26']],
  ])('have their listings within the first minute of each day', (from, days) => {
    const { polls } = liveThrough(
      'Europe/Berlin',
      from,
      [
        { afterMs: 0, what: 'client' },
        { afterMs: 3 * 24 * HOUR, what: 'no-client' },
      ],
      0.5,
    )
    const listings = polls.filter(({ lane }) => lane === 'daily').map(({ at }) => at)
    expect(listings.map((at) => at - dayOf(at, 'Europe/Berlin') <= MINUTE + SECOND)).toEqual(days.map(() => true))
    expect(listings.map((at) => dayOf(at, 'Europe/Berlin'))).toEqual(days.map((day) => dayOf(parse(`${day}T12:00:00Z`), 'Europe/Berlin')))
  })
})
