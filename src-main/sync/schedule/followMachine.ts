import { assertNever } from '../../../src-shared/model/assert.ts'
import type { Clock, SystemPort, SystemWord } from '../../ports.ts'
import type { MachineFacts } from './facts.ts'

/** A wait that took so much longer than was asked for was slept through: of a host that is told nothing, the clock tells it. */
const SLEPT_MS = 60_000

export interface Machine {
  facts(): MachineFacts
  /** To be told of every wait. */
  noteWait(askedMs: number, tookMs: number): void
  stop(): void
}

/** Keeps what the machine says of its sleep and its line. @param onChange something of it is otherwise now */
export function followMachine(clock: Pick<Clock, 'now'>, system: SystemPort | undefined, onChange: () => void): Machine {
  let facts: MachineFacts = { asleepSince: null, resumedAt: clock.now(), hasResumed: false, lineDownSince: null }

  function hear(word: SystemWord): void {
    facts = { ...facts, ...toChange(facts, word, clock) }
    onChange()
  }

  const stop = system?.listen(hear) ?? (() => {})
  return {
    facts: () => facts,
    noteWait: (askedMs, tookMs) => {
      if (tookMs - askedMs > SLEPT_MS) facts = { ...facts, ...toChange(facts, 'wake', clock) }
    },
    stop,
  }
}

function toChange({ lineDownSince }: MachineFacts, word: SystemWord, clock: Pick<Clock, 'now'>): Partial<MachineFacts> {
  switch (word) {
    case 'sleep':
      return { asleepSince: clock.now() }
    case 'wake':
      return { asleepSince: null, resumedAt: clock.now(), hasResumed: true }
    case 'line-down':
      return { lineDownSince: lineDownSince ?? clock.now() }
    case 'line-up':
      return lineDownSince === null ? {} : { lineDownSince: null, resumedAt: clock.now(), hasResumed: true }
    default:
      return assertNever(word)
  }
}
