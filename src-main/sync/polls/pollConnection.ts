import { toInstant } from '../../../src-shared/model/instant.ts'
import type { ObjectStream, Polls } from '../../providers/provider.ts'
import { findCursor } from '../../store/reads/connections.ts'
import { saveCursor } from '../../store/writes/saveRun.ts'
import type { RunResult } from '../createRun.ts'
import { deriveTouched } from '../deriveTouched.ts'
import { learnPermission } from '../learnPermission.ts'
import type { ConnectionParts } from '../syncParts.ts'
import { type AskedTimes, askOpen } from './askOpen.ts'
import { pollWindow } from './pollWindow.ts'

/** What a poll of a provider without events is to do. */
export interface PollWish {
  isFull: boolean
  isAsked: boolean
  /** The schedule's listing of the day, as against somebody's. */
  isDaily: boolean
}

export interface PollTools {
  polls: Polls
  /** The streams that may be read. */
  streams: readonly ObjectStream[]
  asked: AskedTimes
  /** Lists streams from their start, and derives what they brought. False where nothing more is worth asking. */
  listAll(streams: readonly ObjectStream[], runs: RunResult[]): Promise<boolean>
}

/** What ends a poll at once: it would end every stream alike. */
const STOPPERS: ReadonlySet<string> = new Set(['unauthorized', 'wrong-account', 'wrong-mode', 'cancelled', 'unavailable', 'rate-limited'])

/**
 * Follows a provider that has no events: lists whole what was never read or may have changed unseen, reads the newest part of the rest again,
 * and asks for what is open.
 */
export async function pollConnection(parts: ConnectionParts, tools: PollTools, wish: PollWish): Promise<RunResult[]> {
  const { polls, streams, asked } = tools
  const { clock, store, connection } = parts
  const { accountId } = connection
  const runs: RunResult[] = []
  const startedAt = clock.now()
  const whole = streams.filter((stream) => mustList(stream))
  if (!(await tools.listAll(whole, runs))) return runs
  // What was created while a list was read is in the part that is read again from before it began.
  for (const stream of whole)
    if (polls.overlapMs[stream] !== undefined && runs.some((run) => run.stream === stream && run.error === null))
      store.transact((tx) => saveCursor(tx, accountId, stream, { watermark: startedAt }))

  for (const stream of streams) {
    const overlapMs = polls.overlapMs[stream]
    if (overlapMs === undefined || whole.includes(stream)) continue
    const backMs = wish.isFull ? (wish.isDaily ? (polls.dailyMs[stream] ?? overlapMs) : null) : overlapMs
    const run = await pollWindow(parts, polls, stream, { overlapMs: backMs, isQuiet: !wish.isAsked && !wish.isFull })
    runs.push(run)
    if (run.error === null) learnPermission(parts, stream, 'read')
    if (run.error?.kind === 'forbidden') learnPermission(parts, stream, run.error.isUnregistered ? 'unregistered' : 'none')
    if (run.error !== null && STOPPERS.has(run.error.kind)) return runs
  }
  const open = await askOpen(parts, polls, asked, wish.isAsked)
  if (open) runs.push(open)
  await deriveTouched(parts)
  return runs

  /** A list that the provider forgets is never read from its start: what is older is not missing. */
  function mustList(stream: ObjectStream): boolean {
    const isWindow = polls.overlapMs[stream] !== undefined
    if (isWindow && polls.horizonMs !== null) return false
    const completedAt = findCursor(store.read, accountId, stream)?.completedAt ?? null
    if (completedAt === null) return true
    if (isWindow) return wish.isFull && !wish.isDaily
    const everyMs = polls.everyMs[stream]
    return wish.isFull || wish.isAsked || everyMs === undefined || completedAt < toInstant(startedAt - everyMs)
  }
}
