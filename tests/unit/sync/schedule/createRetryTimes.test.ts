import { expect, test } from 'vitest'
import type { ConnectProvider, Provider, ProviderError } from '../../../../src-main/providers/provider.ts'
import { createRetryTimes } from '../../../../src-main/sync/schedule/createRetryTimes.ts'
import { createHeldClock } from './createHeldClock.ts'
import { HOUR, later, MINUTE, NOON } from './makeFacts.ts'

/** A provider that answers with each of these in turn, and what it named is heard. */
function listen(errors: (ProviderError | null)[]) {
  const clock = createHeldClock(NOON)
  const times = createRetryTimes(clock)
  const identify = async () => {
    const error = errors.shift() ?? null
    return error ? { ok: false, error } : { ok: true, value: { ref: 'acct_1', name: null } }
  }
  const connect = (() => ({ name: 'stripe', streams: [], identify }) as unknown as Provider) as ConnectProvider
  const provider = times.listenTo(connect)('key', 'test', null, {})
  return { clock, ask: () => provider.identify(undefined as never), find: () => times.find('stripe') }
}

const limited = (retryAfterMs: number | null) => ({ kind: 'rate-limited', scope: 'account', retryAfterMs, detail: '' }) as ProviderError

test('the time that a provider named is kept until it has passed', async () => {
  const { clock, ask, find } = listen([limited(HOUR)])
  expect(find()).toBeNull()
  await expect(ask()).resolves.toMatchObject({ ok: false })
  expect(find()).toBe(later(NOON, HOUR))
  clock.set(later(NOON, HOUR))
  expect(find()).toBeNull()
})

test('the longest of several counts, and an answer that came all the same takes nothing of it', async () => {
  const { ask, find } = listen([limited(HOUR), limited(MINUTE), limited(null), null])
  for (let turn = 0; turn < 4; turn++) await ask()
  expect(find()).toBe(later(NOON, HOUR))
})

test('a time is forgotten where the clock was set back', async () => {
  const { clock, ask, find } = listen([limited(HOUR)])
  await ask()
  clock.set(later(NOON, -MINUTE))
  expect(find()).toBeNull()
})
