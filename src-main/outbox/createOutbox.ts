import { AppError } from '../../src-shared/model/appError.ts'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import type { KnownAction } from '../store/reads/actions.ts'
import { findAction, listLiveActions } from '../store/reads/actions.ts'
import { confirmAction } from './confirmAction.ts'
import { noteStep } from './noteStep.ts'
import type { OutboxLine, OutboxParts } from './outboxParts.ts'
import { type OpenLine, sendAction, type Turn } from './sendAction.ts'
import { settleAttempt } from './settleAttempt.ts'

/** After a line that broke: five seconds, doubling to five minutes. */
const FIRST_REST_MS = 5_000
const LONGEST_REST_MS = 5 * 60_000
/** What broke on an action is looked at again after this. */
const BROKEN_REST_MS = 60_000
const SHORTEST_PAUSE_MS = 1_000
/** An action goes on for so many turns in one visit: sent, accepted, confirmed, and one to spare. */
const MOST_TURNS = 4

export interface Outbox {
  /** Goes through all that can go on now, each provider's oldest first. Resolves when nothing more can. */
  run(): Promise<void>
  /** The same at once, whatever rest a provider was given: somebody waits for it. */
  runNow(): Promise<void>
  /** Something was queued, or the line may be back. */
  wake(): void
  /** Runs by itself from now on, until it is stopped. */
  start(): void
  stop(): Promise<void>
  /** The address that was told with an answer, as long as this process lives; null where it was not, or is forgotten. */
  findLink(action: string): string | null
  /** Why a live action is not further, where that is not in its steps; with when it is tried again. */
  describeWait(action: string): { why: string; until: Instant | null } | null
}

interface Rest {
  until: Instant
  /** When it began: a clock that is set back ends it. */
  since: Instant
  tries: number
  why: string
}

/** Sends what staff decided, and sees it through. One run at a time; within it, providers beside each other and each one's actions in turn. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { store, clock } = parts
  const rests = new Map<ProviderName, Rest>()
  const waits = new Map<string, { why: string; until: Instant | null }>()
  const links = new Map<string, string>()
  const absences = new Map<string, Instant>()
  const ending = new AbortController()
  let running: Promise<void> | null = null
  let isAskedAgain = false
  let alarm = new AbortController()
  let loop: Promise<void> | null = null

  async function run(): Promise<void> {
    // Whoever asks while it runs may have queued what it has passed already.
    isAskedAgain = true
    running ??= runAll().finally(() => {
      running = null
    })
    return running
  }

  async function runAll(): Promise<void> {
    while (isAskedAgain && !ending.signal.aborted) {
      isAskedAgain = false
      const live = listLiveActions(store.read)
      forgetOthers(live)
      const byProvider = Map.groupBy(live, ({ action }) => action.provider)
      await Promise.all([...byProvider].map(([provider, actions]) => (provider === null ? undefined : runProvider(provider, actions))))
    }
  }

  /** What is over, or cancelled, waits for nothing; and a provider to which nothing is to be sent need not rest. */
  function forgetOthers(live: readonly KnownAction[]): void {
    const ids = new Set(live.map(({ action }) => action.id))
    const providers = new Set(live.map(({ action }) => action.provider))
    for (const known of [waits, absences]) for (const id of known.keys()) if (!ids.has(id)) known.delete(id)
    for (const provider of rests.keys()) if (!providers.has(provider)) rests.delete(provider)
  }

  async function runProvider(provider: ProviderName, actions: readonly KnownAction[]): Promise<void> {
    const due = actions.filter(isDue)
    if (due.length === 0 || isResting(provider)) return
    // A request that hangs is no reason not to stop: what became of it is found out later.
    const opened = await parts.openLine(provider, ending.signal)
    if (!opened.ok) return rest(provider, opened.error)
    for (const { action } of due) {
      if (ending.signal.aborted) return
      const error = await seeSafely(action.id, opened.line)
      if (error) return rest(provider, error)
      rests.delete(provider)
    }
  }

  /** What breaks on one action keeps it where it stood, as a crash would, and stops no other. */
  async function seeSafely(id: string, line: OutboxLine): ReturnType<typeof see> {
    try {
      return await see(id, line)
    } catch (error) {
      if (error instanceof AppError) throw error
      parts.log(`outbox ${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      waits.set(id, { why: 'Something went wrong in Tierdesk. It is looked at again.', until: toInstant(clock.now() + BROKEN_REST_MS) })
      return null
    }
  }

  /** Takes an action as far as it goes. @returns what keeps all of its provider from going on */
  async function see(id: string, line: OutboxLine): Promise<Extract<Turn, { kind: 'down' }>['error'] | null> {
    for (let turns = 0; turns < MOST_TURNS; turns++) {
      const known = findAction(store.read, id)
      if (!known || !isLive(known)) break
      const turn = await takeTurn(known, line)
      if (turn.kind === 'down') return turn.error
      if (turn.kind === 'waits') {
        waits.set(id, { why: turn.why, until: turn.until })
        return null
      }
    }
    waits.delete(id)
    return null
  }

  async function takeTurn(known: KnownAction, line: OutboxLine): Promise<Turn> {
    const { order } = known.standing
    const { acting } = line
    if (order === null || acting === null) return { kind: 'waits', until: null, why: 'This provider is only read.' }
    const { id, account } = known.action
    const { ref } = line.connection.account
    const open: OpenLine = {
      ...{ line, order, acting: { ...acting, send: (...ask) => keepLink(id, acting.send(...ask)) } },
      noteAbsent: () => noteAbsent(id),
    }
    // What is queued becomes a conflict; of what was sent another account can tell nothing, and must hear nothing.
    if (known.standing.state !== 'queued' && account !== ref)
      return { kind: 'waits', until: null, why: `It was sent to ${account}, and ${ref} is connected now. Connect ${account} again.` }
    switch (known.standing.state) {
      case 'queued':
        return sendAction(parts, known, open)
      case 'attempting':
        return settleAttempt(parts, known, open)
      case 'accepted':
        return confirmAction(parts, known, open)
      case 'unknown':
        return settleUnknown(known)
      case 'draft':
      case 'conflict':
      case 'confirmed':
      case 'rejected':
      case 'cancelled':
        return { kind: 'moved' }
    }
  }

  /** Nothing is asked: what it may have brought comes with the lists, and with statements. */
  function settleUnknown(known: KnownAction): Turn {
    const ref = parts.findTrace(store.read, known.action)
    if (ref === null) return { kind: 'waits', until: null, why: known.standing.text }
    noteStep(parts, known, 'confirmed', `It was done: ${ref} came of it.`, { ref })
    return { kind: 'moved' }
  }

  function noteAbsent(id: string): Instant {
    const since = toInstant(Math.min(absences.get(id) ?? clock.now(), clock.now()))
    absences.set(id, since)
    return since
  }

  async function keepLink<Answered extends { kind: string; link?: string | null }>(
    id: string,
    answer: Promise<Answered>,
  ): Promise<Answered> {
    const answered = await answer
    if (answered.kind === 'accepted' && answered.link) links.set(id, answered.link)
    return answered
  }

  function isDue({ action: { id } }: KnownAction): boolean {
    const until = waits.get(id)?.until
    return until == null || until <= clock.now()
  }

  function isResting(provider: ProviderName): boolean {
    const found = rests.get(provider)
    const now = clock.now()
    return found !== undefined && found.since <= now && now < found.until
  }

  function rest(provider: ProviderName, error: { kind: string; detail: string; retryAfterMs?: number | null }): void {
    const tries = (rests.get(provider)?.tries ?? 0) + 1
    const ownMs = Math.min(FIRST_REST_MS * 2 ** (tries - 1) * (1 + parts.random.fraction() / 2), LONGEST_REST_MS)
    const now = clock.now()
    const ms = Math.max(error.retryAfterMs ?? 0, ownMs)
    rests.set(provider, { since: now, until: toInstant(now + Math.ceil(ms)), tries, why: error.detail })
    parts.announce('actions')
  }

  function isLive({ standing: { state } }: KnownAction): boolean {
    return state === 'queued' || state === 'attempting' || state === 'accepted' || state === 'unknown'
  }

  function wake(): void {
    isAskedAgain = true
    alarm.abort()
  }

  async function keepRunning(): Promise<void> {
    while (!ending.signal.aborted) {
      alarm = new AbortController()
      try {
        await run()
      } catch (error) {
        // What broke is kept where it stood: it is taken up again like after a crash.
        parts.log(`outbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      }
      await pause(AbortSignal.any([alarm.signal, ending.signal]))
    }
  }

  /** Until the next is due; where nothing has a time of its own, until somebody says that there is something. */
  async function pause(signal: AbortSignal): Promise<void> {
    const now = clock.now()
    const times = [...waits.values(), ...rests.values()].flatMap(({ until }) => (until === null ? [] : [until - now]))
    if (times.length > 0) return clock.wait(Math.min(Math.max(Math.min(...times), SHORTEST_PAUSE_MS), LONGEST_REST_MS), signal)
    if (signal.aborted) return
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  }

  return {
    run,
    runNow: () => {
      rests.clear()
      waits.clear()
      return run()
    },
    wake,
    start: () => {
      loop ??= keepRunning()
    },
    stop: async () => {
      ending.abort()
      alarm.abort()
      await loop
      await running?.catch(() => undefined)
    },
    findLink: (action) => links.get(action) ?? null,
    describeWait: (action) => {
      const waiting = waits.get(action)
      if (waiting) return waiting
      const provider = findAction(store.read, action)?.action.provider
      const found = provider && isResting(provider) ? rests.get(provider) : undefined
      return found ? { why: found.why, until: found.until } : null
    },
  }
}
