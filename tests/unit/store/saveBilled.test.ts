import { describe, expect, test } from 'vitest'
import type { BilledContents, BilledKind } from '../../../src-main/domain/billing/billedObject.ts'
import type { MirroredBilled, MirroredObject } from '../../../src-main/domain/mirrored.ts'
import type { Store } from '../../../src-main/store/openStore.ts'
import { examineDatabase } from '../../../src-main/store/reads/examineDatabase.ts'
import { saveObject } from '../../../src-main/store/writes/saveObject.ts'
import { CONTENTS, makeBilled } from './makeBilled.ts'
import { at, dump, makeConnectedStore, NOW, takeObjects } from './makeStore.ts'

describe('an answer about an object of billing', () => {
  test.each(Object.keys(CONTENTS) as BilledKind[])('keeps a %s in our words, and beside it as the provider sent it', (kind) => {
    const { store, connection } = makeConnectedStore()
    const object = makeBilled(kind, {}, { partOf: 'other_1' })
    expect(take(store, connection, [object], 10)).toBe(1)
    const kept = dump(store)
    expect(kept['billed_object']).toMatchObject([
      { kind, ref: object.ref, customer: 'cus_1', part_of: 'other_1', created_at: NOW, deleted_at: null, fetched_at: NOW + 10 },
    ])
    expect(JSON.parse(String(first(kept, 'billed_object')['content']))).toEqual(object.content)
    expect(kept['billed_object_raw']).toEqual([{ object_id: 1, json: object.json }])
  })

  test('that is older than the kept one is dropped', () => {
    const { store, connection } = makeConnectedStore()
    take(store, connection, [makeBilled('subscription', { status: 'paused' })], 10)
    const before = dump(store)
    expect(take(store, connection, [makeBilled('subscription', { status: 'active' })], 9)).toBe(0)
    expect(dump(store)).toEqual(before)
  })

  test('that repeats what is kept is no news, and confirms it', () => {
    const { store, connection } = makeConnectedStore()
    take(store, connection, [makeBilled('subscription')], 10)
    expect(take(store, connection, [makeBilled('subscription')], 20)).toBe(0)
    expect(first(dump(store), 'billed_object')).toMatchObject({ fetched_at: NOW + 20, state_at: NOW + 10 })
    expect(take(store, connection, [makeBilled('subscription', { status: 'paused' })], 15)).toBe(0)
  })

  test('that tells of its deletion leaves it as it was, for ever', () => {
    const { store, connection } = makeConnectedStore()
    take(store, connection, [makeBilled('invoice', {}, { ref: 'in_1' })], 10)
    const gone: MirroredObject = { kind: 'deleted', of: 'invoice', ref: 'in_1', deletedAt: at(NOW + 20) }
    expect(take(store, connection, [gone], 20)).toBe(1)
    const before = dump(store)
    expect(take(store, connection, [gone], 30)).toBe(0)
    expect(take(store, connection, [makeBilled('invoice', { status: 'paid' }, { ref: 'in_1' })], 40)).toBe(0)
    expect(take(store, connection, [{ ...gone, ref: 'in_never' }], 40)).toBe(0)
    expect(dump(store)).toEqual(before)
    expect(first(before, 'billed_object')).toMatchObject({ deleted_at: NOW + 20 })
    expect(before['fact']).toEqual([])
  })

  test('of one account does not touch the same id of another', () => {
    const { store, connection } = makeConnectedStore()
    store.transact((tx) => {
      tx.sqlite.prepare("insert into provider_account values (2, 'stripe', 'test', 'acct_2', null)").run()
      const times = { answeredAt: NOW, seenAt: NOW }
      saveObject(tx, connection.account, makeBilled('price', { amount: 1 }), times)
      saveObject(tx, { ...connection.account, id: 2, ref: 'acct_2' }, makeBilled('price', { amount: 2 }), times)
    })
    expect(dump(store)['billed_object']).toHaveLength(2)
    expect(dump(store)['observation']).toEqual([])
  })
})

describe('an earlier state is kept', () => {
  const changes: [BilledKind, string, object][] = [
    ['subscription', 'its status', { status: 'paused' }],
    ['subscription', 'its plan', { items: CONTENTS.subscription.items.map((item) => ({ ...item, price: 'price_9' })) }],
    ['subscription', 'how many', { items: CONTENTS.subscription.items.map((item) => ({ ...item, quantity: 9 })) }],
    ['subscription', 'its period', { items: CONTENTS.subscription.items.map((item) => ({ ...item, periodEnd: NOW + 9 })) }],
    ['subscription', 'that it is to end', { cancelsAtPeriodEnd: true }],
    ['subscription', 'when it is to end', { cancelAt: NOW }],
    ['subscription', 'that nothing is collected', { isCollectionPaused: true }],
    ['subscription', 'its pause', { pausedAt: NOW }],
    ['subscription', 'its end', { endedAt: NOW }],
    ['invoice', 'that it fails', { isFailing: true }],
    ['dispute', 'its outcome', { status: 'lost' }],
    ['price', 'its lookup key', { lookupKey: null }],
  ]
  test.each(changes)('of a %s when that changes: %s', (kind, _what, change) => {
    const { store, connection } = makeConnectedStore()
    const before = makeBilled(kind)
    take(store, connection, [before], 10)
    take(store, connection, [makeBilled(kind, change)], 20)
    const kept = dump(store)
    expect(kept['observation']).toMatchObject([{ account: 'acct_1', kind, ref: before.ref, at: NOW + 10, seen_at: NOW }])
    expect(JSON.parse(String(first(kept, 'observation')['content']))).toEqual(before.content)
    expect(first(kept, 'billed_object')).toMatchObject({ state_at: NOW + 20 })
  })

  const others: [BilledKind, string, object][] = [
    ['subscription', 'the order of its items', { items: [...CONTENTS.subscription.items].reverse() }],
    [
      'subscription',
      'its discounts',
      { discounts: [{ perMillion: 1, amount: null, currency: null, isOnce: false, startsAt: null, endsAt: null }] },
    ],
    ['invoice', 'its payment, which it dates itself', { status: 'paid', paidAt: NOW }],
    ['price', 'whether it is offered', { isActive: false }],
    ['payment', 'anything', { status: 'failed' }],
    ['checkout', 'anything', { status: 'expired' }],
    ['refund', 'anything', { status: 'failed' }],
    ['product', 'anything', { name: 'Other' }],
  ]
  test.each(others)('not of a %s when that changes: %s', (kind, _what, change) => {
    const { store, connection } = makeConnectedStore()
    take(store, connection, [makeBilled(kind)], 10)
    expect(take(store, connection, [makeBilled(kind, change)], 20)).toBe(1)
    const kept = dump(store)
    expect(kept['observation']).toEqual([])
    expect(first(kept, 'billed_object')).toMatchObject({ state_at: NOW + 10, fetched_at: NOW + 20 })
    expect(JSON.parse(String(first(kept, 'billed_object')['content']))).toMatchObject(change)
  })

  test('in a chain that is whole, and shows any change', () => {
    const { store, connection } = makeConnectedStore()
    const words: BilledContents['subscription']['status'][] = ['active', 'paused', 'active', 'past-due', 'canceled']
    for (const [index, status] of words.entries())
      take(store, connection, [makeBilled('subscription', { status }), makeBilled('subscription', { status }, { ref: 'sub_2' })], index)
    expect(failures(store)).toEqual([])
    expect(dump(store)['observation']).toHaveLength(8)
    for (const column of ['account', 'kind', 'ref', 'content']) {
      const before = alter(store, column, (value) => `${String(value)} `)
      expect(failures(store), column).toEqual(['earlier states'])
      alter(store, column, () => before)
    }
    for (const column of ['at', 'seen_at']) {
      const before = alter(store, column, (value) => Number(value) + 1)
      expect(failures(store), column).toEqual(['earlier states'])
      alter(store, column, () => before)
    }
    expect(failures(store)).toEqual([])
    store.transact((tx) => tx.sqlite.prepare('delete from observation where id = 4').run())
    expect(failures(store)).toEqual(['earlier states'])
  })
})

describe('news touch', () => {
  const touched = (store: Store, connection: ReturnType<typeof makeConnectedStore>['connection'], object: MirroredObject, ms: number) =>
    store.transact((tx) => saveObject(tx, connection.account, object, { answeredAt: at(NOW + ms), seenAt: NOW }))

  test('the customer of an object, and the one that it had before', () => {
    const { store, connection } = makeConnectedStore()
    expect(touched(store, connection, makeBilled('payment', {}, { customer: 'cus_1' }), 1)).toMatchObject({
      customers: ['cus_1'],
      unowned: [],
    })
    const moved = touched(store, connection, makeBilled('payment', {}, { customer: 'cus_2' }), 2)
    expect(moved.customers.sort()).toEqual(['cus_1', 'cus_2'])
    const lost = touched(store, connection, makeBilled('payment', {}, { customer: null }), 3)
    expect(lost).toMatchObject({ customers: ['cus_2'], unowned: ['payment_1'] })
  })

  test('the customer of the payment that a refund is of', () => {
    const { store, connection } = makeConnectedStore()
    touched(store, connection, makeBilled('payment', {}, { ref: 'pi_1', customer: 'cus_7' }), 1)
    const refund = touched(store, connection, makeBilled('refund', {}, { customer: null, partOf: 'pi_1' }), 2)
    expect(refund).toMatchObject({ isNews: true, customers: ['cus_7'], unowned: [] })
    const moved = touched(store, connection, makeBilled('refund', {}, { customer: null, partOf: 'pi_unknown' }), 3)
    expect(moved.customers).toEqual(['cus_7'])
    expect(moved.unowned.sort()).toEqual(['pi_unknown', 'refund_1'])
  })

  test('nobody where nobody is named, and each price by itself', () => {
    const { store, connection } = makeConnectedStore()
    const guest = touched(store, connection, makeBilled('payment', {}, { ref: 'pi_1', customer: null }), 1)
    expect(guest).toMatchObject({ customers: [], unowned: ['pi_1'] })
    const price = touched(store, connection, makeBilled('price', {}, { ref: 'price_1', customer: null }), 1)
    expect(price).toMatchObject({ customers: [], unowned: [], prices: ['price_1'] })
    const again = touched(store, connection, makeBilled('price', {}, { ref: 'price_1', customer: null }), 2)
    expect(again).toEqual({ isNews: false, customers: [], unowned: [], prices: [] })
  })
})

function take(
  store: Store,
  connection: ReturnType<typeof makeConnectedStore>['connection'],
  objects: MirroredObject[],
  ms: number,
): number {
  return takeObjects(store, connection, objects as MirroredBilled[], { answeredAt: at(NOW + ms) }).changed
}

function first(kept: Record<string, unknown[]>, table: string): Record<string, unknown> {
  return kept[table]?.[0] as Record<string, unknown>
}

function failures(store: Store): string[] {
  return examineDatabase(store.read).flatMap(({ name, ok }) => (ok ? [] : name))
}

/** Changes a field of the third observation behind our back. @returns what it was */
function alter(store: Store, column: string, change: (value: unknown) => unknown): unknown {
  return store.transact((tx) => {
    const before = tx.sqlite.prepare(`select ${column} from observation where id = 3`).pluck().get()
    tx.sqlite.prepare(`update observation set ${column} = ? where id = 3`).run(change(before))
    return before
  })
}
