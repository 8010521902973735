import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DeletedObject, MirroredCustomer, MirroredObject } from '../../../src-main/domain/mirrored.ts'
import type { Store } from '../../../src-main/store/openStore.ts'
import { getCompany, listCompanies } from '../../../src-main/store/reads/companies.ts'
import type { Connection } from '../../../src-main/store/reads/connections.ts'
import { findMirrored, findSeenEvents, listRefsCreatedWithin } from '../../../src-main/store/reads/mirror.ts'
import { saveCustomer } from '../../../src-main/store/writes/saveCustomer.ts'
import { saveEvents } from '../../../src-main/store/writes/saveEvents.ts'
import { at, dump, makeConnectedStore, NOW, takeObjects } from './makeStore.ts'

describe('an answer about a customer', () => {
  test('is kept with its JSON, its fact and its company', () => {
    const { store, connection } = makeConnectedStore()
    expect(take(store, connection, [customer({ name: 'Acme', email: 'a@acme.test' })], 10)).toBe(1)
    const kept = dump(store)
    expect(kept['customer']).toMatchObject([{ ref: 'cus_1', name: 'Acme', email: 'a@acme.test', fetched_at: NOW + 10, deleted_at: null }])
    expect(kept['customer_raw']).toEqual([{ customer_id: 1, json: customer({ name: 'Acme', email: 'a@acme.test' }).json }])
    expect(kept['fact']).toMatchObject([{ key: 'customer.created:stripe:acct_1:cus_1', hash: null }])
    expect(kept['company']).toMatchObject([{ name: 'Acme', name_key: 'acme', since: NOW, ended_at: null }])
    expect(kept['company_link']).toMatchObject([{ account_id: 1, ref: 'cus_1', company_id: 1, own: expect.stringMatching(/^co_/) }])
  })

  test('that is older than the kept one is dropped', () => {
    const { store, connection } = makeConnectedStore()
    take(store, connection, [customer({ name: 'New' })], 10)
    const before = dump(store)
    expect(take(store, connection, [customer({ name: 'Old' })], 9)).toBe(0)
    expect(dump(store)).toEqual(before)
  })

  test('that is newer, or of the same second, takes its place everywhere', () => {
    const { store, connection } = makeConnectedStore()
    take(store, connection, [customer({ name: 'Old', email: 'old@acme.test', phone: '+254712345678' })], 10)
    for (const [name, ms] of [
      ['Same second', 10],
      ['New', 11],
    ] as const) {
      expect(take(store, connection, [customer({ name })], ms)).toBe(1)
      expect(dump(store)).toMatchObject({ customer: [{ name, email: null, phone: null }], company: [{ name }] })
    }
    expect(found(store, 'old')).toEqual([])
    expect(found(store, '0712345678')).toEqual([])
    expect(found(store, 'new')).toEqual(['New'])
  })

  test('that is not newer than one which was confirmed since is dropped, too', () => {
    const { store, connection } = makeConnectedStore()
    take(store, connection, [customer({ name: 'Now' })], 1)
    take(store, connection, [customer({ name: 'Now' })], 10)
    take(store, connection, [customer({ name: 'In between' })], 5)
    expect(dump(store)['customer']).toMatchObject([{ name: 'Now' }])
  })

  test('that repeats what is kept changes nothing at all, however often it comes', () => {
    const { store, connection } = makeConnectedStore()
    const page = Array.from({ length: 20 }, (_, index) => customer({ ref: `cus_${index}`, name: `Company ${index}` }))
    expect(take(store, connection, page, 10)).toBe(20)
    const before = dump(store)
    expect(take(store, connection, page, 10)).toBe(0)
    expect(take(store, connection, [...page].reverse(), 10)).toBe(0)
    expect(dump(store)).toEqual(before)
  })

  test('twice on one page counts once', () => {
    const { store, connection } = makeConnectedStore()
    expect(take(store, connection, [customer({}), customer({})], 10)).toBe(1)
    expect(dump(store)['company']).toHaveLength(1)
  })

  test('of one account does not touch the same id of another', () => {
    const { store } = makeConnectedStore()
    store.transact((tx) => {
      tx.sqlite.prepare("insert into provider_account values (2, 'stripe', 'test', 'acct_2', null)").run()
      saveCustomer(tx, 1, customer({ name: 'One' }), NOW)
      saveCustomer(tx, 2, customer({ name: 'Two' }), NOW)
    })
    expect(dump(store)['customer']).toMatchObject([{ name: 'One' }, { name: 'Two' }])
  })
})

describe('a deleted customer', () => {
  const gone: DeletedObject = { kind: 'deleted', of: 'customer', ref: 'cus_1', deletedAt: at(NOW + 20) }

  test('stays, with its name and the instant, and its company ends', () => {
    const { store, connection } = makeConnectedStore()
    take(store, connection, [customer({ name: 'Acme' })], 10)
    expect(take(store, connection, [gone], 20)).toBe(1)
    const kept = dump(store)
    expect(kept['customer']).toMatchObject([{ name: 'Acme', deleted_at: NOW + 20 }])
    expect(kept['company']).toMatchObject([{ name: 'Acme', ended_at: NOW + 20 }])
    expect(kept['fact']).toMatchObject([{ kind: 'customer.created' }, { kind: 'customer.deleted', at: NOW + 20 }])
    expect(found(store, 'acme')).toEqual(['Acme'])
  })

  test('stays deleted, whatever comes after it and however often', () => {
    const { store, connection } = makeConnectedStore()
    take(store, connection, [customer({ name: 'Acme' })], 10)
    take(store, connection, [gone], 20)
    const before = dump(store)
    expect(take(store, connection, [customer({ name: 'Back' })], 30)).toBe(0)
    expect(take(store, connection, [{ ...gone, deletedAt: at(NOW + 40) }], 40)).toBe(0)
    expect(dump(store)).toEqual(before)
  })

  test('that was never mirrored leaves nothing', () => {
    const { store, connection } = makeConnectedStore()
    const before = dump(store)
    expect(take(store, connection, [gone], 20)).toBe(0)
    expect(dump(store)).toEqual(before)
  })

  test('is no longer listed among the living of a span', () => {
    const { store, connection } = makeConnectedStore()
    take(
      store,
      connection,
      [customer({}), customer({ ref: 'cus_2', createdAt: at(NOW + 1) }), customer({ ref: 'cus_3', createdAt: at(NOW + 2) })],
      10,
    )
    take(store, connection, [gone], 20)
    expect(listRefsCreatedWithin(store.read, 1, 'customer', NOW, at(NOW + 1))).toEqual(['cus_2'])
    expect(findMirrored(store.read, 1, 'customer', 'cus_3')).toEqual({ createdAt: NOW + 2, fetchedAt: NOW + 10, deletedAt: null })
    expect(findMirrored(store.read, 1, 'customer', 'cus_4')).toBeNull()
  })
})

test('the order in which answers arrive does not matter: the newest is what stays', () => {
  const { store, connection } = makeConnectedStore()
  let serial = 0
  const answers = fc.uniqueArray(fc.record({ at: fc.nat(50), name: fc.constantFrom('A', 'B', 'C', null) }), {
    minLength: 1,
    maxLength: 8,
    selector: (answer) => answer.at,
  })
  fc.assert(
    fc.property(
      answers.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
      ([given, arriving]) => {
        serial += 1
        const ref = `cus_${serial}`
        for (const answer of arriving) take(store, connection, [customer({ ref, name: answer.name })], answer.at)
        const newest = given.reduce((a, b) => (b.at > a.at ? b : a))
        const kept = store.read.sqlite.prepare('select name from customer where ref = ?').pluck().get(ref)
        expect(kept).toBe(newest.name)
      },
    ),
    { numRuns: 300 },
  )
})

test('a company has its customers and what happened to them, newest first', () => {
  const { store, connection } = makeConnectedStore()
  take(store, connection, [customer({ name: 'Acme' })], 10)
  take(store, connection, [{ kind: 'deleted', of: 'customer', ref: 'cus_1', deletedAt: at(NOW + 20) }], 20)
  expect(getCompany(store.read, 1)).toMatchObject({
    name: 'Acme',
    customers: [{ provider: 'stripe', ref: 'cus_1', account: 'acct_1', deletedAt: NOW + 20, fetchedAt: NOW + 20 }],
    timeline: [{ kind: 'customer.deleted' }, { kind: 'customer.created' }],
  })
})

test('companies that are derived again are the same, ids included', () => {
  const { store, connection } = makeConnectedStore()
  take(store, connection, [customer({ name: 'Acme' }), customer({ ref: 'cus_2', name: 'Beta' })], 10)
  const ids = listAll(store).map(({ id }) => id)
  store.transact((tx) => tx.sqlite.prepare('delete from company').run())
  store.transact((tx) => tx.sqlite.prepare("update customer set digest = x'00'").run())
  take(store, connection, [customer({ name: 'Acme' }), customer({ ref: 'cus_2', name: 'Beta' })], 11)
  expect(listAll(store).map(({ id }) => id)).toEqual(ids)
  expect(ids.every((id) => /^co_[a-z0-9]{16}$/.test(id))).toBe(true)
})

test('a provider event is kept once, as it was first told', () => {
  const { store } = makeConnectedStore()
  const event = { ref: 'evt_1', type: 'customer.created', at: NOW, object: { kind: 'customer' as const, ref: 'cus_1' }, isDeletion: false }
  store.transact((tx) => {
    saveEvents(tx, 1, [{ ...event, outcome: 'processed', reason: null }], NOW)
    saveEvents(tx, 1, [{ ...event, outcome: 'failed', reason: 'later' }], at(NOW + 1))
  })
  expect(dump(store)['provider_event']).toMatchObject([{ ref: 'evt_1', object: 'cus_1', outcome: 'processed', seen_at: NOW }])
  expect(findSeenEvents(store.read, 1, ['evt_1', 'evt_2'])).toEqual(new Set(['evt_1']))
  expect(findSeenEvents(store.read, 1, [])).toEqual(new Set())
  expect(findSeenEvents(store.read, 2, ['evt_1'])).toEqual(new Set())
})

function take(store: Store, connection: Connection, objects: MirroredObject[], ms: number): number {
  return takeObjects(store, connection, objects, { answeredAt: at(NOW + ms) }).changed
}

function customer(given: Partial<MirroredCustomer>): MirroredCustomer {
  const columns = { ref: 'cus_1', name: null, email: null, phone: null, currency: null, namedCompany: null, createdAt: NOW, ...given }
  return { kind: 'customer', ...columns, json: JSON.stringify(columns) }
}

function listAll(store: Store, search = '') {
  return listCompanies(store.read, { search, at: null, sort: 'name', isDescending: false, limit: 100, after: null }).items
}

function found(store: Store, search: string): string[] {
  return listAll(store, search).map(({ name }) => name)
}
