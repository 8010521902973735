import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { type EventFilter, listEvents } from '../../../src-main/store/reads/listEvents.ts'
import { billedObject } from '../../../src-main/store/schema/billing.ts'
import { providerEvent } from '../../../src-main/store/schema/mirror.ts'
import { syncFailure, syncRun } from '../../../src-main/store/schema/sync.ts'
import { type Instant, parseInstant, toInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'

const NOON = parseInstant('2026-11-19T12:00:00Z') as Instant
const HOUR = 3_600_000
const atHour = (hours: number) => toInstant(NOON + hours * HOUR)

let world: World
let client: Engine['client']

beforeEach(async () => {
  world = await createWorld(3)
  await world.connect()
  const engine = world.open()
  await engine.client.sync.start({})
  await engine.stop()
})
afterEach(() => world.end())

function write(change: Parameters<ReturnType<typeof openStore>['transact']>[0]) {
  const store = openStore(world.folder, 'write', world.clock.now())
  store.transact(change)
  store.close()
}

describe('the log of events', () => {
  const billed = { accountId: 1, partOf: null, createdAt: NOON, fetchedAt: NOON, stateAt: NOON, digest: Buffer.alloc(1), content: '{}' }

  beforeEach(() => {
    write((tx) => {
      tx.drizzle
        .insert(billedObject)
        .values([
          { ...billed, kind: 'payment', ref: 'pi_1', customer: 'cus_T000001' },
          // A refund names no customer of its own.
          { ...billed, kind: 'refund', ref: 're_1', customer: null, partOf: 'pi_1' },
          { ...billed, kind: 'payment', ref: 'pi_2', customer: null },
        ])
        .run()
      const told = { accountId: 1, seenAt: atHour(5), outcome: 'processed' as const, reason: null, rules: [] }
      tx.drizzle
        .insert(providerEvent)
        .values([
          { ...told, ref: 'evt_0', type: 'customer.updated', object: 'cus_T000002', at: atHour(0) },
          { ...told, ref: 'evt_1', type: 'invoice.paid', object: 'pi_1', at: atHour(1), rules: ['renew', 'extend'] },
          { ...told, ref: 'evt_2', type: 'refund.created', object: 're_1', at: atHour(2), rules: ['refund'] },
          { ...told, ref: 'evt_3', type: 'invoice.paid', object: 'pi_2', at: atHour(3), outcome: 'failed', reason: 'It cannot be read.' },
          { ...told, ref: 'evt_4', type: 'balance.available', object: null, at: atHour(4), outcome: 'skipped' },
        ])
        .run()
    })
    client = world.open({ access: 'read' }).client
  })

  const refsOf = async (filter: Parameters<typeof client.events.list>[0]) => (await client.events.list(filter)).items.map(({ ref }) => ref)

  test('says whose object an event is about, and what the object is', async () => {
    const { items } = await client.events.list({})
    expect(items.map(({ object, kind, companyName }) => [object, kind, companyName])).toEqual([
      [null, null, null],
      ['pi_2', 'payment', null],
      ['re_1', 'refund', 'Harmattan Trading Desk 000001'],
      ['pi_1', 'payment', 'Harmattan Trading Desk 000001'],
      ['cus_T000002', 'customer', 'Baobab Holdings 000002'],
    ])
    const { id } = await client.companies.get({ company: 'cus_T000001' })
    expect(items.map(({ company }) => company).slice(0, 3)).toEqual([null, null, id])
  })

  test.each<[what: string, filter: Parameters<Engine['client']['events']['list']>[0], refs: string[]]>([
    ['a type', { type: 'invoice.paid' }, ['evt_3', 'evt_1']],
    ['a rule, whichever of those that fired it is', { rule: 'extend' }, ['evt_1']],
    ['a rule that never fired', { rule: 'grace' }, []],
    ['no part of a rule’s name', { rule: 'ren' }, []],
    ['an object', { object: 're_1' }, ['evt_2']],
    ['objects whose ids begin so', { object: 'pi_' }, ['evt_3', 'evt_1']],
    ['no id that only looks so', { object: 'p__' }, []],
    ['the event’s own id', { object: 'evt_3' }, ['evt_3']],
    ['a company, what hangs on its payments too', { company: 'cus_T000001' }, ['evt_2', 'evt_1']],
    ['an outcome', { outcome: 'failed' }, ['evt_3']],
    ['from an instant on, which is in it', { from: atHour(3) }, ['evt_4', 'evt_3']],
    ['up to an instant, which is not', { to: atHour(1) }, ['evt_0']],
    ['a span', { from: atHour(1), to: atHour(3) }, ['evt_2', 'evt_1']],
    ['what had happened as of an instant', { from: atHour(1), at: atHour(1) }, ['evt_1']],
    ['a provider', { provider: 'stripe', outcome: 'skipped' }, ['evt_4']],
    ['another provider', { provider: 'mpesa' }, []],
    ['several things at once', { type: 'invoice.paid', rule: 'renew', company: 'cus_T000001', from: atHour(1), to: atHour(2) }, ['evt_1']],
  ])('is narrowed to %s, and counted so', async (_, filter, refs) => {
    expect(await refsOf(filter)).toEqual(refs)
    const { total } = await client.events.count(filter ?? {})
    expect(total).toBe(refs.length)
  })

  test('goes on page by page under its filters, and a cursor of others is refused', async () => {
    const first = await client.events.list({ type: 'invoice.paid', limit: 1 })
    expect(first.items.map(({ ref }) => ref)).toEqual(['evt_3'])
    const second = await client.events.list({ type: 'invoice.paid', limit: 1, cursor: first.next })
    expect([second.items.map(({ ref }) => ref), second.next]).toEqual([['evt_1'], null])
    for (const other of [{ type: 'invoice.paid', rule: 'renew' }, { object: 'pi_1' }, { type: 'invoice.paid', from: NOON }, { to: NOON }])
      await expect(client.events.list({ ...other, cursor: first.next })).rejects.toMatchObject({ data: { code: 'cursor-unreadable' } })
  })

  test('says what it can be narrowed to', async () => {
    expect(await client.events.choices({})).toEqual({
      types: ['balance.available', 'customer.updated', 'invoice.paid', 'refund.created'],
      rules: ['extend', 'refund', 'renew'],
    })
  })

  test.each<[what: string, filter: Partial<EventFilter>]>([
    ['all of it', {}],
    ['a provider', { provider: 'stripe' }],
    ['a type', { type: 'invoice.paid', from: NOON }],
    ['a rule', { rule: 'renew', at: NOON }],
  ])('is walked newest first and not sorted, for %s', (_, filter) => {
    const steps = world.look(({ read }) => {
      const { sqlite } = read
      const prepare = sqlite.prepare
      const asked: string[] = []
      sqlite.prepare = ((text: string) => {
        asked.push(text)
        return prepare.call(sqlite, text)
      }) as typeof prepare
      const none = { provider: null, type: null, rule: null, object: null, companyId: null, outcome: null, from: null, to: null, at: null }
      listEvents(read, { ...none, ...filter }, 10, null)
      const [text = ''] = asked.filter((each) => each.includes('provider_event'))
      const holes = Array.from({ length: text.split('?').length - 1 }, () => 1)
      return (prepare.call(sqlite, `explain query plan ${text}`).all(holes) as { detail: string }[]).map(({ detail }) => detail)
    })
    expect(steps[0]).toMatch(/^SEARCH provider_event USING INDEX provider_event_by_time /)
    expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual(filter.rule ? [expect.stringContaining('json_each')] : [])
    expect(steps).not.toContain('USE TEMP B-TREE FOR ORDER BY')
  })

  test('of a company that nobody knows is refused', async () => {
    await expect(client.events.count({ company: 'cus_nobody' })).rejects.toMatchObject({ data: { code: 'company-missing' } })
  })
})

describe('the runs of a sync', () => {
  beforeEach(() => {
    write((tx) => {
      tx.drizzle.delete(syncRun).run()
      const run = { accountId: 1, endedAt: NOON, outcome: 'complete' as const, pages: 1, objects: 2, changed: 0, requests: 1, reason: null }
      tx.drizzle
        .insert(syncRun)
        .values([
          { ...run, id: 1, stream: 'customers', startedAt: atHour(0) },
          { ...run, id: 2, stream: 'invoices', startedAt: atHour(1), outcome: 'partial', reason: 'Two could not be taken.' },
          { ...run, id: 3, stream: 'customers', startedAt: atHour(2) },
        ])
        .run()
      tx.drizzle
        .insert(syncFailure)
        .values([
          { runId: 2, ref: 'in_2', reason: 'It has no customer.' },
          { runId: 2, ref: 'in_1', reason: 'It cannot be read.' },
        ])
        .run()
    })
    client = world.open({ access: 'read' }).client
  })

  test('say how many objects they could not take', async () => {
    const { items } = await client.sync.runs({})
    expect(items.map(({ id, stream, failures }) => [id, stream, failures])).toEqual([
      [3, 'customers', 0],
      [2, 'invoices', 2],
      [1, 'customers', 0],
    ])
  })

  test.each<[what: string, filter: Parameters<Engine['client']['sync']['runs']>[0], ids: number[]]>([
    ['a stream', { stream: 'customers' }, [3, 1]],
    ['an outcome', { outcome: 'partial' }, [2]],
    ['a provider', { provider: 'stripe' }, [3, 2, 1]],
    ['another provider', { provider: 'paystack' }, []],
    ['those begun in a span', { from: atHour(1), to: atHour(2) }, [2]],
    ['several things at once', { stream: 'customers', from: atHour(1) }, [3]],
  ])('are narrowed to %s', async (_, filter, ids) => {
    expect((await client.sync.runs(filter)).items.map(({ id }) => id)).toEqual(ids)
  })

  test('go on page by page under their filter', async () => {
    const first = await client.sync.runs({ stream: 'customers', limit: 1 })
    const second = await client.sync.runs({ stream: 'customers', limit: 1, cursor: first.next })
    expect([first.items[0]?.id, second.items[0]?.id, second.next]).toEqual([3, 1, null])
  })

  test('tell each object that they could not take, with its reason', async () => {
    const first = await client.sync.failures({ run: 2, limit: 1 })
    expect(first.items).toEqual([{ ref: 'in_1', reason: 'It cannot be read.' }])
    expect(await client.sync.failures({ run: 2, limit: 1, cursor: first.next })).toEqual({
      items: [{ ref: 'in_2', reason: 'It has no customer.' }],
      next: null,
    })
    expect(await client.sync.failures({ run: 1 })).toEqual({ items: [], next: null })
    await expect(client.sync.failures({ run: 1, cursor: first.next })).rejects.toMatchObject({ data: { code: 'cursor-unreadable' } })
  })
})
