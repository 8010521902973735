import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createEngine } from '../../../src-main/engine/createEngine.ts'
import { listEffects } from '../../../src-main/sandbox/stripe/listEffects.ts'
import type { WishInput } from '../../../src-shared/contract/wish.ts'
import { makeActionCases } from './actionCases.ts'
import { DAY, decide, HOUR, MINUTE, openOutboxWorld, subscribeAtStripe } from './openOutboxWorld.ts'

const ELITE = { product: 'trading', plan: 'elite', interval: 'month' } as const

describe('what is decided while nobody can be reached', () => {
  test.each([
    ['an hour', HOUR],
    ['22 hours', 22 * HOUR],
    ['three days', 3 * DAY],
  ])('goes out once each when the line is back after %s, in the order of decision', async (_, ms) => {
    const world = await openOutboxWorld()
    const { clock, cutLine, restoreLine, mpesa, stripe } = world
    const cases = makeActionCases(world)
    const { customer, subscription } = subscribeAtStripe(world, 'serial', 'trading.pro.month')
    let engine = world.open()
    await engine.client.sync.start({})
    await cutLine()
    const ids = new Map<string, string>()
    for (const { name, company, wish } of cases) ids.set(name, (await decide(engine, company, wish)).id)
    const change: WishInput = {
      ...{ kind: 'subscription.change', provider: 'stripe', subscription, offer: ELITE, when: 'now', proration: 'at-once' },
    }
    const preview = await engine.client.actions.preview({ company: customer, wish: change })
    expect(preview.money).toMatchObject({ source: 'later', dueNow: null, atMost: { amount: 29_900, currency: 'USD' } })
    const changed = await decide(engine, customer, change)
    const cancelled = await decide(engine, customer, { kind: 'subscription.cancel', provider: 'stripe', subscription, when: 'now' })
    const first = [...ids.values()][0] ?? ''
    expect(await engine.client.actions.send({ id: first })).toMatchObject({ state: 'queued', attempts: 0, needsPerson: false })
    const { standing, nextAt } = (await engine.client.actions.get({ id: first })).action
    expect([standing, nextAt]).toEqual([expect.stringMatching(/reach|refused|connect/i), clock.now() + 5_000])
    // Hours of trying: closed and opened again on the way, as a laptop is.
    for (let tries = 0; tries < 3; tries++) {
      clock.advance(ms / 4)
      await engine.sendDue()
    }
    await world.stop(engine)
    clock.advance(ms / 4)
    engine = world.open()
    await engine.sendDue()
    expect((await engine.client.actions.count({})).attempting).toBe(0)

    await restoreLine()
    const { client } = engine
    for (let rounds = 0; rounds < 4; rounds++) {
      clock.advance(5 * MINUTE)
      await engine.sendDue()
      for (const { id, answer, at } of mpesa.world.pushes.values())
        if (answer === null && clock.now() - at < MINUTE) mpesa.act('pushes.answer', { answer: 'pays' }, id)
      clock.advance(MINUTE / 2)
      await engine.sendDue()
    }
    const found = await Promise.all(
      cases.map(async ({ name, count }) => {
        const { action } = await client.actions.get({ id: ids.get(name) ?? '' })
        return [name, action.state, count(action.id), action.state === 'confirmed' ? '' : action.standing]
      }),
    )
    expect(found).toEqual(cases.map(({ name }) => [name, 'confirmed', 1, '']))
    // The second was decided on a plan that the first has changed since: it waits for people, and nothing was sent of it.
    const [one, two] = [await client.actions.get({ id: changed.id }), await client.actions.get({ id: cancelled.id })]
    expect([one.action.state, two.action.state, two.action.attempts]).toEqual(['confirmed', 'conflict', 0])
    expect(stripe.act('subscriptions.retrieve', {}, subscription)['status']).toBe('active')
    const again = await client.actions.preview({ company: customer, wish: two.wish, anew: cancelled.id })
    await client.actions.settle({ id: cancelled.id, as: 'go-on', digest: again.digest, reason: 'They leave all the same' })
    await engine.sendDue()
    expect((await client.actions.get({ id: cancelled.id })).action.state).toBe('confirmed')
    expect(stripe.act('subscriptions.retrieve', {}, subscription)['status']).toBe('canceled')
    expect((await client.workspace.examine({})).checks.filter(({ ok }) => !ok)).toEqual([])
  })
})

test('a host that stays sends by itself when the line is back, and sees it through', async () => {
  const world = await openOutboxWorld()
  const { ports, folder, clock, cutLine, restoreLine, stripe } = world
  const { customer, invoice } = subscribeAtStripe(world, 'waiting', 'trading.pro.month')
  const first = world.open()
  await first.client.sync.start({})
  await world.stop(first)
  const engine = createEngine(ports, { folder, access: 'write', what: 'a host', pollMs: MINUTE })
  try {
    const lookAt = async (id: string) => (await engine.client.actions.get({ id })).action
    await cutLine()
    const { id } = await decide(engine, customer, { kind: 'payment.refund', provider: 'stripe', payment: invoice, amount: 900 })
    engine.startPolling()
    const from = clock.now()
    // Time leaps from one try to the next.
    while (clock.now() - from < 10 * MINUTE) await setImmediate()
    expect(await lookAt(id)).toMatchObject({ state: 'queued', attempts: 0 })
    await restoreLine()
    while ((await lookAt(id)).state !== 'confirmed') await setImmediate()
    // What comes later goes at once: it is woken.
    const later = await decide(engine, customer, { kind: 'payment.refund', provider: 'stripe', payment: invoice, amount: 700 })
    while ((await lookAt(later.id)).state !== 'confirmed') await setImmediate()
    expect(listEffects(stripe).map(({ name }) => name)).toEqual(['refunds.create', 'refunds.create'])
  } finally {
    await engine.stop()
  }
})
