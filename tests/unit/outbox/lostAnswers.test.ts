import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Stage } from '../../../src-main/outbox/outboxParts.ts'
import type { FaultName } from '../../../src-main/sandbox/stripe/http/faults.ts'
import { listEffects } from '../../../src-main/sandbox/stripe/listEffects.ts'
import { decide, HOUR, joinPaystack, MINUTE, openOutboxWorld, subscribeAtStripe } from './openOutboxWorld.ts'

test('at Stripe: whatever becomes of an answer, the same request goes again under the same key, and takes effect once', async () => {
  const world = await openOutboxWorld()
  const { stripe, clock, faults } = world
  let atSending: FaultName | null = null
  const onStage = (stage: Stage) => {
    if (stage === 'kept' && atSending) fail(atSending)
    atSending = null
  }
  const engine = world.open(onStage)
  const { client } = engine
  const names = ['lost', 'cut', 'half', 'page', 'limited', 'turned', 'revoked', 'forbidden', 'never', 'hung'] as const
  const made = new Map(names.map((name) => [name, subscribeAtStripe(world, name, 'trading.pro.month')]))
  await client.sync.start({})
  const refund = (name: (typeof names)[number]) => {
    const { customer, invoice } = made.get(name) ?? { customer: '', invoice: '' }
    return decide(engine, customer, { kind: 'payment.refund', provider: 'stripe', payment: invoice, amount: 1_000 })
  }
  /** As a host that stays on: it goes on when the rest that it gave the provider is over. */
  const wait = async (ms = 10 * MINUTE) => {
    clock.advance(ms)
    await engine.sendDue()
  }
  const stateOf = async (id: string) => {
    const { state, attempts } = (await client.actions.get({ id })).action
    return [state, attempts, listEffects(stripe, id).length]
  }
  /** One answer about refunds: the next one. */
  function fail(fault: FaultName) {
    faults.stripe.set(fault, { path: '/v1/refunds', count: 1 })
  }
  /** The answer to the next refund that is sent. */
  const failSending = (fault: FaultName) => {
    atSending = fault
  }

  // Done, and the answer lost in each way; or not done, and a page of somebody's in its place.
  for (const [name, fault, effects] of [
    ['lost', 'lost-answer', 1],
    ['cut', 'reset', 1],
    ['half', 'truncated-json', 1],
    ['page', 'error-page', 0],
  ] as const) {
    failSending(fault)
    const { id } = await refund(name)
    await client.actions.send({ id })
    expect([name, ...(await stateOf(id))]).toEqual([name, 'attempting', 1, effects])
    const { action } = await client.actions.get({ id })
    expect(action).toMatchObject({ can: { send: false, cancel: false, edit: false }, nextAt: clock.now() + 5_000 })
    await expect(client.actions.cancel({ id })).rejects.toMatchObject({ data: { code: 'action-refused' } })
    await wait()
    expect([name, ...(await stateOf(id))]).toEqual([name, 'confirmed', 1, 1])
  }

  // Turned away at the door, nothing was begun: it is queued as it was, and goes under a key of its own.
  failSending('rate-limited')
  const limited = await refund('limited')
  await client.actions.send({ id: limited.id })
  expect(await stateOf(limited.id)).toEqual(['queued', 1, 0])
  expect((await client.actions.get({ id: limited.id })).action.nextAt).toBeGreaterThan(clock.now())
  await wait(2 * HOUR)
  expect(await stateOf(limited.id)).toEqual(['confirmed', 2, 1])

  // Turned away when it goes again, nobody has compared it with the first, which was done: it stays as it is.
  for (const [name, fault] of [
    ['turned', 'rate-limited'],
    ['revoked', 'revoked-key'],
  ] as const) {
    failSending('lost-answer')
    const { id } = await refund(name)
    await client.actions.send({ id })
    faults.stripe.clear()
    fail(fault)
    await wait()
    expect([name, ...(await stateOf(id))]).toEqual([name, 'attempting', 1, 1])
    faults.stripe.clear()
    await wait(2 * HOUR)
    expect([name, ...(await stateOf(id))]).toEqual([name, 'confirmed', 1, 1])
  }

  // The key may write no more since: it is looked for.
  failSending('lost-answer')
  const forbidden = await refund('forbidden')
  await client.actions.send({ id: forbidden.id })
  faults.stripe.clear()
  faults.stripe.set('read-only-key', {})
  await wait()
  expect(await stateOf(forbidden.id)).toEqual(['confirmed', 1, 1])
  // And where there is no trace of it, it was not done: it is sent anew, and refused.
  faults.stripe.clear()
  failSending('error-page')
  const never = await refund('never')
  await client.actions.send({ id: never.id })
  faults.stripe.clear()
  faults.stripe.set('read-only-key', {})
  await wait(MINUTE)
  expect(await stateOf(never.id)).toEqual(['attempting', 1, 0])
  await wait()
  expect(await stateOf(never.id)).toEqual(['rejected', 2, 0])
  expect((await client.actions.permissions({})).items.find(({ provider }) => provider === 'stripe')?.areas.refunds).toBe('no')
  await client.sync.start({})
  faults.stripe.clear()

  // An answer that never comes keeps nobody from closing the program.
  const second = await revive()
  failSending('unanswered')
  const hung = await decide(second, made.get('hung')?.customer ?? '', {
    ...{ kind: 'payment.refund', provider: 'stripe', payment: made.get('hung')?.invoice ?? '', amount: 1_000 },
  })
  const begun = faults.stripe.counts().unanswered ?? 0
  const sending = second.client.actions.send({ id: hung.id })
  while ((faults.stripe.counts().unanswered ?? 0) === begun) await setImmediate()
  const from = performance.now()
  await Promise.all([world.stop(second), sending.catch(() => null)])
  expect(performance.now() - from).toBeLessThan(5_000)
  faults.stripe.clear()
  clock.advance(MINUTE)
  const third = world.open()
  await third.sendDue()
  expect([(await third.client.actions.get({ id: hung.id })).action.state, listEffects(stripe, hung.id).length]).toEqual(['confirmed', 1])
  expect((await third.client.workspace.examine({})).checks.filter(({ ok }) => !ok)).toEqual([])

  /** With a key that may write again. */
  async function revive() {
    await engine.connect({ provider: 'stripe', secret: { kind: 'environment', name: 'STRIPE' }, baseUrl: world.servers[0].baseUrl })
    await world.stop(engine)
    return world.open(onStage)
  }
})

test('at Paystack: what was lost is looked for, and sent again only where there is no trace of it for minutes', async () => {
  const world = await openOutboxWorld()
  const { paystack, clock, faults } = world
  let atSending: FaultName | null = null
  const engine = world.open((stage) => {
    if (stage === 'kept' && atSending) faults.paystack.set(atSending, { path: '/refund', count: 1 })
    atSending = null
  })
  const { client } = engine
  const done = joinPaystack(world, 'done')
  const undone = joinPaystack(world, 'undone')
  await client.sync.start({})
  const send = async ({ customer, reference }: typeof done, fault: FaultName) => {
    const { id } = await decide(engine, customer, { kind: 'payment.refund', provider: 'paystack', payment: reference, amount: 50_000 })
    atSending = fault
    await client.actions.send({ id })
    return id
  }
  const stateOf = async (id: string, { reference }: typeof done) => {
    const { state, attempts } = (await client.actions.get({ id })).action
    return [state, attempts, paystack.effects().get(`refunds.create ${reference}`) ?? 0]
  }
  const found = await send(done, 'lost-answer')
  expect(await stateOf(found, done)).toEqual(['attempting', 1, 1])
  clock.advance(6_000)
  await engine.sendDue()
  expect(await stateOf(found, done)).toEqual(['confirmed', 1, 1])
  expect((await client.actions.get({ id: found })).steps.map(({ text }) => text)).toContain('It was done: Paystack has it.')

  const lost = await send(undone, 'error-page')
  expect(await stateOf(lost, undone)).toEqual(['attempting', 1, 0])
  clock.advance(MINUTE)
  await engine.sendDue()
  expect(await stateOf(lost, undone)).toEqual(['attempting', 1, 0])
  expect((await client.actions.get({ id: lost })).action).toMatchObject({ nextAt: clock.now() + 2 * MINUTE })
  clock.advance(2 * MINUTE)
  await engine.sendDue()
  expect(await stateOf(lost, undone)).toEqual(['confirmed', 2, 1])
})
