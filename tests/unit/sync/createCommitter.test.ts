import { expect, test } from 'vitest'
import { createCommitter } from '../../../src-main/sync/createCommitter.ts'
import { makeStore } from '../store/makeStore.ts'

test('changes that come together are stored together, in their order; more than one at a time is more than can be stored at once', async () => {
  const store = makeStore()
  const seen: string[] = []
  let transactions = 0
  const { commit, isBehind } = createCommitter({
    ...store,
    transact: (change) => {
      transactions += 1
      return store.transact(change)
    },
  })
  const note = (name: string) => commit(() => seen.push(name))
  expect(isBehind()).toBe(false)
  expect(await Promise.all([note('first'), note('second'), note('third')])).toEqual([1, 2, 3])
  expect(seen).toEqual(['first', 'second', 'third'])
  expect(transactions).toBe(1)
  expect(isBehind()).toBe(true)
  await note('alone')
  expect(transactions).toBe(2)
  expect(isBehind()).toBe(false)
})

test('one that breaks breaks its group, and nobody else', async () => {
  const { commit } = createCommitter(makeStore())
  const broken = await Promise.allSettled([commit(() => 1), commit(thrower)])
  expect(broken.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await commit(() => 2)).toBe(2)
})

function thrower(): never {
  throw new Error('broken')
}
