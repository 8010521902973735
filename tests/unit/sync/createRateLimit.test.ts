import { expect, test } from 'vitest'
import { createRateLimit } from '../../../src-main/sync/createRateLimit.ts'
import { createFakeClock } from '../../fixtures/createWorld.ts'

const going = new AbortController().signal

test('lets a second’s worth of requests out at once, and then as many a second', async () => {
  const clock = createFakeClock()
  const startedAt = clock.now()
  const limit = createRateLimit(clock, 25)
  for (let request = 0; request < 25; request++) await limit.take(going)
  expect(clock.now() - startedAt).toBe(0)
  for (let request = 0; request < 250; request++) await limit.take(going)
  expect(clock.now() - startedAt).toBeGreaterThanOrEqual(10_000)
  expect(clock.now() - startedAt).toBeLessThan(10_500)
})

test('saves up no more than a second’s worth', async () => {
  const clock = createFakeClock()
  const limit = createRateLimit(clock, 10)
  clock.advance(60_000)
  const startedAt = clock.now()
  for (let request = 0; request < 20; request++) await limit.take(going)
  expect(clock.now() - startedAt).toBeGreaterThanOrEqual(1_000)
})

test('keeps nobody waiting who was told to stop', async () => {
  const clock = createFakeClock()
  const limit = createRateLimit(clock, 1)
  const startedAt = clock.now()
  for (let request = 0; request < 5; request++) await limit.take(AbortSignal.abort())
  expect(clock.now()).toBe(startedAt)
})
