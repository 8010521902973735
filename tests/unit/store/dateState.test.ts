import { beforeEach, describe, expect, test } from 'vitest'
import type { MirroredBilled } from '../../../src-main/domain/mirrored.ts'
import type { Store } from '../../../src-main/store/openStore.ts'
import type { Connection } from '../../../src-main/store/reads/connections.ts'
import { makeBilled, makeEvent } from './makeBilled.ts'
import { at, dump, makeConnectedStore, NOW, takeObjects } from './makeStore.ts'

const MINUTE = 60_000
const active = makeBilled('subscription')
const paused = makeBilled('subscription', { status: 'paused' })
const renamed = makeBilled('subscription', {}, { note: 'only its metadata' })

let store: Store
let connection: Connection
/** Our clock: each taking is seen a minute after the one before. */
let seenAt: number

beforeEach(() => {
  const made = makeConnectedStore()
  store = made.store
  connection = made.connection
  seenAt = NOW
})

/** An answer, `minutes` after the first, and with it the events of those minutes. */
function take(object: MirroredBilled | null, minutes: number, eventMinutes: number[] = []): void {
  seenAt += MINUTE
  const events = eventMinutes.map((each) => makeEvent(NOW + each * MINUTE, active))
  takeObjects(store, connection, object ? [object] : [], { answeredAt: at(NOW + minutes * MINUTE), seenAt: at(seenAt), events })
}

/** Since when the kept state is so, in minutes, and since when each earlier one was. */
function states(): { now: number; before: number[] } {
  const kept = dump(store)
  const toMinutes = (time: unknown) => (Number(time) - NOW) / MINUTE
  return {
    now: toMinutes((kept['billed_object'] as { state_at: number }[])[0]?.state_at),
    before: (kept['observation'] as { at: number }[]).map((row) => toMinutes(row.at)),
  }
}

describe('a state is dated', () => {
  test('at first sight by the newest event that named the object', () => {
    take(null, 0, [-50, -20])
    take(active, 0)
    expect(states()).toEqual({ now: -20, before: [] })
  })

  test('at first sight by the answer where no event named it', () => {
    take(active, 5)
    expect(states()).toEqual({ now: 5, before: [] })
  })

  test('by the event that came with it', () => {
    take(active, 0)
    take(paused, 10, [7])
    expect(states()).toEqual({ now: 7, before: [0] })
  })

  test('by the newest of several, whatever their order', () => {
    take(active, 0)
    take(paused, 10, [4, 8, 2])
    expect(states()).toEqual({ now: 8, before: [0] })
  })

  test('by no event that is later than the answer', () => {
    take(active, 0)
    take(paused, 10, [7, 11])
    expect(states()).toEqual({ now: 7, before: [0] })
  })

  test('by the answer where nothing told of the change', () => {
    take(active, 0)
    take(paused, 10)
    expect(states()).toEqual({ now: 10, before: [0] })
  })

  test('by no event that brought about the state before', () => {
    take(active, 3, [1])
    take(paused, 10)
    expect(states()).toEqual({ now: 10, before: [1] })
  })

  test('by no event of a change that does not count', () => {
    take(active, 3, [1])
    take(renamed, 6, [5])
    expect(states()).toEqual({ now: 1, before: [] })
    take(paused, 10)
    expect(states()).toEqual({ now: 10, before: [1] })
  })

  test('never before the state that it follows', () => {
    take(active, 5)
    take(paused, 10, [2])
    expect(states()).toEqual({ now: 5, before: [5] })
  })

  test('by no event of another object', () => {
    take(active, 0)
    seenAt += MINUTE
    const other = makeEvent(NOW + 8 * MINUTE, makeBilled('subscription', {}, { ref: 'sub_other' }))
    takeObjects(store, connection, [paused], { answeredAt: at(NOW + 10 * MINUTE), seenAt: at(seenAt), events: [other] })
    expect(states()).toEqual({ now: 10, before: [0] })
  })
})

describe('an event that is seen after the state was read', () => {
  test('dates it, for the list was only sooner', () => {
    take(active, 0)
    take(paused, 10)
    take(null, 11, [6])
    expect(states()).toEqual({ now: 6, before: [0] })
  })

  test('dates the first sight of an object', () => {
    take(active, 10)
    take(null, 11, [3, 6])
    expect(states()).toEqual({ now: 6, before: [] })
  })

  test('changes nothing where an event dated it already', () => {
    take(active, 0)
    take(paused, 10, [8])
    take(null, 11, [6])
    expect(states()).toEqual({ now: 8, before: [0] })
  })

  test('changes nothing where the state before is younger', () => {
    take(active, 5)
    take(paused, 10)
    take(null, 11, [4])
    expect(states()).toEqual({ now: 10, before: [5] })
  })

  test('changes nothing where the object is the same since', () => {
    take(active, 0)
    take(active, 10)
    take(null, 11, [6])
    expect(states()).toEqual({ now: 0, before: [] })
  })

  test('counts its customer among those whose figures follow', () => {
    take(active, 10)
    const events = [makeEvent(NOW + 6 * MINUTE, active)]
    const { changed, customers } = takeObjects(store, connection, [], { seenAt: at(NOW + 90 * MINUTE), events })
    expect({ changed, customers }).toEqual({ changed: 0, customers: ['cus_1'] })
  })
})
