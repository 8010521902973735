import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ProjectionQuestion, projectUsage } from '../../../../src-main/domain/usage/projectUsage.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { instant, RUNS } from './makeRecord.ts'

const APRIL = { start: instant('2026-04-01T00:00:00Z'), end: instant('2026-05-01T00:00:00Z') }
const TOO_EARLY = { kind: 'too-early' }

function project(at: string, used: number, given: Partial<ProjectionQuestion> = {}) {
  return projectUsage({ used, limit: 500, period: APRIL, at: instant(at), ...given })
}

describe('a projection', () => {
  test('goes on at the rate of the elapsed part, to the end of the period', () => {
    expect(project('2026-04-16T00:00:00Z', 200)).toEqual({ kind: 'projected', atEnd: 400, isReached: false, reachedAt: null })
  })

  test('names the instant on which the limit is reached', () => {
    const reachedAt = instant('2026-04-21T00:00:00Z')
    expect(project('2026-04-11T00:00:00Z', 250)).toEqual({ kind: 'projected', atEnd: 750, isReached: false, reachedAt })
  })

  test('says "too early" with less than a day elapsed, and not with a day', () => {
    expect(project('2026-04-01T23:59:59.999Z', 20)).toEqual(TOO_EARLY)
    expect(project('2026-04-02T00:00:00Z', 20)).toMatchObject({ atEnd: 600 })
    expect(project('2026-03-20T00:00:00Z', 0)).toEqual(TOO_EARLY)
  })

  test('says that a limit is reached already, of which the records tell when', () => {
    expect(project('2026-04-11T00:00:00Z', 500)).toMatchObject({ isReached: true, reachedAt: null })
    expect(project('2026-04-11T00:00:00Z', 0, { limit: 0 })).toMatchObject({ isReached: true, reachedAt: null })
  })

  test('never reaches an unlimited limit, nor any limit without use', () => {
    expect(project('2026-04-11T00:00:00Z', 9_999, { limit: 'unlimited' })).toMatchObject({ isReached: false, reachedAt: null })
    expect(project('2026-04-11T00:00:00Z', 0)).toEqual({ kind: 'projected', atEnd: 0, isReached: false, reachedAt: null })
  })

  test('counts a part of one more as one more', () => {
    expect(project('2026-04-10T00:00:00Z', 1)).toMatchObject({ atEnd: 4 })
  })

  test('goes no further than the end of a period that is over', () => {
    expect(project('2026-06-01T00:00:00Z', 300)).toMatchObject({ atEnd: 300 })
  })
})

test('what is projected is never under what is used, and the limit is reached within the period or not at all', () => {
  const length = fc.integer({ min: 86_400_000, max: 366 * 86_400_000 })
  const amount = fc.oneof(fc.nat(1_000), fc.nat(1e12))
  fc.assert(
    fc.property(length, fc.double({ min: 0, max: 1, noNaN: true }), amount, amount, (end, part, used, limit) => {
      const at = toInstant(end * part)
      const projection = projectUsage({ used, limit, period: { start: toInstant(0), end: toInstant(end) }, at })
      expect(projection.kind === 'too-early').toBe(at < 86_400_000)
      if (projection.kind === 'too-early') return
      expect(projection.atEnd).toBeGreaterThanOrEqual(used)
      expect(projection.isReached).toBe(used >= limit)
      const isFastEnough = BigInt(used) * BigInt(end) >= BigInt(limit) * BigInt(at)
      expect(projection.reachedAt !== null).toBe(used < limit && isFastEnough)
      if (projection.reachedAt !== null) {
        expect(projection.reachedAt).toBeGreaterThanOrEqual(at)
        expect(projection.reachedAt).toBeLessThanOrEqual(end)
      }
    }),
    RUNS,
  )
})
