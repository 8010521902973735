import { describe, expect, test } from 'vitest'
import { createRateLimit } from '../../../src-main/sync/createRateLimit.ts'
import { createFakeClock } from '../../fixtures/createWorld.ts'

const going = new AbortController().signal
const PRICES = { endpoint: '/v1/prices', isUrgent: false }
const CUSTOMERS = { endpoint: '/v1/customers', isUrgent: false }
const REFUSED = { scope: 'endpoint' as const, retryAfterMs: null }

/** Test keys of Stripe: 25 a second, of which half is ours. */
const HALF = { account: 25, endpoint: 25, share: 0.5 }
const ALL = { account: 1_000, endpoint: 25, share: 1 }

describe('a rate', () => {
  test('lets no more out in any second than the provider takes, though much may go at once after a quiet one', async () => {
    const clock = createFakeClock()
    const limit = createRateLimit(clock, HALF)
    clock.advance(60_000)
    const at: number[] = []
    for (let request = 0; request < 200; request++) {
      await limit.take(PRICES, going)
      at.push(clock.now())
    }
    expect(at.filter((each) => each === at[0])).toHaveLength(6)
    for (const start of at) expect(at.filter((each) => each >= start && each < start + 1_000).length).toBeLessThanOrEqual(25)
  })

  test('is the share of it that is ours', async () => {
    const clock = createFakeClock()
    const limit = createRateLimit(clock, HALF)
    const startedAt = clock.now()
    for (let request = 0; request < 250; request++) await limit.take(PRICES, going)
    expect((250 / (clock.now() - startedAt)) * 1000).toBeGreaterThan(12)
    expect((250 / (clock.now() - startedAt)) * 1000).toBeLessThan(14)
  })

  test('is kept though every timer is late, and nothing is caught up of a standstill', async () => {
    const clock = createFakeClock()
    const { wait } = clock
    const lateBy = { ms: 30 }
    const limit = createRateLimit(
      { ...clock, wait: (ms, signal) => wait(ms + lateBy.ms, signal) },
      { account: 25, endpoint: 25, share: 0.95 },
    )
    const at: number[] = []
    const ask = () => limit.take(PRICES, going).then(() => at.push(clock.now()))
    const countBusiest = () => Math.max(...at.map((start) => at.filter((each) => each >= start && each < start + 1_000).length))
    await Promise.all(Array.from({ length: 240 }, ask))
    const startedAt = at[0] ?? Number.NaN
    expect((239 / (clock.now() - startedAt)) * 1000).toBeGreaterThan(23)
    expect(countBusiest()).toBeLessThanOrEqual(25)
    lateBy.ms = 5_000
    const held = [ask(), ask()]
    lateBy.ms = 0
    await Promise.all([...held, ...Array.from({ length: 100 }, ask)])
    expect(clock.now() - startedAt).toBeGreaterThan(14_000)
    expect(countBusiest()).toBeLessThanOrEqual(25)
  })

  test('goes on by a clock that was set back', async () => {
    const clock = createFakeClock()
    const limit = createRateLimit(clock, HALF)
    for (let request = 0; request < 20; request++) await limit.take(PRICES, going)
    clock.advance(-3_600_000)
    const startedAt = clock.now()
    for (let request = 0; request < 20; request++) await limit.take(PRICES, going)
    expect(clock.now() - startedAt).toBeLessThan(3_000)
  })

  test('of one endpoint holds up no other', async () => {
    const clock = createFakeClock()
    const limit = createRateLimit(clock, ALL)
    const startedAt = clock.now()
    let prices = 0
    const busy = Promise.all(Array.from({ length: 100 }, () => limit.take(PRICES, going).then(() => prices++)))
    await limit.take(CUSTOMERS, going)
    expect(clock.now() - startedAt).toBeLessThan(100)
    expect(prices).toBeLessThan(10)
    await busy
    expect(clock.now() - startedAt).toBeGreaterThan(3_500)
    expect(clock.now() - startedAt).toBeLessThan(4_500)
  })
})

describe('a refusal', () => {
  const measure = async (limit: ReturnType<typeof createRateLimit>, clock: ReturnType<typeof createFakeClock>, turn = PRICES) => {
    const startedAt = clock.now()
    for (let request = 0; request < 10; request++) await limit.take(turn, going)
    return clock.now() - startedAt
  }

  test('halves the rate, once for all that were under way, and the rate recovers', async () => {
    const clock = createFakeClock()
    const limit = createRateLimit(clock, ALL)
    await limit.take(PRICES, going)
    const whole = await measure(limit, clock)
    for (let each = 0; each < 8; each++) limit.slowDown('/v1/prices', REFUSED)
    const halved = await measure(limit, clock)
    expect(halved).toBeGreaterThan(whole * 1.6)
    expect(halved).toBeLessThan(whole * 2.4)
    clock.advance(30_000)
    await limit.take(PRICES, going)
    expect(await measure(limit, clock)).toBeLessThan(whole * 1.1)
  })

  test('of one endpoint says nothing of another; one of the account holds for all', async () => {
    const clock = createFakeClock()
    const limit = createRateLimit(clock, { account: 25, endpoint: 25, share: 1 })
    const whole = await measure(limit, clock, CUSTOMERS)
    await limit.take(PRICES, going)
    limit.slowDown('/v1/prices', REFUSED)
    clock.advance(5_000)
    expect(await measure(limit, clock, CUSTOMERS)).toBeLessThan(whole * 1.2)
    limit.slowDown('/v1/prices', { scope: 'account', retryAfterMs: null })
    expect(await measure(limit, clock, CUSTOMERS)).toBeGreaterThan(whole * 1.6)
  })

  test('that names a time lets nothing out before it; one for an object that somebody else is at slows nothing', async () => {
    const clock = createFakeClock()
    const limit = createRateLimit(clock, ALL)
    await limit.take(PRICES, going)
    const startedAt = clock.now()
    limit.slowDown('/v1/prices', { scope: 'object', retryAfterMs: 9_000 })
    await limit.take(PRICES, going)
    expect(clock.now() - startedAt).toBeLessThan(100)
    limit.slowDown('/v1/prices', { scope: 'endpoint', retryAfterMs: 7_000 })
    await limit.take(PRICES, going)
    expect(clock.now() - startedAt).toBeGreaterThanOrEqual(7_000)
  })
})

describe('what somebody waits for', () => {
  test('goes before all that nobody does, and uses what is left to others', async () => {
    const clock = createFakeClock()
    const limit = createRateLimit(clock, HALF)
    const order: string[] = []
    const startedAt = clock.now()
    const slow = Array.from({ length: 50 }, (_, index) => limit.take(PRICES, going).then(() => order.push(`list ${index}`)))
    await limit.take({ ...PRICES, isUrgent: true }, going).then(() => order.push('staff'))
    expect(order.indexOf('staff')).toBeLessThan(8)
    expect(clock.now() - startedAt).toBeLessThan(200)
    await Promise.all(slow)
  })
})

describe('a stop', () => {
  test('keeps nobody waiting who was told before', async () => {
    const clock = createFakeClock()
    const limit = createRateLimit(clock, { account: 1, endpoint: 1, share: 1 })
    const startedAt = clock.now()
    for (let request = 0; request < 5; request++) await limit.take(PRICES, AbortSignal.abort())
    expect(clock.now()).toBe(startedAt)
  })

  test('lets those go who wait, and the others wait on', async () => {
    const clock = createFakeClock()
    const limit = createRateLimit(clock, { account: 1, endpoint: 1, share: 1 })
    const stopper = new AbortController()
    await limit.take(PRICES, going)
    let isLeft = false
    const leaving = limit.take(PRICES, stopper.signal).then(() => {
      isLeft = true
    })
    const staying = limit.take(PRICES, going)
    stopper.abort()
    await leaving
    expect(isLeft).toBe(true)
    await staying
    expect(clock.waits.length).toBeGreaterThan(0)
  })
})
