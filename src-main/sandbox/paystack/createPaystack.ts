import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { stepRefund } from './billing/returns.ts'
import { carryOut } from './billing/subscriptions.ts'
import { nameEffect } from './nameEffect.ts'
import type { Answer } from './operations/operation.ts'
import { OPERATIONS } from './operations/operations.ts'
import { createWorld, type Settings, type World } from './world/createWorld.ts'
import type { Wire } from './world/params.ts'
import { Refusal, toErrorBody } from './world/refusal.ts'

/** One thing that was done, as it is kept: together they are the whole state. */
export interface PaystackLine {
  /** Milliseconds. */
  at: number
  name: string
  params: Wire
  ids: readonly string[]
  /** Whether it came over the wire; what people and banks do there does not. */
  isAsked?: true
}

export interface PaystackOptions {
  startsAt: Instant
  seed: string
  /** The number of the account. */
  integration: number
  settings?: Partial<Settings>
  /** Told of each line before its answer is given. */
  onJournal?: (line: PaystackLine) => void
}

export interface PaystackSandbox {
  readonly options: Omit<PaystackOptions, 'onJournal'>
  now(): Instant
  /** Moves the clock, and carries out what falls due on the way, each at its own instant. It does not go back. */
  advanceTo(instant: Instant): void
  /**
   * Does what is named, now. What it gives is the `data` that Paystack would answer with.
   *
   * Throws a `Refusal`. @param ids of what it is done to
   */
  act(name: string, params?: Wire, ...ids: string[]): Wire
  /** As `act`, for a request over the wire: the whole envelope, and refusals are answers. */
  answer(name: string, params: Wire, ids: readonly string[]): { status: number; body: Wire }
  journal(): readonly PaystackLine[]
  /** How many transactions bear a reference: what was asked for twice under one is there once. */
  countByReference(reference: string): number
  /** How often each write over the wire took effect: `refunds.create INV-1001`, see `nameEffect`. */
  effects(): ReadonlyMap<string, number>
  /** All that is held, as JSON. Two sandboxes with equal dumps cannot be told apart. */
  dump(): string
}

/** A stand-in for Paystack in memory. It reads no clock and throws no dice. */
export function createPaystack(options: PaystackOptions): PaystackSandbox {
  const { onJournal, ...rest } = options
  const world = createWorld(rest)
  const journal: PaystackLine[] = []
  const effects = new Map<string, number>()
  return {
    options: rest,
    now: () => toInstant(world.now),
    advanceTo: (instant) => advance(world, instant),
    act: (name, params = {}, ...ids) => toData(perform({ at: world.now, name, params, ids })),
    answer: (name, params, ids) => attempt(() => perform({ at: world.now, name, params, ids, isAsked: true })),
    journal: () => journal,
    countByReference: (reference) => world.shelves.transaction.filter((each) => each.reference === reference).length,
    effects: () => effects,
    dump: () => toDump(world),
  }

  function perform(line: PaystackLine): Answer {
    const { name, params, ids } = line
    const operation = OPERATIONS[name]
    if (!operation) throw new Error(`Broken promise: the sandbox knows no ${name}`)
    const [id = ''] = ids
    if (operation.isReadOnly) return operation.run(world, params, id)
    journal.push(line)
    onJournal?.(line)
    const answer = operation.run(world, params, id)
    if (line.isAsked) count(nameEffect(world, line))
    return answer
  }

  function count(effect: string): void {
    effects.set(effect, (effects.get(effect) ?? 0) + 1)
  }
}

/** The sandbox that a journal tells of, at its last line. */
export function replayPaystack(options: PaystackOptions, journal: Iterable<PaystackLine>): PaystackSandbox {
  const paystack = createPaystack(options)
  for (const { at, name, params, ids, isAsked } of journal) {
    paystack.advanceTo(toInstant(at))
    // What was refused then is refused again, and leaves the same behind.
    if (isAsked) paystack.answer(name, params, ids)
    else attempt(() => ({ message: '', data: paystack.act(name, params, ...ids) }))
  }
  return paystack
}

function toData({ data }: Answer): Wire {
  // Whoever makes something happen looks at one object; a list is asked for over the wire.
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Wire) : {}
}

function attempt(perform: () => Answer): { status: number; body: Wire } {
  try {
    const { status = 200, ...rest } = perform()
    return { status, body: { status: true, ...rest } }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: error.status, body: toErrorBody(error) }
  }
}

function advance(world: World, to: number): void {
  for (let next = world.queue.takeUntil(to); next; next = world.queue.takeUntil(to)) {
    world.now = Math.max(world.now, next.at)
    if (next.kind.startsWith('refund-')) stepRefund(world, next.kind, next.id)
    else carryOut(world, next.kind, next.id)
  }
  world.now = Math.max(world.now, to)
}

function toDump(world: World): string {
  const { now, integration, settings, shelves, authorizations } = world
  return JSON.stringify({ now, integration, settings, shelves, authorizations, serials: world.ids.serials(), queue: world.queue.all() })
}
