import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { canHaveSmallDisk, runOnSmallDisk } from './smallDisk.ts'

const MEGABYTES = 24
const CHILD = join(import.meta.dirname, 'fullDiskChild.ts')

// Where no such disk can be had, `tests/unit/engine/guardStore.test.ts` proves the same with a database that may not grow.
describe.skipIf(!canHaveSmallDisk())('a disk that is full', () => {
  test('lets Tierdesk say so, close what is open, be looked at, and go on once there is room', () => {
    expect(liveThrough('with')).toEqual({
      // Filled by another program while nobody had the workspace open.
      crampedOpen: 'open',
      crampedTrouble: 'disk-full',
      crampedRead: 0,
      crampedWrite: { code: 'disk-full', hint: 'Make room on the disk and try again.' },
      // Filled by a sync.
      sync: { code: 'disk-full', hint: 'Make room on the disk and try again.' },
      health: [{ state: 'failing', lastSuccessAt: null }],
      runs: expect.arrayContaining([expect.stringMatching(/^failed: The disk is full\. .*Make room/)]),
      trouble: 'disk-full',
      companies: expect.any(Number),
      lock: false,
      // Not a byte left.
      doctor: expect.arrayContaining(['room']),
      status: expect.any(Number),
      written: { exitCode: 1, code: 'disk-full' },
      backup: { exitCode: 1, code: 'disk-full' },
      litter: [],
      // With room again.
      recovered: true,
      reserve: 2 * 1024 * 1024,
      all: true,
      troubleAfter: null,
      whole: [],
    })
  }, 120_000)

  test('could not even be opened without the reserve', () => {
    expect(liveThrough('without')).toMatchObject({ crampedOpen: 'disk-full', recovered: true, all: true })
  }, 120_000)
})

function liveThrough(reserve: 'with' | 'without'): unknown {
  const { stdout, stderr, status } = runOnSmallDisk(MEGABYTES, CHILD, [reserve])
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return JSON.parse(stdout)
}
