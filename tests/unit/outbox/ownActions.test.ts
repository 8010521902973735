import { expect, test } from 'vitest'
import { openStore } from '../../../src-main/store/openStore.ts'
import type { WishInput } from '../../../src-shared/contract/wish.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { DAY, decide, HOUR, MINUTE, type OutboxWorld, openOutboxWorld, subscribeAtStripe } from './openOutboxWorld.ts'

test('what staff grant by their own word holds at once and until its end, once, with its reason', async () => {
  const world = await openOutboxWorld()
  const { clock } = world
  const engine = world.open()
  const { client } = engine
  const { customer } = subscribeAtStripe(world, 'granted', 'trading.pro.month')
  await client.sync.start({})
  const company = (await client.companies.get({ company: customer })).id
  const at = (ms: number) => toInstant(clock.now() + ms)

  const credit: WishInput = { kind: 'pack.credit', product: 'maintenance-hours', minutes: 600, expiresAt: at(30 * DAY) }
  const seen = await client.actions.preview({ company, wish: credit })
  const queue = (reason: string) =>
    client.actions.queue({ id: 'credit-by-hand', company, wish: credit, digest: seen.digest, reason, isAcknowledged: true })
  await expect(queue('')).rejects.toMatchObject({ data: { code: 'usage' } })
  const twice = [await queue('They lost a day'), await queue('They lost a day')]
  expect(twice.map(({ id, state, needsPerson }) => [id, state, needsPerson])).toEqual(Array(2).fill(['credit-by-hand', 'confirmed', false]))
  const balance = async () => (await client.hours.get({ company, product: 'maintenance-hours' })).packs
  expect(await balance()).toMatchObject([{ minutes: 600, left: 600, state: 'live', expiresAt: credit.expiresAt }])

  const override: WishInput = { kind: 'plan.override', plan: 'trading.elite', limits: { positions: 70 }, until: at(10 * DAY) }
  await expect(decide(engine, company, override, { reason: '' })).rejects.toMatchObject({ data: { code: 'usage' } })
  const granted = await decide(engine, company, override, { reason: 'A trial of Elite' })
  expect(granted).toMatchObject({ state: 'confirmed', provider: null, title: 'Grant Elite by hand' })
  const entitled = () => client.entitlements.get({ company, product: 'trading' })
  expect(await entitled()).toMatchObject({
    ...{ plan: 'elite', limits: { positions: 70 } },
    why: expect.arrayContaining([expect.objectContaining({ text: expect.stringContaining('A trial of Elite') })]),
  })
  for (const [wish, code] of [
    [{ kind: 'plan.override', plan: 'trading.elite', until: at(-1) }, 'action-refused'],
    [{ kind: 'plan.override', product: 'trading', until: at(DAY) }, 'action-refused'],
    [{ kind: 'plan.override', product: 'trading', limits: { moons: 1 }, until: at(DAY) }, 'action-refused'],
    [{ kind: 'pack.credit', product: 'trading', minutes: 60, expiresAt: at(DAY) }, 'action-refused'],
    [{ kind: 'pack.credit', product: 'maintenance-hours', minutes: 60, expiresAt: at(-1) }, 'action-refused'],
  ] as const)
    await expect(decide(engine, company, wish)).rejects.toMatchObject({ data: { code } })
  clock.advance(10 * DAY + HOUR)
  expect(await entitled()).toMatchObject({ plan: 'pro', limits: { positions: 50 } })
  expect(await balance()).toMatchObject([{ state: 'live' }])
  clock.advance(20 * DAY)
  expect(await balance()).toMatchObject([{ state: 'lapsed' }])
  const { items } = await client.audit.list({ company })
  expect(items.map(({ kind, state, who, reason }) => [kind, state, who, reason])).toEqual([
    ['plan.override', 'confirmed', 'ann@desk', ''],
    ['plan.override', 'queued', 'ann@desk', 'A trial of Elite'],
    ['pack.credit', 'confirmed', 'ann@desk', ''],
    ['pack.credit', 'queued', 'ann@desk', 'They lost a day'],
  ])
  expect((await client.workspace.rebuild({})).checks.filter(({ ok }) => !ok)).toEqual([])
})

test('the audit log names who did what and why, page by page, and any change of it is found', async () => {
  const world = await openOutboxWorld()
  const { clock } = world
  const engine = world.open()
  const { client } = engine
  const made = ['one', 'two'].map((name) => subscribeAtStripe(world, name, 'trading.pro.month'))
  await client.sync.start({})
  const ids: string[] = []
  for (const { customer, invoice, subscription } of made) {
    clock.advance(MINUTE)
    ids.push((await decide(engine, customer, { kind: 'payment.refund', provider: 'stripe', payment: invoice, amount: 500 })).id)
    ids.push((await decide(engine, customer, { kind: 'subscription.pause', provider: 'stripe', subscription })).id)
  }
  await client.actions.cancel({ id: ids[3] ?? '', reason: 'A slip' })
  await engine.sendDue()
  const all = (await client.audit.list({ limit: 100 })).items
  expect(all.every(({ who, text }) => who !== '' && text !== '')).toBe(true)
  expect(all).toHaveLength(4 + 3 * 3 + 1)
  const paged: typeof all = []
  for (let cursor: string | null = null, pages = 0; pages === 0 || cursor !== null; pages++) {
    const page: Awaited<ReturnType<typeof client.audit.list>> = await client.audit.list({ limit: 3, cursor })
    paged.push(...page.items)
    cursor = page.next
  }
  expect(paged).toEqual(all)
  const keys = async (ask: Parameters<typeof client.audit.list>[0]) =>
    (await client.audit.list({ ...ask, limit: 100 })).items.map(({ id }) => id)
  const only = (is: (entry: (typeof all)[number]) => boolean) => all.filter(is).map(({ id }) => id)
  const company = all.at(-1)?.company ?? ''
  expect(await keys({ company })).toEqual(only((entry) => entry.company === company))
  expect(await keys({ action: ids[3] ?? '' })).toEqual(only((entry) => entry.action === ids[3]))
  expect(await keys({ kind: 'payment.refund' })).toEqual(only((entry) => entry.kind === 'payment.refund'))
  expect(await keys({ who: 'ann@desk' })).toEqual(only((entry) => entry.who === 'ann@desk'))
  expect(await keys({ who: 'nobody' })).toEqual([])
  expect(all.filter(({ action }) => action === ids[3]).map(({ state, who, reason }) => [state, who, reason])).toEqual([
    ['cancelled', 'ann@desk', 'A slip'],
    ['queued', 'ann@desk', 'They asked for it'],
  ])
  await expect(client.audit.list({ who: 'ann@desk', cursor: (await client.audit.list({ limit: 1 })).next })).rejects.toMatchObject({
    data: { code: expect.any(String) },
  })

  const list = async (ask: Parameters<typeof client.actions.list>[0]) => (await client.actions.list(ask)).items.map(({ id }) => id)
  expect(await list({})).toEqual(ids.toReversed())
  expect(await list({ company })).toEqual([ids[1], ids[0]])
  expect(await list({ states: ['cancelled'] })).toEqual([ids[3]])
  expect(await list({ kind: 'payment.refund', states: ['confirmed'] })).toEqual([ids[2], ids[0]])
  expect(await list({ provider: 'paystack' })).toEqual([])
  const first = await client.actions.list({ limit: 3 })
  expect((await client.actions.list({ limit: 3, cursor: first.next })).items.map(({ id }) => id)).toEqual([ids[0]])

  // Each column of each table, a byte in it: told by the check that it is of, and by none when it is put back.
  const failing = async () => (await client.workspace.examine({})).checks.filter(({ ok }) => !ok).map(({ name }) => name)
  expect(await failing()).toEqual([])
  for (const [statement, back, check] of [
    ["update action set reason = 'Theirs' where seq = 2", "update action set reason = 'They asked for it' where seq = 2", 'actions'],
    ['update action set amount = 501 where seq = 1', 'update action set amount = 500 where seq = 1', 'actions'],
    ["update action_step set who = 'bob@desk' where seq = 3", "update action_step set who = 'ann@desk' where seq = 3", 'steps of actions'],
    ['update action_step set at = at + 1 where seq = 4', 'update action_step set at = at - 1 where seq = 4', 'steps of actions'],
    [
      "update action_now set state = 'queued' where seq = 1",
      "update action_now set state = 'confirmed' where seq = 1",
      'where actions stand',
    ],
    ['update action_now set step = step - 1 where seq = 1', 'update action_now set step = step + 1 where seq = 1', 'where actions stand'],
    ['update action_now set seq = 9 where seq = 1', 'update action_now set seq = 1 where seq = 9', 'where actions stand'],
  ] as const) {
    change(world, statement)
    expect(await failing(), statement).toEqual([check])
    change(world, back)
  }
  change(world, "insert into action_now (action, seq, state, step) values ('none', 99, 'queued', 1)")
  expect(await failing()).toEqual(['where actions stand'])
  change(world, "delete from action_now where action = 'none'")
  expect(await failing()).toEqual([])
})

/** Behind the engine's back. */
function change({ folder, clock }: OutboxWorld, statement: string): void {
  const store = openStore(folder, 'write', clock.now())
  store.transact((tx) => expect(tx.sqlite.prepare(statement).run().changes).toBe(1))
  store.close()
}
