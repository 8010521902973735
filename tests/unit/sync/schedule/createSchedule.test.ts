import { describe, expect, test } from 'vitest'
import { syncRun } from '../../../../src-main/store/schema/sync.ts'
import { saveConnection } from '../../../../src-main/store/writes/saveConnection.ts'
import { saveCursor } from '../../../../src-main/store/writes/saveRun.ts'
import type { SyncReport } from '../../../../src-shared/contract/sync.ts'
import { AppError } from '../../../../src-shared/model/appError.ts'
import type { Instant } from '../../../../src-shared/model/instant.ts'
import { NOW } from '../../store/makeStore.ts'
import { HOUR, later, MINUTE, SECOND } from './makeFacts.ts'
import { type OpenSchedule, openSchedule, report } from './openSchedule.ts'

const LANE_NAMES = ['fast', 'slow', 'daily'] as const

/** When each lane was asked since, in seconds after the start. */
function secondsOf({ asked }: OpenSchedule, lane: (typeof LANE_NAMES)[number] = 'fast'): number[] {
  return asked.filter(({ ask }) => ask.lane === lane).map(({ atMs }) => atMs / SECOND)
}

/** A sync of somebody else, told as it is: by its run. */
function recordRun({ store, connection }: Pick<OpenSchedule, 'store' | 'connection'>, at: Instant, errorKind: string | null): void {
  const counts = { pages: 0, objects: 0, changed: 0, requests: 1 }
  const end = { startedAt: at, endedAt: at, outcome: errorKind === null ? ('complete' as const) : ('failed' as const), errorKind }
  store.transact((tx) =>
    tx.drizzle
      .insert(syncRun)
      .values({ accountId: connection.accountId, stream: 'events', ...counts, ...end })
      .run(),
  )
}

describe('the schedule', () => {
  test('asks at once, then every 15 seconds, for one provider and on nobody’s behalf', async () => {
    const open = openSchedule()
    await open.clock.pass(MINUTE)
    expect(secondsOf(open)).toEqual([0, 15, 30, 45, 60])
    expect(open.asked[0]?.ask).toEqual({ provider: 'stripe', lane: 'fast', isFull: false, isAsked: false })
  })

  test('asks every 5 minutes while nobody listens, and at once when somebody does', async () => {
    const open = openSchedule()
    open.hasClient = false
    await open.clock.pass(8 * MINUTE)
    expect(secondsOf(open)).toEqual([0, 300])
    open.hasClient = true
    open.schedule.wake()
    await open.clock.pass(20 * SECOND)
    expect(secondsOf(open)).toEqual([0, 300, 480, 495])
  })

  test('asks no more often than every 15 seconds, however often clients come and go', async () => {
    const open = openSchedule()
    for (let turn = 0; turn < 120; turn++) {
      open.hasClient = turn % 2 === 0
      open.schedule.wake()
      await open.clock.pass(500)
    }
    expect(secondsOf(open)).toEqual([0, 15, 30, 45])
  })

  test('asks a provider while another has not answered yet, and that one no second time before', async () => {
    const { promise: firstAnswer, resolve: answerStripe } = Promise.withResolvers<SyncReport>()
    const open = openSchedule((_, { provider }) => (provider === 'stripe' ? firstAnswer : report(null)))
    const key = { baseUrl: null, secretKind: 'environment', secretName: 'KEY', lastFour: '0001' } as const
    const paystack = { ...key, permissions: {}, connectedAt: NOW, limits: null, settings: {} }
    open.store.transact((tx) => saveConnection(tx, { provider: 'paystack', mode: 'test', ref: '428626', name: null }, paystack))
    open.schedule.wake()
    await open.clock.pass(2 * MINUTE)
    const times = (provider: string) => open.asked.filter(({ ask }) => ask.provider === provider).length
    expect(times('stripe')).toBe(1)
    expect(times('paystack')).toBeGreaterThan(3)
    answerStripe(report(null))
    await open.clock.pass(MINUTE)
    expect(times('stripe')).toBeGreaterThan(1)
  })

  test('runs the slow lane every quarter of an hour', async () => {
    const open = openSchedule()
    open.hasClient = false
    await open.clock.pass(31 * MINUTE)
    expect(secondsOf(open, 'slow')).toEqual([0, 900, 1800])
  })

  test('lists everything at the workspace’s midnight, once', async () => {
    const open = openSchedule()
    open.hasClient = false
    // 12:00 in Nairobi.
    await open.clock.pass(35 * HOUR)
    expect(secondsOf(open, 'daily')).toEqual([12 * 3600])
    expect(open.asked.find(({ ask }) => ask.lane === 'daily')?.ask).toMatchObject({ isFull: true, isAsked: false })
  })

  test('does not list again what was listed since by anybody', async () => {
    const open = openSchedule()
    open.hasClient = false
    await open.clock.pass(11 * HOUR)
    const midnight = later(NOW, 12 * HOUR)
    open.store.transact((tx) => saveCursor(tx, open.connection.accountId, 'customers', { completedAt: midnight }))
    open.clock.set(midnight)
    await open.clock.pass(10 * HOUR)
    expect(secondsOf(open, 'daily')).toEqual([])
  })
})

describe('after failures the schedule', () => {
  test('waits twice as long each time, up to five minutes, and no longer once it is back', async () => {
    const open = openSchedule(() => report('unavailable'))
    await open.clock.pass(1_200 * SECOND)
    expect(secondsOf(open)).toEqual([0, 30, 90, 210, 450, 750, 1050])
    expect(open.schedule.describe()).toMatchObject({ pausedFor: 'offline', backOffUntil: NOW + 1_350_000 })
    open.answer = () => report(null)
    await open.clock.pass(180 * SECOND)
    expect(secondsOf(open).slice(7)).toEqual([1350, 1365, 1380])
    expect(open.schedule.describe()).toMatchObject({ pausedFor: null, backOffUntil: null })
  })

  test('asks for nothing but what is new while nothing answers', async () => {
    const open = openSchedule(() => report('unavailable'))
    await open.clock.pass(13 * HOUR)
    expect(new Set(open.asked.map(({ ask }) => ask.lane))).toEqual(new Set(['fast']))
  })

  test('does not slow down for a permission that is missing, a stop, or a provider that is not connected', async () => {
    const answers = [() => report('forbidden'), () => report('cancelled'), () => notConnected()]
    const open = openSchedule(() => (answers.shift() ?? (() => report(null)))())
    await open.clock.pass(MINUTE)
    expect(secondsOf(open)).toEqual([0, 15, 30, 45, 60])
    expect(open.logs).toEqual([])
  })

  test('goes on after what should not happen, and logs it', async () => {
    const open = openSchedule(() => {
      throw new Error('a bug')
    })
    await open.clock.pass(40 * SECOND)
    expect(secondsOf(open)).toEqual([0, 30])
    expect(open.logs[0]).toContain('a bug')
  })

  test('goes on after a store that could not be read for a while', async () => {
    const open = openSchedule()
    await open.clock.pass(SECOND)
    open.isBroken = true
    await open.clock.pass(MINUTE)
    open.isBroken = false
    await open.clock.pass(5 * MINUTE)
    expect(open.logs.join()).toContain('the disk')
    expect(secondsOf(open).length).toBeGreaterThan(1)
  })

  test('waits as long as the provider asked for, in every lane', async () => {
    const open = openSchedule()
    await open.clock.pass(SECOND)
    open.retryAt = later(NOW, HOUR)
    open.answer = () => report('rate-limited')
    expect(open.schedule.describe()).toMatchObject({ nextAt: NOW + HOUR, backOffUntil: NOW + HOUR, pausedFor: null })
    await open.clock.pass(HOUR)
    const [first, second] = open.asked.slice(-2)
    expect([first?.atMs, second?.atMs]).toEqual([expect.any(Number), HOUR])
    expect(open.asked.filter(({ atMs }) => atMs > 15 * SECOND && atMs < HOUR)).toEqual([])
  })
})

describe('a key that is refused', () => {
  /** Refused by the first poll, which says so in its record. */
  async function openRefused(): Promise<OpenSchedule> {
    const open = openSchedule((opened) => {
      recordRun(opened, opened.clock.now(), 'unauthorized')
      return report('unauthorized')
    })
    await open.clock.pass(SECOND)
    expect(secondsOf(open)).toEqual([0])
    return open
  }

  test('is not shown again', async () => {
    const open = await openRefused()
    await open.clock.pass(48 * HOUR)
    expect(open.asked).toHaveLength(1)
    expect(open.schedule.describe()).toEqual({ pollMs: 15 * SECOND, nextAt: null, pausedFor: 'revoked', backOffUntil: null })
  })

  test('gives way to a new one at once', async () => {
    const open = await openRefused()
    await open.clock.pass(HOUR)
    const { accountId: _id, account, provider: _name, lastSuccessAt: _last, ...row } = open.connection
    open.store.transact((tx) => saveConnection(tx, account, { ...row, connectedAt: open.clock.now() }))
    open.answer = () => report(null)
    open.schedule.wake()
    await open.clock.pass(20 * SECOND)
    expect(secondsOf(open)).toEqual([0, 3601, 3616])
  })

  test('is polled with again once somebody’s own sync went well', async () => {
    const open = await openRefused()
    await open.clock.pass(HOUR)
    recordRun(open, open.clock.now(), null)
    open.answer = () => report(null)
    open.schedule.wake()
    await open.clock.pass(20 * SECOND)
    expect(secondsOf(open)).toEqual([0, 3616])
  })
})

describe('a machine that sleeps', () => {
  test('is asked for nothing, and for each lane once when it wakes', async () => {
    const open = openSchedule()
    await open.clock.pass(MINUTE)
    open.say('sleep')
    await open.clock.pass(3 * SECOND)
    open.asked.length = 0
    expect(open.schedule.describe().pausedFor).toBe('sleep')
    open.clock.sleep(30 * HOUR)
    open.say('wake')
    const wokeS = (open.clock.now() - NOW) / SECOND
    await open.clock.pass(10 * SECOND)
    expect(open.asked.map(({ ask, atMs }) => `${ask.lane} ${atMs / SECOND - wokeS}`)).toEqual(['fast 2', 'slow 2', 'daily 2'])
  })

  test('and tells nobody is found out by its clock', async () => {
    const open = openSchedule()
    await open.clock.pass(5 * SECOND)
    open.clock.sleep(8 * HOUR)
    open.asked.length = 0
    const wokeS = (open.clock.now() - NOW) / SECOND
    await open.clock.pass(25 * SECOND)
    // The wait that was under way ends ten seconds after it woke; two more are for the line.
    expect(secondsOf(open).map((at) => at - wokeS)).toEqual([12])
  })

  test('that did not sleep after all is polled again', async () => {
    const open = openSchedule()
    await open.clock.pass(MINUTE)
    open.say('sleep')
    await open.clock.pass(6 * MINUTE)
    expect(secondsOf(open)).toEqual([0, 15, 30, 45, 60, 360, 375, 390, 405, 420])
  })
})

describe('a line that is down', () => {
  test('is tried every five minutes, and used again two seconds after it came back', async () => {
    const open = openSchedule()
    await open.clock.pass(SECOND)
    open.say('line-down')
    open.answer = () => report('unavailable')
    await open.clock.pass(10 * MINUTE)
    expect(secondsOf(open).length).toBeLessThanOrEqual(6)
    expect(open.schedule.describe().pausedFor).toBe('offline')
    open.asked.length = 0
    open.answer = () => report(null)
    open.say('line-up')
    await open.clock.pass(20 * SECOND)
    expect(secondsOf(open)).toEqual([603, 618])
  })

  test('that comes and goes is used once each time at the most', async () => {
    const open = openSchedule(() => report('unavailable'))
    await open.clock.pass(SECOND)
    for (let turn = 0; turn < 10; turn++) {
      open.say('line-down')
      open.say('line-up')
      await open.clock.pass(5 * SECOND)
    }
    expect(secondsOf(open)).toEqual([0, 3, 8, 13, 18, 23, 28, 33, 38, 43, 48])
  })
})

test('a clock that is set back by an hour holds nothing up, and starts no storm', async () => {
  const open = openSchedule()
  await open.clock.pass(MINUTE)
  open.asked.length = 0
  open.clock.set(later(NOW, -HOUR))
  await open.clock.pass(MINUTE)
  expect(open.asked.filter(({ ask }) => ask.lane === 'fast').length).toBeGreaterThanOrEqual(3)
  expect(open.asked.length).toBeLessThanOrEqual(7)
})

function notConnected(): never {
  throw new AppError('not-connected', 'none', 'connect')
}
