import { expect, test } from 'vitest'
import { listAllPages } from '../../../../src-renderer/lib/listAllPages.ts'

const PAGES = new Map<string | null, { items: number[]; next: string | null }>([
  [null, { items: [1, 2], next: 'b' }],
  ['b', { items: [3], next: 'c' }],
  ['c', { items: [4], next: null }],
])

function ask(cursor: string | null) {
  const page = PAGES.get(cursor)
  return page ? Promise.resolve(page) : Promise.reject(new Error(`no page ${cursor}`))
}

test('all pages are asked for in their order, and counted while more are to come', async () => {
  const counts: number[] = []
  const rows = await listAllPages(ask, { signal: new AbortController().signal, onCount: (count) => counts.push(count) })
  expect(rows).toEqual([1, 2, 3, 4])
  expect(counts).toEqual([2, 3])
})

test('once nobody waits for them no more are asked for', async () => {
  const control = new AbortController()
  const asked: (string | null)[] = []
  const gathered = listAllPages(
    (cursor, { signal }) => {
      expect(signal).toBe(control.signal)
      asked.push(cursor)
      return ask(cursor)
    },
    { signal: control.signal, onCount: () => control.abort() },
  )
  await expect(gathered).rejects.toMatchObject({ name: 'AbortError' })
  expect(asked).toEqual([null])
})
