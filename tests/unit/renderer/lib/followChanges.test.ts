// @vitest-environment jsdom
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { createEngine } from '../../../../src-renderer/lib/engine.ts'
import { createRefresher, followChanges } from '../../../../src-renderer/lib/followChanges.ts'
import { SignedOut } from '../../../../src-renderer/lib/SignedOut.ts'
import { createFakeClient } from '../fakeClient.ts'

/** A query of the companies whose answers the test gives, one by one. */
function watchCompanies() {
  const engine = createEngine(createFakeClient())
  const queries = new QueryClient()
  const waiting: (() => void)[] = []
  let asked = 0
  const observer = new QueryObserver(queries, {
    queryKey: engine.ask.companies.key({ type: 'query' }),
    queryFn: () => {
      asked++
      return new Promise<number>((resolve) => waiting.push(() => resolve(asked)))
    },
  })
  observer.subscribe(() => {})
  return { engine, queries, answer: () => waiting.shift()?.(), asked: () => asked }
}

test('changes that come faster than answers cost one more round, not one each', async () => {
  const { engine, queries, answer, asked } = watchCompanies()
  answer()
  await vi.waitFor(() => expect(queries.isFetching()).toBe(0))
  const refresh = createRefresher(engine, queries)
  for (let change = 0; change < 50; change++) refresh('companies')
  await vi.waitFor(() => expect(asked()).toBe(2))
  answer()
  await vi.waitFor(() => expect(asked()).toBe(3))
  answer()
  await vi.waitFor(() => expect(queries.isFetching()).toBe(0))
  expect(asked()).toBe(3)
})

test('a change of another topic leaves the companies alone', async () => {
  const { engine, queries, answer, asked } = watchCompanies()
  answer()
  await vi.waitFor(() => expect(queries.isFetching()).toBe(0))
  createRefresher(engine, queries)('catalogs')
  await Promise.resolve()
  expect(asked()).toBe(1)
})

test('a sync has the sandbox asked again too', async () => {
  const engine = createEngine(createFakeClient())
  const queries = new QueryClient()
  const queryKey = engine.ask.sandbox.describe.queryKey({ input: {} })
  queries.setQueryData(queryKey, { state: null })
  createRefresher(engine, queries)('companies')
  expect(queries.getQueryState(queryKey)?.isInvalidated).toBe(false)
  createRefresher(engine, queries)('sync')
  expect(queries.getQueryState(queryKey)?.isInvalidated).toBe(true)
})

test('after a gap in the engine’s word everything is asked again, but not at the first ready', async () => {
  let rounds = 0
  const engine = createEngine(
    createFakeClient({
      async *watch() {
        rounds++
        yield { kind: 'ready' as const }
        if (rounds > 1) await new Promise(() => {})
      },
    }),
  )
  const queries = new QueryClient()
  const invalidated: (number | undefined)[] = []
  queries.setQueryData(['anything'], 1)
  queries.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'invalidate') invalidated.push(rounds)
  })
  const stop = new AbortController()
  void followChanges(engine, queries, stop.signal, 1)
  await vi.waitFor(() => expect(invalidated).toEqual([2]))
  stop.abort()
})

test('a tab that is not signed in is not followed on', async () => {
  let rounds = 0
  const engine = createEngine(
    createFakeClient({
      // biome-ignore lint/correctness/useYield: it ends before it says a word
      async *watch() {
        rounds++
        throw new SignedOut()
      },
    }),
  )
  await followChanges(engine, new QueryClient(), new AbortController().signal, 1)
  expect(rounds).toBe(1)
})
