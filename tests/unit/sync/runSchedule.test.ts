import { describe, expect, test } from 'vitest'
import type { Sync } from '../../../src-main/sync/createSync.ts'
import { runSchedule } from '../../../src-main/sync/runSchedule.ts'
import type { SyncReport } from '../../../src-shared/contract/sync.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import { createFakeClock } from '../../fixtures/createWorld.ts'

const GOOD: SyncReport = { synced: 0, failed: [], runs: [] }
const run = { provider: 'stripe', stream: 'events', pages: 0, objects: 0, changed: 0, requests: 1, ms: 1, reason: null } as const
const UNREACHABLE: SyncReport = { ...GOOD, runs: [{ ...run, outcome: 'failed', errorKind: 'unavailable' }] }
const NO_PERMISSION: SyncReport = { ...GOOD, runs: [{ ...run, outcome: 'no-permission', errorKind: 'forbidden' }] }

/** Runs the schedule for as many syncs as there are outcomes, and gives the pauses between them. */
async function pausesAfter(outcomes: (SyncReport | Error)[], fraction = 0): Promise<{ pauses: number[]; logs: string[] }> {
  const stopper = new AbortController()
  const clock = createFakeClock()
  const logs: string[] = []
  const left = [...outcomes]
  const sync: Pick<Sync, 'start'> = {
    start: async () => {
      const next = left.shift()
      if (left.length === 0) stopper.abort()
      if (next instanceof Error) throw next
      return next ?? GOOD
    },
  }
  await runSchedule(
    { sync, clock, random: { bytes: () => new Uint8Array(), fraction: () => fraction }, log: (line) => logs.push(line), pollMs: 15_000 },
    stopper.signal,
  )
  return { pauses: clock.waits, logs }
}

describe('the schedule', () => {
  test('syncs every 15 seconds while all is well', async () => {
    expect((await pausesAfter([GOOD, GOOD, GOOD, GOOD])).pauses).toEqual([15_000, 15_000, 15_000])
  })

  test('spreads its polls by up to a tenth', async () => {
    expect((await pausesAfter([GOOD, GOOD], 0.5)).pauses).toEqual([15_750])
  })

  test('waits twice as long after each failure, up to five minutes, and no longer once it is back', async () => {
    const { pauses } = await pausesAfter([...Array<SyncReport>(7).fill(UNREACHABLE), GOOD, GOOD])
    expect(pauses).toEqual([30_000, 60_000, 120_000, 240_000, 300_000, 300_000, 300_000, 15_000])
  })

  test('does not slow down for a permission that is missing or a provider that is not connected', async () => {
    expect((await pausesAfter([NO_PERMISSION, new AppError('not-connected', 'none', 'connect'), GOOD])).pauses).toEqual([15_000, 15_000])
  })

  test('goes on after what should not happen, and logs it', async () => {
    const { pauses, logs } = await pausesAfter([new Error('a bug'), GOOD, GOOD])
    expect(pauses).toEqual([30_000, 15_000])
    expect(logs[0]).toContain('a bug')
  })
})
