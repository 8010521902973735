import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { Cut, decide, HOUR, joinStripe, MINUTE, type OutboxWorld, openOutboxWorld, PHONE } from './openOutboxWorld.ts'

const PRO = { product: 'image-quota', plan: 'pro', interval: 'once' } as const
const PREMIUM = { product: 'image-quota', plan: 'premium', interval: 'once' } as const
const OTHER_PHONE = '254711222333'

interface Asked {
  company: string
  phone?: string
  offer?: typeof PRO | typeof PREMIUM
}

/** A world in which the answers to pushes are lost while `lose` says so: done at the provider, and never heard of. */
async function openPushWorld() {
  const world = await openOutboxWorld()
  const losing = { isOn: false }
  const engine = world.open((stage) => {
    if (stage === 'kept' && losing.isOn) world.faults.mpesa.set('lost-answer', { path: '/mpesa/stkpush/', count: 1 })
  })
  const push = async ({ company, phone = PHONE, offer = PRO }: Asked, isLost = false) => {
    const { id } = await decide(engine, company, { kind: 'payment.push', provider: 'mpesa', phone, offer })
    losing.isOn = isLost
    await engine.client.actions.send({ id })
    losing.isOn = false
    return id
  }
  return { ...world, engine, client: engine.client, push, ...observe(world, engine) }
}

function observe({ mpesa, clock }: OutboxWorld, { client }: Engine) {
  return {
    stateOf: async (id: string) => (await client.actions.get({ id })).action.state,
    /** The payer pays what the phone asks now. */
    pay: (phone: string, answer = 'pays') => {
      const found = [...mpesa.world.pushes.values()].findLast((each) => each.phone === phone && each.answer === null)
      return String(mpesa.act('pushes.answer', { answer }, found?.id ?? '')['receipt'])
    },
    countAsked: (phone: string) => [...mpesa.world.pushes.values()].filter((each) => each.phone === phone).length,
    pull: async (ms = MINUTE) => {
      clock.advance(ms)
      await client.sync.start({})
    },
    paidOf: async (company: string) =>
      (await client.payments.list({ company, status: 'succeeded' })).items.map(({ ref, plan }) => [ref, plan]),
  }
}

test('a push whose answer is lost is asked for never again by itself, and there is no other until it is settled', async () => {
  const world = await openPushWorld()
  const { client, clock, engine, push, pay, pull, stateOf, countAsked, paidOf, mpesa } = world
  const company = joinStripe(world, 'asked')
  const neighbour = joinStripe(world, 'neighbour')
  await client.sync.start({})
  const lost = await push({ company }, true)
  expect([await stateOf(lost), countAsked(PHONE)]).toEqual(['unknown', 1])
  expect((await client.actions.get({ id: lost })).action).toMatchObject({
    ...{ needsPerson: true, standing: expect.stringContaining('not sent again') },
    can: { settle: true, cancel: false, send: false },
  })
  const receipt = pay(PHONE)
  // Not by hand, not by time, not under another name: the same phone for the same purpose waits. Another phone does not.
  await expect(push({ company, offer: PREMIUM })).rejects.toMatchObject({ data: { code: 'action-refused' } })
  expect(
    (await client.actions.preview({ company, wish: { kind: 'payment.push', provider: 'mpesa', phone: PHONE, offer: PREMIUM } })).refusal
      ?.reason,
  ).toMatch(/^Another is under way already: Ask/)
  await client.actions.send({ id: lost })
  clock.advance(2 * HOUR)
  await engine.sendDue()
  expect([await stateOf(lost), countAsked(PHONE)]).toEqual(['unknown', 1])
  const elsewhere = await push({ company, phone: OTHER_PHONE })
  expect([await stateOf(elsewhere), countAsked(OTHER_PHONE)]).toEqual(['accepted', 1])
  pay(OTHER_PHONE, 'cancels')
  const notTheirs = await push({ company: neighbour })
  expect([await stateOf(notTheirs), countAsked(PHONE)]).toEqual(['accepted', 2])
  pay(PHONE, 'cancels')
  clock.advance(MINUTE)
  await engine.sendDue()
  expect([await stateOf(elsewhere), await stateOf(notTheirs)]).toEqual(['rejected', 'rejected'])

  // The list of payments has it: it is settled by that, granted once, and the phone may be asked again.
  await pull()
  await engine.sendDue()
  expect((await client.actions.get({ id: lost })).action).toMatchObject({ state: 'confirmed', ref: receipt })
  expect(await paidOf(company)).toEqual([[receipt, 'pro']])
  const next = await push({ company, offer: PREMIUM })
  expect([await stateOf(next), countAsked(PHONE)]).toEqual(['accepted', 3])
  const second = pay(PHONE)
  clock.advance(MINUTE)
  await engine.sendDue()
  await pull()
  expect([await stateOf(next), await paidOf(company)]).toEqual([
    'confirmed',
    [
      [second, 'premium'],
      [receipt, 'pro'],
    ],
  ])
  // What was declined is told as that: nothing is waited for.
  expect((await client.payments.list({ company, status: 'pending' })).items).toEqual([])
  expect(mpesa.world.pushes.size).toBe(4)
})

test('a program that died while it asked: who paid meanwhile is found days later, by a statement, and granted once', async () => {
  const world = await openOutboxWorld()
  const { clock, mpesa } = world
  mpesa.act('settings.change', { pullsPushes: false })
  const company = joinStripe(world, 'died')
  const dying = world.open((stage) => {
    if (stage === 'sent') throw new Cut()
  })
  await dying.client.sync.start({})
  const { id } = await decide(dying, company, { kind: 'payment.push', provider: 'mpesa', phone: PHONE, offer: PRO })
  await dying.client.actions.send({ id })
  await world.stop(dying)
  clock.advance(20_000)
  const from = mpesa.now()
  const { pay } = observe(world, dying)
  const receipt = pay(PHONE)
  clock.advance(30 * HOUR)

  const engine = world.open()
  const { stateOf, paidOf, pull } = observe(world, engine)
  await pull()
  await engine.sendDue()
  expect(await stateOf(id)).toBe('unknown')
  const { csv } = mpesa.statement(from, clock.now())
  for (let times = 0; times < 2; times++) {
    await engine.client.payments.importStatement({ provider: 'mpesa', format: 'csv', content: csv })
    await engine.sendDue()
  }
  expect((await engine.client.actions.get({ id })).action).toMatchObject({ state: 'confirmed', ref: receipt })
  expect(await paidOf(company)).toEqual([[receipt, 'pro']])
  expect(mpesa.world.pushes.size).toBe(1)
  expect((await engine.client.workspace.examine({})).checks.filter(({ ok }) => !ok)).toEqual([])
})

test('people settle what nobody can find out, and say how they know', async () => {
  const world = await openPushWorld()
  const { client, clock, engine, push, pay, pull, paidOf, stateOf, countAsked } = world
  const company = joinStripe(world, 'settled')
  await client.sync.start({})
  for (const [as, state] of [
    ['happened', 'confirmed'],
    ['not-happened', 'rejected'],
  ] as const) {
    const id = await push({ company }, true)
    await expect(client.actions.settle({ id, as })).rejects.toMatchObject({ data: { code: 'usage' } })
    await expect(client.actions.settle({ id, as: 'drop', reason: 'No' })).rejects.toMatchObject({ data: { code: 'action-refused' } })
    expect(await stateOf(id)).toBe('unknown')
    const pending = async () => (await client.payments.list({ company, status: 'pending' })).items.length
    const before = await pending()
    expect(await client.actions.settle({ id, as, reason: 'They called' })).toMatchObject({ state, needsPerson: false })
    await expect(client.actions.settle({ id, as, reason: 'Again' })).rejects.toMatchObject({ data: { code: 'action-refused' } })
    expect((await client.actions.get({ id })).steps.at(-1)).toMatchObject({ state, who: 'ann@desk', reason: 'They called' })
    // What did not happen is not waited for any more; the money of what did is still to come.
    expect(before - (await pending())).toBe(as === 'happened' ? 0 : 1)
    clock.advance(2 * MINUTE)
    await engine.sendDue()
  }
  expect(countAsked(PHONE)).toBe(2)
  // Once it is settled the phone can be asked again.
  const again = await push({ company })
  expect([await stateOf(again), countAsked(PHONE)]).toEqual(['accepted', 3])
  // It says that the phone could not be reached, and the payment is there all the same.
  const receipt = pay(PHONE, 'times-out-but-pays')
  clock.advance(MINUTE)
  await engine.sendDue()
  expect(await stateOf(again)).toBe('unknown')
  await pull()
  await engine.sendDue()
  expect((await client.actions.get({ id: again })).action.state).toBe('confirmed')
  expect(await paidOf(company)).toEqual([[receipt, 'pro']])

  // An answer that never comes, and a program that is closed over it: nobody asks again.
  clock.advance(HOUR)
  world.faults.mpesa.set('unanswered', { path: '/mpesa/stkpush/', count: 1 })
  const hung = await decide(engine, company, { kind: 'payment.push', provider: 'mpesa', phone: PHONE, offer: PRO })
  const sending = client.actions.send({ id: hung.id })
  while (world.faults.mpesa.counts().unanswered === undefined) await setImmediate()
  await Promise.all([world.stop(engine), sending.catch(() => null)])
  const after = world.open()
  await after.sendDue()
  clock.advance(HOUR)
  await after.sendDue()
  expect([(await after.client.actions.get({ id: hung.id })).action.state, countAsked(PHONE)]).toEqual(['unknown', 4])
})

test('a payment that another question brought about settles no lost one', async () => {
  const world = await openPushWorld()
  const { client, clock, engine, push, pay, pull, stateOf, paidOf } = world
  const company = joinStripe(world, 'twice')
  const partners = joinStripe(world, 'partners')
  await client.sync.start({})
  // The same phone and amount, minutes after each other: the payment is that of the first, which has it.
  const first = await push({ company })
  const receipt = pay(PHONE)
  clock.advance(MINUTE)
  await engine.sendDue()
  expect(await stateOf(first)).toBe('confirmed')
  clock.advance(MINUTE)
  const second = await push({ company }, true)
  await pull(20_000)
  await engine.sendDue()
  expect([await stateOf(second), await stateOf(first)]).toEqual(['unknown', 'confirmed'])
  // Its own comes, and it is that.
  const own = pay(PHONE)
  await pull()
  await engine.sendDue()
  expect((await client.actions.get({ id: second })).action).toMatchObject({ state: 'confirmed', ref: own })
  expect(own).not.toBe(receipt)

  // Two phones for one purpose, and their lists tell of the account that was paid to, and of some digits.
  const lost = await push({ company: partners }, true)
  const taken = await push({ company: partners, phone: OTHER_PHONE })
  pay(OTHER_PHONE)
  clock.advance(MINUTE)
  await engine.sendDue()
  await pull()
  await engine.sendDue()
  expect([await stateOf(lost), await stateOf(taken)]).toEqual(['unknown', 'confirmed'])
  await client.actions.settle({ id: lost, as: 'not-happened', reason: 'The phone was off' })

  // Two lost ones whose phones look alike: whose it is nobody can tell, and people say.
  const alike = `${OTHER_PHONE.slice(0, 7)}99${OTHER_PHONE.slice(9)}`
  clock.advance(3 * HOUR)
  const [one, other] = [await push({ company: partners, phone: OTHER_PHONE }, true), await push({ company: partners, phone: alike }, true)]
  pay(alike)
  await pull()
  await engine.sendDue()
  expect([await stateOf(one), await stateOf(other)]).toEqual(['unknown', 'unknown'])
  expect(await paidOf(partners)).toHaveLength(2)
})
