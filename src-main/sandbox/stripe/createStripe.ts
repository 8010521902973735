import { fromSeconds, type Instant, toSeconds } from '../../../src-shared/model/instant.ts'
import { carryOut } from './carryOut.ts'
import { OPERATIONS } from './operations/operations.ts'
import { expandWire } from './wire/expandWire.ts'
import type { Wire } from './wire/wire.ts'
import { createWorld, type World } from './world/createWorld.ts'
import { listOf, readParams, text } from './world/params.ts'
import { Refusal } from './world/refusal.ts'
import type { Settings } from './world/settings.ts'

/** A request that came over the wire; what a developer makes happen has none. */
export interface RequestMark {
  id: string
  idempotency_key: string | null
}

/** One thing that was done, as it is kept: together they are the whole state. */
export interface JournalLine {
  /** Seconds. */
  at: number
  name: string
  params: Wire
  ids: readonly string[]
  request: RequestMark | null
}

export interface StripeOptions {
  startsAt: Instant
  seed: string
  accountId: string
  settings?: Partial<Settings>
  /** Events of before are not kept: a past that is only made up has more of them than anybody can ask for. */
  tellsFrom?: Instant
  /** Told of each line before its answer is given. */
  onJournal?: (line: JournalLine) => void
}

/** What a request is answered with. */
export interface StripeAnswer {
  status: number
  body: Wire
  /** Whether it was answered before, under the same idempotency key. */
  isReplayed: boolean
}

export interface StripeSandbox {
  readonly options: Omit<StripeOptions, 'onJournal'>
  readonly world: World
  now(): Instant
  /** Moves the clock, and carries out what falls due on the way, each at its own instant. It does not go back. */
  advanceTo(instant: Instant): void
  /**
   * Does what is named, now. What it gives is as Stripe would answer.
   *
   * Throws a `Refusal`. @param ids of what it is done to
   */
  act(name: string, params?: Wire, ...ids: string[]): Wire
  /** As `act`, for a request over the wire: refusals are answers, and a key that was used is answered as it was then. */
  answer(name: string, params: Wire, ids: readonly string[], request: RequestMark): StripeAnswer
  journal(): readonly JournalLine[]
  /** Those of its lines that were not refused. A request that was answered as before left no line. */
  listDone(): readonly JournalLine[]
  /** All that is held, as JSON. Two sandboxes with equal dumps cannot be told apart. */
  dump(): string
}

interface SavedAnswer {
  at: number
  asked: string
  status: number
  body: Wire
}

const KEYS_KEPT = 24 * 3600

/** A stand-in for Stripe in memory. It reads no clock and throws no dice. */
export function createStripe(options: StripeOptions): StripeSandbox {
  const { onJournal, ...rest } = options
  const { startsAt, tellsFrom, ...terms } = rest
  const world = createWorld({ ...terms, startsAt: toSeconds(startsAt), tellsFrom: toSeconds(tellsFrom ?? startsAt) })
  const journal: JournalLine[] = []
  const refused = new Set<JournalLine>()
  const saved = new Map<string, SavedAnswer>()
  return {
    options: rest,
    world,
    now: () => fromSeconds(world.now),
    advanceTo: (instant) => advance(world, toSeconds(instant)),
    act: (name, params = {}, ...ids) => perform(name, params, ids, null),
    answer,
    journal: () => journal,
    listDone: () => journal.filter((line) => !refused.has(line)),
    dump: () => toDump(world, saved),
  }

  function answer(name: string, given: Wire, ids: readonly string[], request: RequestMark): StripeAnswer {
    const key = request.idempotency_key
    const asked = JSON.stringify([name, ids, given])
    const known = key === null ? undefined : saved.get(key)
    if (known && world.now - known.at < KEYS_KEPT) {
      if (known.asked !== asked) return { ...toAnswer(toKeyMisuse()), isReplayed: false }
      return { status: known.status, body: known.body, isReplayed: true }
    }
    const { status, body } = attempt(() => perform(name, given, ids, request))
    // What was never begun is not kept: a request that could not be meant, an object that is not there.
    if (key !== null && (status === 200 || status === 402) && !OPERATIONS[name]?.isReadOnly)
      save(key, { at: world.now, asked, status, body })
    return { status, body, isReplayed: false }
  }

  function save(key: string, answered: SavedAnswer): void {
    for (const [old, { at }] of saved) {
      if (world.now - at < KEYS_KEPT) break
      saved.delete(old)
    }
    saved.delete(key)
    saved.set(key, answered)
  }

  function perform(name: string, given: Wire, ids: readonly string[], request: RequestMark | null): Wire {
    const operation = OPERATIONS[name]
    if (!operation) throw new Error(`Broken promise: the sandbox knows no ${name}`)
    const { expand, ...rest } = given
    const paths = expand === undefined || expand === '' ? [] : listOf(text)(expand, 'expand')
    const params = readParams(operation.shape, rest)
    if (operation.isReadOnly) return expandWire(world, operation.run(world, params, ids), paths)
    const line = { at: world.now, name, params: given, ids, request }
    journal.push(line)
    onJournal?.(line)
    world.request = request
    let isDone = false
    try {
      const done = operation.run(world, params, ids)
      isDone = true
      // What falls due at this very instant comes about before anything else is asked.
      world.request = null
      advance(world, world.now)
      return expandWire(world, done, paths)
    } finally {
      if (!isDone) refused.add(line)
      world.request = null
    }
  }
}

function attempt(perform: () => Wire): { status: number; body: Wire } {
  try {
    return { status: 200, body: perform() }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return toAnswer(error)
  }
}

function toAnswer({ status, body }: Refusal): { status: number; body: Wire } {
  return { status, body: { error: body } }
}

function toKeyMisuse(): Refusal {
  const message = 'Keys for idempotent requests can only be used with the same parameters they were first used with.'
  return new Refusal(400, { type: 'idempotency_error', message })
}

/** The sandbox that a journal tells of, at its last line. */
export function replayStripe(options: StripeOptions, journal: Iterable<JournalLine>): StripeSandbox {
  const stripe = createStripe(options)
  for (const { at, name, params, ids, request } of journal) {
    stripe.advanceTo(fromSeconds(at))
    // What was refused then is refused again, and leaves the same behind.
    if (request) stripe.answer(name, params, ids, request)
    else attempt(() => stripe.act(name, params, ...ids))
  }
  return stripe
}

function advance(world: World, to: number): void {
  for (let next = world.queue.takeUntil(to); next; next = world.queue.takeUntil(to)) {
    world.now = Math.max(world.now, next.at)
    carryOut(world, next)
  }
  world.now = Math.max(world.now, to)
}

function toDump(world: World, saved: ReadonlyMap<string, SavedAnswer>): string {
  const shelves = Object.fromEntries(Object.entries(world.shelves).map(([kind, { all }]) => [kind, all]))
  return JSON.stringify({
    now: world.now,
    accountId: world.accountId,
    settings: world.settings,
    shelves,
    events: world.events.all(world.now),
    stale: world.stale.all(world.now - world.settings.searchLagSeconds),
    usage: world.usage.all(),
    identifiers: [...world.identifiers],
    entitled: [...world.entitled],
    serials: world.ids.serials(),
    queue: world.queue.all(),
    saved: [...saved].filter(([, { at }]) => world.now - at < KEYS_KEPT),
  })
}
