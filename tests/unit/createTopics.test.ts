import { describe, expect, test } from 'vitest'
import { createTopics } from '../../src-main/engine/createTopics.ts'

const GAP_MS = 100

describe('a listener', () => {
  test('is told of the first change at once', async () => {
    const { topics } = makeTopics()
    const listener = topics.listen(undefined)
    topics.announce('companies')
    expect((await listener.next()).value).toEqual(['companies'])
  })

  test('waits where nothing changes, and is told as soon as something does', async () => {
    const { topics } = makeTopics()
    const listener = topics.listen(undefined)
    const told = listener.next()
    await settle()
    topics.announce('sync')
    expect((await told).value).toEqual(['sync'])
  })

  test('hears all that changes within the gap in one word, each topic once', async () => {
    const { topics, passGap } = makeTopics()
    const listener = topics.listen(undefined)
    topics.announce('companies')
    await listener.next()
    const second = listener.next()
    await settle()
    topics.announce('sync')
    topics.announce('companies', 'sync')
    topics.announce('companies')
    await passGap()
    expect((await second).value).toEqual(['sync', 'companies'])
  })

  test('hears nothing before the gap is over', async () => {
    const { topics, passGap } = makeTopics()
    const listener = topics.listen(undefined)
    topics.announce('companies')
    await listener.next()
    const second = watch(listener.next())
    topics.announce('sync')
    await settle()
    expect(second.isDone()).toBe(false)
    await passGap()
    expect(second.isDone()).toBe(true)
  })

  test('loses nothing that was announced between its call and its first question', async () => {
    const { topics } = makeTopics()
    const listener = topics.listen(undefined)
    topics.announce('catalogs')
    topics.announce('connections')
    expect((await listener.next()).value).toEqual(['catalogs', 'connections'])
  })

  test('loses nothing while it does not ask', async () => {
    const { topics, passGap } = makeTopics()
    const listener = topics.listen(undefined)
    topics.announce('companies')
    await listener.next()
    topics.announce('companies')
    topics.announce('catalogs')
    const second = listener.next()
    await settle()
    await passGap()
    expect((await second).value).toEqual(['companies', 'catalogs'])
  })

  test('hears each of a thousand changes, in however many words', async () => {
    const { topics, passGap } = makeTopics()
    const listener = topics.listen(undefined)
    const all = ['companies', 'sync', 'connections', 'catalogs'] as const
    let announced = 0
    let heardAt = 0
    for (let round = 0; round < 1_000; round++) {
      const topic = all[round % 4] ?? 'sync'
      topics.announce(topic)
      announced = round
      if (round % 7 !== 0) continue
      const told = listener.next()
      await settle()
      await passGap()
      expect((await told).value).toContain(topic)
      heardAt = round
    }
    expect(announced - heardAt).toBeLessThan(7)
  })

  test('does not take what others are to hear', async () => {
    const { topics } = makeTopics()
    const [one, two] = [topics.listen(undefined), topics.listen(undefined)]
    topics.announce('companies')
    expect((await one.next()).value).toEqual(['companies'])
    expect((await two.next()).value).toEqual(['companies'])
  })

  test('hears nothing of what was before it', async () => {
    const { topics } = makeTopics()
    topics.announce('companies')
    const told = watch(topics.listen(undefined).next())
    await settle()
    expect(told.isDone()).toBe(false)
  })
})

describe('a listener is forgotten', () => {
  test('when it is aborted while it waits for a change', async () => {
    const { topics } = makeTopics()
    const abort = new AbortController()
    const told = topics.listen(abort.signal).next()
    await settle()
    expect(topics.listeners).toBe(1)
    abort.abort()
    expect(topics.listeners).toBe(0)
    expect(await told).toEqual({ value: undefined, done: true })
  })

  test('when it is aborted in the gap', async () => {
    const { topics } = makeTopics()
    const abort = new AbortController()
    const listener = topics.listen(abort.signal)
    topics.announce('companies')
    await listener.next()
    const told = listener.next()
    await settle()
    abort.abort()
    expect(await told).toEqual({ value: undefined, done: true })
    expect(topics.listeners).toBe(0)
  })

  test('when it was aborted before it began', async () => {
    const { topics } = makeTopics()
    const listener = topics.listen(AbortSignal.abort())
    expect(topics.listeners).toBe(0)
    expect(await listener.next()).toEqual({ value: undefined, done: true })
  })

  test('when it stops asking in the middle', async () => {
    const { topics } = makeTopics()
    topics.announce('sync')
    const listener = topics.listen(undefined)
    topics.announce('companies')
    for await (const heard of listener) {
      expect(heard).toEqual(['companies'])
      break
    }
    expect(topics.listeners).toBe(0)
  })

  test('when it ends without ever having asked', async () => {
    const { topics } = makeTopics()
    await topics.listen(undefined).return(undefined)
    expect(topics.listeners).toBe(0)
  })

  test('and the others are not', async () => {
    const { topics } = makeTopics()
    const abort = new AbortController()
    topics.listen(abort.signal)
    const other = topics.listen(undefined)
    abort.abort()
    expect(topics.listeners).toBe(1)
    topics.announce('sync')
    expect((await other.next()).value).toEqual(['sync'])
  })
})

/** Topics whose gap is over when the test says so. */
function makeTopics() {
  const waiting = new Set<() => void>()
  const wait = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      expect(ms).toBe(GAP_MS)
      if (signal?.aborted) return resolve()
      waiting.add(resolve)
      signal?.addEventListener('abort', () => resolve())
    })
  const passGap = async () => {
    for (const resolve of waiting) resolve()
    waiting.clear()
    await settle()
  }
  return { topics: createTopics({ wait }, GAP_MS), passGap }
}

/** Lets everything happen that waits for nothing. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function watch(promise: Promise<unknown>): { isDone: () => boolean } {
  let isDone = false
  void promise.then(() => {
    isDone = true
  })
  return { isDone: () => isDone }
}
