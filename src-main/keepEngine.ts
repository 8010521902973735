import type { AppErrorCode } from '../src-shared/model/appError.ts'
import type { Clock, Log } from './ports.ts'

/** What an engine in another process or thread says of itself. */
export type EngineWord = { kind: 'ready' } | { kind: 'refused'; code: AppErrorCode; message: string; hint: string }

/** An engine that runs elsewhere. */
export interface EngineChild<Port> {
  give(port: Port): void
  onWord(listener: (word: EngineWord) => void): void
  onExit(listener: () => void): void
  /** Asks it to end in good order. */
  askToStop(): void
  kill(): void
}

export interface EngineKeeper<Port> {
  /** Hands the engine a way to a client: this engine, or the next where this one has died. */
  give(port: Port): void
  stop(): Promise<void>
}

export interface KeeperParts<Port> {
  start: () => EngineChild<Port>
  clock: Clock
  log: Log
  /** The engine is there; said again after each new start. */
  onReady: () => void
  /** The workspace cannot be opened. No other start is tried. */
  onRefused: (refusal: Extract<EngineWord, { kind: 'refused' }>) => void
}

const LONGEST_PAUSE_MS = 30_000
const FIRST_PAUSE_MS = 500
const STOP_WAIT_MS = 10_000
const STEADY_MS = 10_000

/**
 * Keeps an engine running: one that dies is started again, after 0, 0.5, 1, 2, 4 … seconds until one was ready.
 *
 * Knows neither processes nor threads, so it is tested without them.
 */
export function keepEngine<Port>({ start, clock, log, onReady, onRefused }: KeeperParts<Port>): EngineKeeper<Port> {
  const waiting: Port[] = []
  let child: EngineChild<Port> | null = null
  let failures = 0
  let readyAt: number | null = null
  let isStopping = false
  let isRefused = false
  let onGone = () => {}
  launch()

  function launch(): void {
    const started = start()
    child = started
    started.onWord((word) => {
      if (word.kind === 'ready') {
        readyAt = clock.now()
        onReady()
      } else {
        isRefused = true
        onRefused(word)
      }
    })
    started.onExit(() => {
      // Forgotten first: posting to a process that is ending can bring down its parent (electron/electron#53923).
      child = null
      // One that lived for a while died of something new; one that did not would die again at once.
      if (readyAt !== null && clock.now() - readyAt > STEADY_MS) failures = 0
      readyAt = null
      onGone()
      if (!isStopping && !isRefused) void relaunch()
    })
    for (const port of waiting.splice(0)) started.give(port)
  }

  async function relaunch(): Promise<void> {
    const pauseMs = failures === 0 ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS)
    failures += 1
    log(`the engine ended unasked; starting another in ${pauseMs} ms`)
    await clock.wait(pauseMs)
    if (!isStopping) launch()
  }

  let stopped: Promise<void> | null = null

  async function stop(): Promise<void> {
    isStopping = true
    const ending = child
    if (!ending) return
    const gone = new Promise<void>((resolve) => {
      onGone = resolve
    })
    ending.askToStop()
    const impatience = new AbortController()
    await Promise.race([gone, clock.wait(STOP_WAIT_MS, impatience.signal).then(() => child?.kill())])
    impatience.abort()
  }

  return {
    give: (port) => {
      if (child) child.give(port)
      else waiting.push(port)
    },
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}
