import { describe, expect, test } from 'vitest'
import { guardStore } from '../../../src-main/engine/guardStore.ts'
import type { Reserve } from '../../../src-main/store/createReserve.ts'
import type { Store } from '../../../src-main/store/openStore.ts'
import { toDamaged } from '../../../src-main/store/toStoreError.ts'
import { saveFacts } from '../../../src-main/store/writes/saveFacts.ts'
import { refusal } from '../store/caught.ts'
import { makeConnectedStore, NOW } from '../store/makeStore.ts'

const ROOM_PAGES = 20

describe('on a disk that is full', () => {
  test('the write that fills it is refused whole, and says so', () => {
    const { store, guarded } = makeFullStore()
    expect(refusal(() => fill(guarded)).code).toBe('disk-full')
    expect(countFacts(store)).toBe(0)
    expect(guarded.trouble).toMatchObject({ code: 'disk-full', hint: expect.stringContaining('Make room') })
  })

  test('how a run ended can still be told, with the room of the reserve', () => {
    const { store, guarded } = makeFullStore()
    refusal(() => fill(guarded))
    guarded.lastWord((tx) => addFacts(tx, 1, 'end'))
    expect(countFacts(store)).toBe(1)
  })

  test('without a reserve that could not be told: what the reserve is for', () => {
    const { store } = makeFullStore()
    refusal(() => fill(store))
    expect(refusal(() => store.lastWord((tx) => addFacts(tx, 60, 'end'))).code).toBe('disk-full')
  })

  test('nothing else is taken in, so that the room of the reserve is not eaten up', () => {
    const { store, guarded } = makeFullStore()
    refusal(() => fill(guarded))
    expect(refusal(() => guarded.transact((tx) => addFacts(tx, 1, 'more'))).code).toBe('disk-full')
    expect(countFacts(store)).toBe(0)
  })

  test('everything goes on once there is room, with a new reserve, and what was said is taken back', () => {
    const { guarded, disk, said, store } = makeFullStore()
    refusal(() => fill(guarded))
    disk.makeRoom()
    guarded.transact((tx) => addFacts(tx, 1, 'more'))
    expect(countFacts(store)).toBe(1)
    expect(guarded.trouble).toBeNull()
    expect(disk.reserve.isHeld).toBe(true)
    expect(said).toHaveLength(2)
  })

  test('that had no room for a reserve to begin with, nothing is taken in', () => {
    const { store } = makeConnectedStore()
    const guarded = guardStore(store, { isHeld: false, hold: () => false, release: () => false }, () => {})
    expect(guarded.trouble?.code).toBe('disk-full')
    expect(refusal(() => guarded.transact(() => {})).code).toBe('disk-full')
  })
})

describe('once damage was seen', () => {
  test('by a reader, nothing is written any more, and why is told', () => {
    const { store } = makeConnectedStore()
    const said: string[] = []
    const guarded = guardStore(store, null, () => said.push('trouble'))
    guarded.transact((tx) => addFacts(tx, 1, 'before'))
    guarded.note(toDamaged('/tmp/w'))
    guarded.note(toDamaged('/tmp/w'))
    expect(said).toEqual(['trouble'])
    for (const write of [guarded.transact, guarded.lastWord])
      expect(refusal(() => write((tx) => addFacts(tx, 1, 'after'))).code).toBe('workspace-corrupt')
    expect(countFacts(store)).toBe(1)
    expect(guarded.trouble?.hint).toContain('restore')
  })

  test('other errors are no damage', () => {
    const { store } = makeConnectedStore()
    const guarded = guardStore(store, null, () => {})
    guarded.note(new Error('something else'))
    guarded.note(null)
    expect(guarded.trouble).toBeNull()
    guarded.transact((tx) => addFacts(tx, 1, 'after'))
  })
})

/** A database that may grow by a few pages, on a disk where the reserve is as many. */
function makeFullStore() {
  const { store } = makeConnectedStore()
  const pages = Number(store.read.sqlite.pragma('page_count', { simple: true }))
  const allow = (most: number) => store.read.sqlite.pragma(`max_page_count = ${most}`)
  allow(pages)
  let isHeld = true
  let hasRoom = false
  const reserve: Reserve = {
    get isHeld() {
      return isHeld
    },
    hold() {
      isHeld ||= hasRoom
      return isHeld
    },
    release() {
      const was = isHeld
      isHeld = false
      allow(pages + ROOM_PAGES)
      return was
    },
  }
  const makeRoom = () => {
    hasRoom = true
    allow(1_000_000)
  }
  const said: string[] = []
  return { store, guarded: guardStore(store, reserve, () => said.push('changed')), disk: { reserve, makeRoom }, said }
}

function fill(store: Store): void {
  store.transact((tx) => addFacts(tx, 2_000, 'many'))
}

function addFacts(tx: Parameters<typeof saveFacts>[0], count: number, name: string): void {
  const facts = Array.from({ length: count }, (_, index) => {
    const ref = `${name}_${index}_${'x'.repeat(300)}`
    return { key: ref, kind: 'customer.deleted', at: NOW, source: 'stripe', account: 'acct_1', ref, canBeReadAgain: false } as const
  })
  saveFacts(tx, facts, NOW)
}

function countFacts({ read }: Store): unknown {
  return read.sqlite.prepare('select count(*) from fact').pluck().get()
}
