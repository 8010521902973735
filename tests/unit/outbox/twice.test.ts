import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createEngine } from '../../../src-main/engine/createEngine.ts'
import { listEffects } from '../../../src-main/sandbox/stripe/listEffects.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import type { WishInput } from '../../../src-shared/contract/wish.ts'
import { refusal } from '../store/caught.ts'
import { Cut, DAY, decide, joinPaystack, MINUTE, type OutboxWorld, openOutboxWorld, subscribeAtStripe } from './openOutboxWorld.ts'

const YEAR = 365 * DAY

const toRefund = (payment: string, amount = 1_000): WishInput => ({ kind: 'payment.refund', provider: 'stripe', payment, amount })

test('a double click is one action, and another wish under its id is none', async () => {
  const world = await openOutboxWorld()
  const engine = world.open()
  const { client } = engine
  const { customer, invoice } = subscribeAtStripe(world, 'clicked', 'trading.pro.month')
  await client.sync.start({})
  const wish = toRefund(invoice)
  const { digest } = await client.actions.preview({ company: customer, wish })
  const click = () => client.actions.queue({ id: 'clicked-1', company: customer, wish, digest, reason: 'Asked', isAcknowledged: true })
  const items = await Promise.all([click(), click(), click()])
  expect(new Set(items.map(({ id, at }) => `${id} ${at}`)).size).toBe(1)
  expect((await client.actions.list({})).items).toHaveLength(1)
  await Promise.all([client.actions.send({ id: 'clicked-1' }), client.actions.send({ id: 'clicked-1' }), engine.sendDue()])
  // Long after it is over, the same click is answered by what became of it.
  world.clock.advance(DAY)
  expect(await click()).toMatchObject({ state: 'confirmed', attempts: 1 })
  expect(listEffects(world.stripe)).toHaveLength(1)
  for (const other of [toRefund(invoice, 2_000), { kind: 'link.portal', provider: 'stripe', customer } as const]) {
    const seen = await client.actions.preview({ company: customer, wish: other })
    await expect(
      client.actions.queue({ id: 'clicked-1', company: customer, wish: other, digest: seen.digest, reason: 'Asked', isAcknowledged: true }),
    ).rejects.toMatchObject({ data: { code: 'key-taken' } })
  }
  expect((await client.actions.list({})).items).toHaveLength(1)
})

test('what is cancelled while the provider is asked about it is not sent, and breaks nothing', async () => {
  const world = await openOutboxWorld()
  const engine = world.open()
  const { client } = engine
  const { customer, invoice } = subscribeAtStripe(world, 'cancelled', 'trading.pro.month')
  await client.sync.start({})
  for (const path of ['/v1/customers', '/v1/invoices/create_preview', '/v1/subscriptions']) {
    const { id } = await decide(engine, customer, toRefund(invoice))
    // Slow enough that the word of staff comes in between.
    world.faults.stripe.set('slow-drip', { path, count: 1 })
    const sending = client.actions.send({ id })
    await setImmediate()
    expect(await client.actions.cancel({ id, reason: 'A slip' })).toMatchObject({ state: 'cancelled' })
    expect(await sending).toMatchObject({ state: 'cancelled', attempts: 0 })
    world.faults.stripe.clear()
  }
  expect(listEffects(world.stripe)).toEqual([])
  expect(world.logs).toEqual([])
})

test('of two programs on one workspace one sends, and the other looks on', async () => {
  const world = await openOutboxWorld()
  const engine = world.open()
  const { customer, invoice } = subscribeAtStripe(world, 'shared', 'trading.pro.month')
  await engine.client.sync.start({})
  const options = { folder: world.folder, what: 'another test', pollMs: null }
  for (const mayLook of [false, true])
    expect(refusal(() => createEngine(world.ports, { ...options, access: 'write', mayLook })).code).toBe('workspace-in-use')
  const looker = createEngine(world.ports, { ...options, access: 'read' })
  try {
    expect(looker.canWrite).toBe(false)
    const { id } = await decide(engine, customer, toRefund(invoice))
    const wish = toRefund(invoice, 500)
    const { digest } = await looker.client.actions.preview({ company: customer, wish })
    const { client } = looker
    const refused = { data: { code: expect.stringMatching(/^workspace-(in-use|read-only)$/) } }
    for (const call of [
      () => client.actions.queue({ id: 'looked-at-1', company: customer, wish, digest, reason: 'Asked', isAcknowledged: true }),
      () => client.actions.send({ id }),
      () => client.actions.cancel({ id }),
      () => client.actions.approve({ id }),
      () => client.actions.settle({ id, as: 'drop' }),
    ])
      await expect(call()).rejects.toMatchObject(refused)
    await looker.sendDue().catch(() => null)
    expect((await client.actions.get({ id })).action).toMatchObject({ state: 'queued', attempts: 0 })
    expect(listEffects(world.stripe)).toEqual([])
    expect(await engine.client.actions.send({ id })).toMatchObject({ state: 'confirmed' })
    expect((await client.actions.get({ id })).action.state).toBe('confirmed')
    expect(listEffects(world.stripe)).toHaveLength(1)
  } finally {
    await looker.stop()
  }
})

test.each([
  ['kept', -DAY],
  ['sent', -DAY],
  ['kept', YEAR],
  ['sent', YEAR],
] as const)('a clock that is set wrong where an action is "%s" (by %i ms) doubles nothing and forgets nothing', async (stage, skew) => {
  const world = await openOutboxWorld()
  const { clock, stripe, paystack } = world
  const first = world.open((at) => {
    if (at === stage) throw new Cut()
  })
  const card = subscribeAtStripe(world, 'skewed', 'trading.pro.month')
  const other = joinPaystack(world, 'skewed')
  const queued = subscribeAtStripe(world, 'waiting', 'trading.pro.month')
  await first.client.sync.start({})
  const wish: WishInput = { kind: 'payment.refund', provider: 'paystack', payment: other.reference, amount: 50_000 }
  const ids = [(await decide(first, card.customer, toRefund(card.invoice))).id, (await decide(first, other.customer, wish)).id]
  await first.client.actions.send({ id: ids[0] ?? '' })
  ids.push((await decide(first, queued.customer, toRefund(queued.invoice))).id)
  await world.stop(first)
  clock.advance(skew)

  const engine = world.open()
  const { client } = engine
  const states = async () => Promise.all(ids.map(async (id) => (await client.actions.get({ id })).action.state))
  const effects = () => [
    ...ids.filter((_, index) => index !== 1).map((id) => listEffects(stripe, id).length),
    paystack.effects().get(`refunds.create ${other.reference}`) ?? 0,
  ]
  await engine.sendDue()
  const isSoon = skew < 0 && stage === 'kept'
  // By a clock that was set back nobody knows how long ago it was: that no trace is there proves nothing at first.
  expect(await states()).toEqual(isSoon ? ['attempting', 'attempting', 'confirmed'] : ['confirmed', 'confirmed', 'confirmed'])
  clock.advance(6 * MINUTE)
  await engine.sendDue()
  expect([await states(), effects()]).toEqual([
    ['confirmed', 'confirmed', 'confirmed'],
    [1, 1, 1],
  ])
  // Right again, it hinders nobody: what was sent by the wrong clock lies ahead, or far behind.
  clock.advance(-skew)
  await client.actions.setCaps({ ...(await client.actions.caps({})), sendsPerMinute: 1 })
  const next = await decide(engine, queued.customer, toRefund(queued.invoice, 700))
  expect(await client.actions.send({ id: next.id })).toMatchObject({ state: 'confirmed' })
  expect((await client.workspace.examine({})).checks.filter(({ ok }) => !ok)).toEqual([])
})

test('a key that is none any more, or another account’s, sends nothing, and says so; the right one goes on', async () => {
  const world = await openOutboxWorld()
  const { faults, clock, stripe, environment } = world
  const engine = world.open()
  const { client } = engine
  const { customer, invoice } = subscribeAtStripe(world, 'keyed', 'trading.pro.month')
  await client.sync.start({})
  const { id } = await decide(engine, customer, toRefund(invoice))
  const send = async () => {
    clock.advance(MINUTE)
    await client.actions.send({ id })
    const { state, attempts, standing } = (await client.actions.get({ id })).action
    return { state, attempts, standing, effects: listEffects(stripe).length }
  }
  const waits = (standing: RegExp) => ({ state: 'queued', attempts: 0, standing: expect.stringMatching(standing), effects: 0 })
  faults.stripe.set('revoked-key')
  expect(await send()).toEqual(waits(/key/i))
  faults.stripe.clear()
  const key = environment['STRIPE']
  environment['STRIPE'] = undefined
  expect(await send()).toEqual(waits(/STRIPE/))
  // A key of another account in the same place.
  environment['STRIPE'] = 'sk_test_other000000000000000001'
  expect(await send()).toEqual(waits(/key/i))
  environment['STRIPE'] = key
  await world.stop(engine)
  faults.stripe.set('other-account')
  const again = world.open()
  clock.advance(MINUTE)
  await again.sendDue()
  const found = (await again.client.actions.get({ id })).action
  expect([found.state, found.attempts, found.standing, listEffects(stripe)]).toEqual([
    ...['queued', 0, expect.stringContaining('acct_1SomebodyElse')],
    [],
  ])
  const connect = { provider: 'stripe', secret: { kind: 'environment', name: 'STRIPE' }, baseUrl: world.servers[0].baseUrl } as const
  await expect(again.connect(connect)).rejects.toMatchObject({ code: 'account-differs' })
  faults.stripe.clear()
  clock.advance(MINUTE)
  await again.sendDue()
  expect((await again.client.actions.get({ id })).action).toMatchObject({ state: 'confirmed', attempts: 1 })
  expect(listEffects(stripe)).toHaveLength(1)
})

test('a workspace that is of another account by now sends that one nothing, and asks it nothing', async () => {
  const world = await openOutboxWorld()
  const { clock, faults, stripe } = world
  const first = world.open((at) => {
    if (at === 'kept') throw new Cut()
  })
  const { customer, invoice } = subscribeAtStripe(world, 'moved', 'trading.pro.month')
  const later = subscribeAtStripe(world, 'later', 'trading.pro.month')
  await first.client.sync.start({})
  const { id } = await decide(first, customer, toRefund(invoice))
  await first.client.actions.send({ id })
  const queued = await decide(first, later.customer, toRefund(later.invoice))
  await world.stop(first)
  renameAccount(world, 'acct_1SomebodyElse')
  faults.stripe.set('other-account')
  clock.advance(MINUTE)
  const asked = [...world.servers[0].counts].filter(([name]) => name.includes('/v1/refunds')).length
  const engine = world.open()
  await engine.sendDue()
  const look = async (of: string) => (await engine.client.actions.get({ id: of })).action
  expect(await look(id)).toMatchObject({ state: 'attempting', attempts: 1, standing: expect.stringMatching(/acct_outbox/) })
  expect(await look(queued.id)).toMatchObject({
    ...{ state: 'conflict', attempts: 0, conflict: expect.arrayContaining([expect.objectContaining({ name: 'account' })]) },
  })
  const { digest } = await engine.client.actions.preview({ company: later.customer, wish: toRefund(later.invoice) })
  clock.advance(1)
  await expect(engine.client.actions.settle({ id: queued.id, as: 'go-on', digest, reason: 'Yes' })).rejects.toMatchObject({
    data: { code: 'action-refused' },
  })
  expect([...world.servers[0].counts].filter(([name]) => name.includes('/v1/refunds')).length).toBe(asked)
  await world.stop(engine)
  renameAccount(world, 'acct_outbox')
  faults.stripe.clear()
  clock.advance(MINUTE)
  const back = world.open()
  await back.sendDue()
  expect((await back.client.actions.get({ id })).action).toMatchObject({ state: 'confirmed', attempts: 1 })
  expect(listEffects(stripe)).toHaveLength(1)
})

/** As if it had been connected to another account: no program does that. */
function renameAccount({ folder, clock }: OutboxWorld, ref: string): void {
  const store = openStore(folder, 'write', clock.now())
  store.transact((tx) => tx.sqlite.prepare("update provider_account set ref = ? where provider = 'stripe'").run(ref))
  store.close()
}
