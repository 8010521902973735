import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { OPERATIONS } from './operations.ts'
import { countPushes } from './pushes.ts'
import { Refusal } from './refusal.ts'
import { type Statement, writeStatement } from './statement.ts'
import { createWorld, type Wire, type World, type WorldOptions } from './world.ts'

/** One thing that was done, as it is kept: together they are the whole state. */
export interface MpesaLine {
  at: Instant
  name: string
  params: Wire
  ids: readonly string[]
}

export interface MpesaOptions extends WorldOptions {
  /** Told of each line before its answer is given. */
  onJournal?: (line: MpesaLine) => void
}

export interface MpesaSandbox {
  readonly options: WorldOptions
  readonly world: World
  now(): Instant
  /** Moves the clock. It does not go back. */
  advanceTo(instant: Instant): void
  /** Does what is named, now. Throws a `Refusal`. @param ids of what it is done to */
  act(name: string, params?: Wire, ...ids: string[]): Wire
  /** As `act`, for a request over the wire: refusals are answers. */
  answer(name: string, params: Wire, requestId: string): { status: number; body: Wire }
  /** The organisation portal's statement of a time, its ends included. */
  statement(from: Instant, until: Instant): Statement
  /** How often phones were asked to pay, by reference. */
  pushes(): ReadonlyMap<string, number>
  /** How often each phone was asked to pay, by phone and reference: `254708374149 INV1001`. */
  asked(): ReadonlyMap<string, number>
  journal(): readonly MpesaLine[]
  /** All that is held, as JSON. Two sandboxes with equal dumps cannot be told apart. */
  dump(): string
}

/** A stand-in for M-Pesa in memory. It reads no clock and throws no dice. */
export function createMpesa(options: MpesaOptions): MpesaSandbox {
  const { onJournal, ...terms } = options
  const world = createWorld(terms)
  const journal: MpesaLine[] = []
  return {
    options: terms,
    world,
    now: () => world.now,
    advanceTo(instant) {
      world.now = toInstant(Math.max(world.now, instant))
    },
    act: (name, params = {}, ...ids) => perform(name, params, ids),
    answer(name, params, requestId) {
      try {
        return { status: 200, body: perform(name, params, []) }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return { status: error.status, body: error.toBody(requestId) }
      }
    },
    statement: (from, until) => writeStatement(world, from, until),
    pushes: () => countPushes(world, ({ reference }) => reference),
    asked: () => countPushes(world, ({ phone, reference }) => `${phone} ${reference}`),
    journal: () => journal,
    dump: () => toDump(world),
  }

  function perform(name: string, params: Wire, ids: readonly string[]): Wire {
    const operation = OPERATIONS[name]
    if (!operation) throw new Error(`Broken promise: the sandbox's M-Pesa knows no ${name}`)
    if (!operation.isReadOnly) {
      const line = { at: world.now, name, params, ids }
      journal.push(line)
      onJournal?.(line)
    }
    return operation.run(world, params, ids[0] ?? '')
  }
}

/** The sandbox that a journal tells of, at its last line. */
export function replayMpesa(options: MpesaOptions, journal: Iterable<MpesaLine>): MpesaSandbox {
  const mpesa = createMpesa(options)
  for (const { at, name, params, ids } of journal) {
    mpesa.advanceTo(at)
    try {
      mpesa.act(name, params, ...ids)
    } catch (error) {
      // What was refused then is refused again, and leaves the same behind.
      if (!(error instanceof Refusal)) throw error
    }
  }
  return mpesa
}

function toDump({ pushes, receipts, ids, ...rest }: World): string {
  return JSON.stringify({ ...rest, pushes: [...pushes.values()], receipts: [...receipts], serials: ids.serials() })
}
