import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPause } from '../../../../src-main/sync/schedule/findPause.ts'
import { planNext } from '../../../../src-main/sync/schedule/planNext.ts'
import { type Instant, toIso } from '../../../../src-shared/model/instant.ts'
import { HOUR, later, MINUTE, makeFacts, NOON, PACE, parse, SECOND, unreachable } from './makeFacts.ts'

const RUNS = { numRuns: 500 }
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

/** How long from now on the next poll is, and of which lane. */
function next(change: Parameters<typeof makeFacts>[0]): [lane: string, ms: number] | null {
  const facts = makeFacts(change)
  const plan = planNext(facts)
  return plan && [plan.lane, plan.at - facts.now]
}

describe('the fast lane', () => {
  test.each([
    ['15 seconds after the last poll while a client listens', { hasClient: true }, 15 * SECOND],
    ['5 minutes after it while none does', { hasClient: false }, 5 * MINUTE],
    [
      'at once, where a client comes and the last is older',
      { standing: { polledAt: later(NOON, -4 * MINUTE) } },
      -4 * MINUTE + 15 * SECOND,
    ],
    ['not at once, where it is not', { standing: { polledAt: later(NOON, -10 * SECOND) } }, 5 * SECOND],
    ['at once, where it was never asked', { standing: { polledAt: null, connectedAt: NOON } }, 0],
    ['later by up to a tenth, as chance has it', { chance: 0.5 }, 15.75 * SECOND],
    ['at once, where the clock was set back', { standing: { polledAt: later(NOON, HOUR), connectedAt: NOON } }, 0],
  ])('is due %s', (_when, change, ms) => {
    expect(next(change)).toEqual(['fast', ms])
  })

  test.each([
    [0, 30],
    [30, 60],
    [90, 120],
    [210, 240],
    [450, 300],
    [86_400, 300],
  ])('pauses twice as long after each failure: failing for %s s it waits %s s', (failingS, pauseS) => {
    expect(next({ standing: { failing: unreachable(later(NOON, -failingS * SECOND)) } })).toEqual(['fast', pauseS * SECOND])
  })

  test('is never sooner than its pace, and later by a tenth at the most', () => {
    fc.assert(
      fc.property(chance, fc.boolean(), (drawn, hasClient) => {
        const usualMs = hasClient ? PACE.pollMs : PACE.idlePollMs
        const [, ms = 0] = next({ chance: drawn, hasClient }) ?? []
        expect(ms).toBeGreaterThanOrEqual(usualMs)
        expect(ms).toBeLessThanOrEqual(usualMs * 1.1)
      }),
      RUNS,
    )
  })
})

describe('a time that the provider named', () => {
  test('is obeyed by every lane, and never shortened', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 48 * HOUR }), chance, fc.nat(HOUR), (ms, drawn, agoMs) => {
        const long = later(NOON, -72 * HOUR)
        const standing = { polledAt: later(NOON, -agoMs), slowAt: long, listedAt: long }
        const plan = planNext(makeFacts({ retryAt: later(NOON, ms), chance: drawn, standing }))
        expect(plan?.at).toBeGreaterThanOrEqual(NOON + ms)
        expect(plan?.at).toBeLessThanOrEqual(NOON + ms + 16.5 * SECOND)
      }),
      RUNS,
    )
  })

  test('lengthens a pause after failures and shortens none', () => {
    const failing = unreachable(later(NOON, -450 * SECOND))
    expect(next({ standing: { failing }, retryAt: later(NOON, SECOND) })).toEqual(['fast', 300 * SECOND])
    expect(next({ standing: { failing }, retryAt: later(NOON, HOUR) })).toEqual(['fast', HOUR])
  })
})

describe('a key that was refused', () => {
  test('is not shown again by any lane, whatever else is so', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.nat(72 * HOUR), (hasClient, agoMs) => {
        const long = later(NOON, -agoMs)
        const facts = makeFacts({ hasClient, standing: { isRevoked: true, polledAt: long, slowAt: long, listedAt: long } })
        expect([planNext(facts), findPause(facts)]).toEqual([null, 'revoked'])
      }),
      RUNS,
    )
  })
})

describe('the slow lane', () => {
  const slowAt = later(NOON, -20 * MINUTE)

  test('is due a quarter of an hour after its last end, and waits for no client', () => {
    expect(next({ standing: { slowAt } })).toEqual(['slow', -5 * MINUTE])
    expect(next({ standing: { slowAt }, hasClient: false })).toEqual(['slow', -5 * MINUTE])
  })

  test.each([
    ['a list was never read to its end', { listedAt: null }],
    ['the provider does not answer', { failing: unreachable(NOON) }],
  ])('waits while %s', (_while, standing) => {
    expect(next({ standing: { slowAt, ...standing } })?.[0]).toBe('fast')
  })
})

/** When the daily lane is due, for a workspace whose lists were read to their end at `listed`. */
function dailyAfter(listed: string, zone: string, change: Parameters<typeof makeFacts>[0] = {}): string {
  const now = later(parse(listed), 100 * HOUR)
  const standing = { polledAt: now, slowAt: now, listedAt: parse(listed), ...change.standing }
  const plan = planNext(makeFacts({ now, zone, ...change, standing }))
  return plan?.lane === 'daily' ? toIso(plan.at) : String(plan?.lane)
}

describe('the daily lane', () => {
  test.each([
    ['any day', '2026-11-20T09:00:00Z', '2026-11-20T21:00:00Z'],
    ['the first instant of a day is that day', '2026-11-20T21:00:00Z', '2026-11-21T21:00:00Z', 'Africa/Nairobi'],
    ['a day of 23 hours', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 'Europe/Berlin'],
    ['a day of 25 hours', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 'Europe/Berlin'],
    ['the hour that comes twice, the first time', '2026-10-25T00:30:00Z', '2026-10-25T23:00:00Z', 'Europe/Berlin'],
    ['the hour that comes twice, the second time', '2026-10-25T01:30:00Z', '2026-10-25T23:00:00Z', 'Europe/Berlin'],
    ['a day that has no midnight', '2026-09-05T12:00:00Z', '2026-09-06T04:00:00Z', 'America/Santiago'],
  ])('is due at the midnight after the last whole listing: %s', (_what, listed, due, zone = 'Africa/Nairobi') => {
    expect(dailyAfter(listed, zone)).toBe(due)
  })

  test('begins within a minute of it', () => {
    expect(dailyAfter('2026-11-20T09:00:00Z', 'Africa/Nairobi', { chance: 0.5 })).toBe('2026-11-20T21:00:30Z')
  })

  test('is tried again an hour after it did not come to its end', () => {
    const triedAt = parse('2026-11-20T21:10:00Z')
    expect(dailyAfter('2026-11-20T09:00:00Z', 'Africa/Nairobi', { standing: { triedAt } })).toBe('2026-11-20T22:10:00Z')
  })

  test('waits while the provider does not answer, and not for a list that is no use', () => {
    const failing = { since: NOON, isUnanswered: false, isUnreachable: false }
    expect(dailyAfter('2026-11-10T09:00:00Z', 'UTC', { standing: { failing: unreachable(NOON) } })).toBe('fast')
    expect(dailyAfter('2026-11-10T09:00:00Z', 'UTC', { standing: { failing } })).toBe('2026-11-11T00:00:00Z')
  })

  test('waits for the fast lane where both are due since the same moment, and goes first where it has waited longer', () => {
    const long = later(NOON, -72 * HOUR)
    const standing = { polledAt: long, slowAt: long, listedAt: long }
    expect(next({ standing, machine: { resumedAt: later(NOON, -MINUTE), hasResumed: true } })?.[0]).toBe('fast')
    expect(next({ standing: { ...standing, polledAt: later(NOON, -20 * SECOND), slowAt: NOON } })?.[0]).toBe('daily')
  })
})

describe('a machine', () => {
  const slept = { polledAt: later(NOON, -8 * HOUR), slowAt: later(NOON, -8 * HOUR) }

  test('that sleeps is not asked for anything', () => {
    const facts = makeFacts({ standing: slept, machine: { asleepSince: NOON } })
    expect([findPause(facts), planNext(facts)?.at]).toEqual(['sleep', NOON + 5 * MINUTE])
  })

  test('that said it would sleep and did not is polled again after five minutes', () => {
    const facts = makeFacts({ standing: slept, machine: { asleepSince: later(NOON, -5 * MINUTE) } })
    expect([findPause(facts), planNext(facts)?.at]).toEqual([null, NOON])
  })

  test('that woke is polled two to ten seconds later, however much is due', () => {
    fc.assert(
      fc.property(chance, (drawn) => {
        const [lane, ms] = next({ chance: drawn, standing: slept, machine: { resumedAt: NOON, hasResumed: true } }) ?? []
        expect(lane).toBe('fast')
        expect(ms).toBeGreaterThanOrEqual(2 * SECOND)
        expect(ms).toBeLessThanOrEqual(10 * SECOND)
      }),
      RUNS,
    )
  })

  test('that woke is not polled sooner for it', () => {
    expect(next({ hasClient: false, machine: { resumedAt: NOON, hasResumed: true } })).toEqual(['fast', 5 * MINUTE])
  })

  test('that woke forgets how the line failed before', () => {
    const standing = { polledAt: later(NOON, -MINUTE), failing: unreachable(later(NOON, -8 * HOUR)) }
    expect(next({ standing, machine: { resumedAt: NOON, hasResumed: true } })).toEqual(['fast', 2 * SECOND])
    expect(next({ standing: { ...standing, polledAt: NOON }, machine: { resumedAt: later(NOON, -SECOND), hasResumed: true } })).toEqual([
      'fast',
      31 * SECOND,
    ])
  })

  test('whose clock was set back is not held by what is still to come', () => {
    const ahead: Instant = later(NOON, HOUR)
    expect(next({ machine: { resumedAt: ahead, hasResumed: true, asleepSince: ahead } })).toEqual(['fast', 15 * SECOND])
  })

  const isDown = (standing: object, downForMs: number) =>
    makeFacts({ standing: { polledAt: later(NOON, -SECOND), ...standing }, machine: { lineDownSince: later(NOON, -downForMs) } })

  test.each([
    ['is tried every five minutes', isDown({}, 0), 'offline', 5 * MINUTE - SECOND],
    ['is believed less than an answer that came since', isDown({}, MINUTE), null, 14 * SECOND],
    ['does not matter to what is on this machine', isDown({ isLocal: true }, 0), null, 14 * SECOND],
  ])('whose line is down %s', (_what, facts, pause, ms) => {
    expect([findPause(facts), Number(planNext(facts)?.at) - NOON]).toEqual([pause, ms])
  })
})
