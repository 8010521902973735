import { expect, test } from 'vitest'
import { isAskDue } from '../../../../src-main/sync/polls/isAskDue.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'

const CREATED = toInstant(1_800_000_000_000)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** When it is asked for, in milliseconds after it began, by somebody who looks every second. */
function listAskings(untilMs: number): number[] {
  const askings: number[] = []
  let askedAt = CREATED
  for (let ms = 0; ms <= untilMs; ms += 1000) {
    const now = toInstant(CREATED + ms)
    if (!isAskDue({ createdAt: CREATED, askedAt }, now)) continue
    askings.push(ms)
    askedAt = now
  }
  return askings
}

test('it is asked for every three seconds at first, and ever less often', () => {
  const askings = listAskings(2 * HOUR)
  expect(askings.slice(0, 10)).toEqual([3, 6, 9, 12, 15, 18, 21, 24, 27, 30].map((seconds) => seconds * 1000))
  const waits = askings.slice(1).map((ms, index) => ms - (askings[index] ?? 0))
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  // A tenth of its age: some dozens in the first hours, where every three seconds would be thousands.
  expect(askings.length).toBeLessThan(80)
})

test('it is asked for every hour once it is half a day old, and no less often', () => {
  const askedAt = toInstant(CREATED + 20 * HOUR)
  expect(isAskDue({ createdAt: CREATED, askedAt }, toInstant(askedAt + HOUR - 1))).toBe(false)
  expect(isAskDue({ createdAt: CREATED, askedAt }, toInstant(askedAt + HOUR))).toBe(true)
})

test('what was begun by a clock ahead of ours is not asked for before it began', () => {
  expect(isAskDue({ createdAt: CREATED, askedAt: toInstant(CREATED - HOUR) }, CREATED)).toBe(false)
  expect(isAskDue({ createdAt: CREATED, askedAt: toInstant(CREATED - HOUR) }, toInstant(CREATED + 3000))).toBe(true)
})
