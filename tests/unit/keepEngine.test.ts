import { describe, expect, test } from 'vitest'
import { type EngineChild, type EngineWord, keepEngine } from '../../src-main/keepEngine.ts'
import type { Clock } from '../../src-main/ports.ts'
import { toInstant } from '../../src-shared/model/instant.ts'

const REFUSED: EngineWord = { kind: 'refused', code: 'workspace-in-use', message: 'held', hint: 'close it' }

describe('an engine that dies', () => {
  test('is started again at once, then after 0.5, 1, 2, 4 … and at most 30 seconds', async () => {
    const world = makeWorld()
    for (const pauseMs of [0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const { length } = world.children
      world.newest().die()
      await settle()
      expect(world.waits()).toEqual([pauseMs])
      expect(world.children).toHaveLength(length)
      await world.pass(pauseMs)
      expect(world.children).toHaveLength(length + 1)
    }
  })

  test('is started at once again after one that was ready for a while', async () => {
    const world = makeWorld()
    for (const pauseMs of [0, 500, 1_000]) {
      world.newest().die()
      await world.pass(pauseMs)
    }
    world.newest().say({ kind: 'ready' })
    await world.pass(10_001)
    world.newest().die()
    await settle()
    expect(world.waits()).toEqual([0])
    expect(world.readies).toBe(1)
  })

  test('is given longer and longer when each dies as soon as it is ready', async () => {
    const world = makeWorld()
    for (const pauseMs of [0, 500, 1_000, 2_000]) {
      world.newest().say({ kind: 'ready' })
      world.newest().die()
      await settle()
      expect(world.waits()).toEqual([pauseMs])
      await world.pass(pauseMs)
    }
  })

  test('leaves a line in the log, and says that it is ready each time that it is', async () => {
    const world = makeWorld()
    for (let time = 0; time < 3; time++) {
      world.newest().say({ kind: 'ready' })
      world.newest().die()
      await world.pass(30_000)
    }
    expect(world.readies).toBe(3)
    expect(world.lines).toHaveLength(3)
  })

  test('of a refused workspace is not started again', async () => {
    const world = makeWorld()
    world.newest().say(REFUSED)
    world.newest().die()
    await settle()
    expect(world.refusals).toEqual([REFUSED])
    expect(world.waits()).toEqual([])
    expect(world.children).toHaveLength(1)
  })

  test('was refused only on its second start: that is the end, too', async () => {
    const world = makeWorld()
    world.newest().say({ kind: 'ready' })
    world.newest().die()
    await world.pass(0)
    world.newest().say(REFUSED)
    world.newest().die()
    await settle()
    expect(world.waits()).toEqual([])
    expect(world.children).toHaveLength(2)
  })
})

describe('a port', () => {
  test('is given to the engine that is there, ready or not', () => {
    const world = makeWorld()
    world.keeper.give('one')
    world.newest().say({ kind: 'ready' })
    world.keeper.give('two')
    expect(world.newest().ports).toEqual(['one', 'two'])
  })

  test('that is given while there is no engine goes to the next, once and in order', async () => {
    const world = makeWorld()
    world.newest().die()
    world.keeper.give('one')
    world.keeper.give('two')
    await world.pass(0)
    expect(world.children.map(({ ports }) => ports)).toEqual([[], ['one', 'two']])
    world.newest().die()
    world.keeper.give('three')
    await world.pass(500)
    expect(world.children.map(({ ports }) => ports)).toEqual([[], ['one', 'two'], ['three']])
  })

  test('is never given to an engine that is gone', async () => {
    const world = makeWorld()
    const first = world.newest()
    first.die()
    world.keeper.give('one')
    await world.pass(0)
    expect(first.ports).toEqual([])
  })
})

describe('stopping', () => {
  test('asks, and waits until the engine is gone', async () => {
    const world = makeWorld()
    const stopped = watch(world.keeper.stop())
    await settle()
    expect([world.newest().asked, world.newest().killed, stopped.isDone()]).toEqual([1, 0, false])
    world.newest().die()
    await settle()
    expect([world.newest().killed, stopped.isDone()]).toEqual([0, true])
    expect(world.children).toHaveLength(1)
  })

  test('kills after 10 seconds, and not before', async () => {
    const world = makeWorld()
    const stopped = watch(world.keeper.stop())
    await world.pass(9_999)
    expect([world.newest().killed, stopped.isDone()]).toEqual([0, false])
    await world.pass(1)
    expect([world.newest().killed, stopped.isDone()]).toEqual([1, true])
    world.newest().die()
    await settle()
    expect(world.children).toHaveLength(1)
  })

  test('leaves no wait behind when the engine went by itself', async () => {
    const world = makeWorld()
    const stopped = watch(world.keeper.stop())
    world.newest().die()
    await settle()
    expect([stopped.isDone(), world.waits()]).toEqual([true, []])
    await world.pass(20_000)
    expect(world.newest().killed).toBe(0)
  })

  test('between two starts starts none', async () => {
    const world = makeWorld()
    world.newest().die()
    const stopped = watch(world.keeper.stop())
    await world.pass(60_000)
    expect([stopped.isDone(), world.children.length]).toEqual([true, 1])
  })

  test('after a refusal is done at once', async () => {
    const world = makeWorld()
    world.newest().say(REFUSED)
    world.newest().die()
    const stopped = watch(world.keeper.stop())
    await settle()
    expect(stopped.isDone()).toBe(true)
  })

  test('twice is done for both as soon as the engine is gone', async () => {
    const world = makeWorld()
    const stops = [watch(world.keeper.stop()), watch(world.keeper.stop())]
    await settle()
    world.newest().die()
    await settle()
    expect(stops.map((stop) => stop.isDone())).toEqual([true, true])
  })
})

class FakeChild implements EngineChild<string> {
  ports: string[] = []
  asked = 0
  killed = 0
  say: (word: EngineWord) => void = () => {}
  die: () => void = () => {}
  give(port: string): void {
    this.ports.push(port)
  }
  onWord(listener: (word: EngineWord) => void): void {
    this.say = listener
  }
  onExit(listener: () => void): void {
    this.die = listener
  }
  askToStop(): void {
    this.asked += 1
  }
  kill(): void {
    this.killed += 1
  }
}

function makeWorld() {
  const children: FakeChild[] = []
  const lines: string[] = []
  const refusals: EngineWord[] = []
  const clock = makeClock()
  const counts = { readies: 0 }
  const keeper = keepEngine<string>({
    start: () => {
      const child = new FakeChild()
      children.push(child)
      return child
    },
    clock,
    log: (line) => lines.push(line),
    onReady: () => {
      counts.readies += 1
    },
    onRefused: (word) => refusals.push(word),
  })
  return {
    keeper,
    children,
    lines,
    refusals,
    waits: clock.waits,
    pass: clock.pass,
    get readies() {
      return counts.readies
    },
    newest: () => {
      const child = children.at(-1)
      if (!child) throw new Error('no engine was started')
      return child
    },
  }
}

function makeClock(): Clock & { waits: () => number[]; pass: (ms: number) => Promise<void> } {
  let nowMs = 0
  const waiting = new Set<{ untilMs: number; ms: number; resolve: () => void }>()
  return {
    now: () => toInstant(nowMs),
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const wait = { untilMs: nowMs + ms, ms, resolve }
        waiting.add(wait)
        signal?.addEventListener('abort', () => {
          waiting.delete(wait)
          resolve()
        })
      }),
    waits: () => [...waiting].map(({ ms }) => ms),
    pass: async (ms) => {
      await settle()
      nowMs += ms
      for (const wait of waiting) {
        if (wait.untilMs > nowMs) continue
        waiting.delete(wait)
        wait.resolve()
      }
      await settle()
    },
  }
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
