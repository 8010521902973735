import { describe, expect, test } from 'vitest'
import type { MirroredBilled } from '../../../src-main/domain/mirrored.ts'
import { pruneEvents } from '../../../src-main/store/writes/saveEvents.ts'
import { makeBilled, makeEvent } from './makeBilled.ts'
import { at, dump, makeConnectedStore, NOW, takeObjects } from './makeStore.ts'

const DAY = 24 * 60 * 60 * 1000
const active = makeBilled('subscription')
const paused = makeBilled('subscription', { status: 'paused' })

describe('the log of events is let go of', () => {
  test('after thirty days, and not before', () => {
    const { store, connection } = makeConnectedStore()
    const events = [-31, -30, -29].map((day) => makeEvent(NOW + day * DAY, null))
    takeObjects(store, connection, [], { events })
    store.transact((tx) => pruneEvents(tx, NOW))
    expect((dump(store)['provider_event'] as { at: number }[]).map((row) => (row.at - NOW) / DAY).sort()).toEqual([-29, -30])
  })

  test('but for what dates a state, now or before', () => {
    const { store, connection } = makeConnectedStore()
    const take = (object: MirroredBilled, day: number) =>
      takeObjects(store, connection, [object], {
        answeredAt: at(NOW + day * DAY + 1000),
        seenAt: at(NOW + day * DAY + 1000),
        events: [makeEvent(NOW + day * DAY, object), makeEvent(NOW + day * DAY - 5000, object)],
      })
    take(active, 1)
    take(paused, 2)
    store.transact((tx) => pruneEvents(tx, at(NOW + 60 * DAY)))
    expect((dump(store)['provider_event'] as { at: number }[]).map((row) => (row.at - NOW) / DAY)).toEqual([1, 2])
  })
})

describe('the rules that an event set off are in the log', () => {
  test('by what the object is when it was fetched', () => {
    const { store, connection } = makeConnectedStore()
    const paid = makeBilled('invoice', { status: 'paid', reason: 'renewal' })
    takeObjects(store, connection, [paid, paused], {
      events: [makeEvent(NOW, paid, { type: 'invoice.paid' }), makeEvent(NOW, paused), makeEvent(NOW, null, { outcome: 'skipped' })],
    })
    const rules = (dump(store)['provider_event'] as { rules: string }[]).map((row) => JSON.parse(row.rules))
    expect(rules).toEqual([['renew', 'extend'], ['pause'], []])
  })

  test('also where the mirror had the object already', () => {
    const { store, connection } = makeConnectedStore()
    takeObjects(store, connection, [paused], { answeredAt: NOW })
    takeObjects(store, connection, [], { seenAt: at(NOW + 1), events: [makeEvent(NOW - DAY, paused)] })
    expect(dump(store)['provider_event']).toMatchObject([{ rules: '["pause"]' }])
  })

  test('and none where it could not be taken', () => {
    const { store, connection } = makeConnectedStore()
    takeObjects(store, connection, [paused], { events: [makeEvent(NOW, paused, { outcome: 'failed', reason: 'It cannot be read.' })] })
    expect(dump(store)['provider_event']).toMatchObject([{ rules: '[]' }])
  })

  test('a refund when all refunds of its payment together are what was paid', () => {
    const { store, connection } = makeConnectedStore()
    const payment = makeBilled('payment', { amountReceived: 10_00 }, { ref: 'pi_1' })
    const [first, second] = ['re_1', 're_2'].map((ref) => makeBilled('refund', { amount: 5_00 }, { ref, partOf: 'pi_1' }))
    takeObjects(store, connection, [payment, first as MirroredBilled], { events: [makeEvent(NOW, first as MirroredBilled)] })
    takeObjects(store, connection, [second as MirroredBilled], { events: [makeEvent(NOW, second as MirroredBilled)] })
    expect(dump(store)['provider_event']).toMatchObject([
      { object: 're_1', rules: '[]' },
      { object: 're_2', rules: '["refund"]' },
    ])
  })
})
