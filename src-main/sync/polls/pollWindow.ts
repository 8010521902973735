import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { MirroredObject } from '../../domain/mirrored.ts'
import type { Answer, ObjectPage, ObjectStream, Polls, Provider } from '../../providers/provider.ts'
import type { Tx } from '../../store/readDb.ts'
import { findCursor } from '../../store/reads/connections.ts'
import { findKeptJson } from '../../store/reads/mirror.ts'
import { openGap } from '../../store/writes/saveDrift.ts'
import { saveCursor } from '../../store/writes/saveRun.ts'
import { commitObjects } from '../commitObjects.ts'
import { createRun, type RunResult } from '../createRun.ts'
import type { ConnectionParts } from '../syncParts.ts'
import { completeNews } from './completeNews.ts'

/** A poll that found nothing moves how far it was read so seldom: asking again for some minutes costs less than writing at every poll. */
const MOVE_MS = 5 * 60_000

export interface WindowAsk {
  /** How far back before what was read last; null for as far as the provider remembers, or since ever. */
  overlapMs: number | null
  isQuiet: boolean
}

/**
 * Reads the newest part of a list again, from before where it was read to.
 *
 * What was read moves in the transaction of the last page: a poll that is broken off is begun again. Where the provider has forgotten what came
 * since, that is kept as a gap; and so is what it had forgotten when it was asked for the first time, without a beginning.
 */
export async function pollWindow(
  parts: ConnectionParts,
  { horizonMs }: Pick<Polls, 'horizonMs'>,
  stream: ObjectStream,
  { overlapMs, isQuiet }: WindowAsk,
): Promise<RunResult> {
  const { store, connection, provider, clock, announce } = parts
  const { accountId } = connection
  const run = createRun(parts, stream, isQuiet)
  const now = clock.now()
  const watermark = findCursor(store.read, accountId, stream)?.watermark ?? null
  const horizon = horizonMs === null ? null : toInstant(now - horizonMs)
  const wanted = overlapMs === null ? null : watermark === null ? null : toInstant(watermark - overlapMs)
  const from = later(wanted, horizon)
  const news: MirroredObject[] = []
  let after: string | null = null
  let startedAt: Instant | null = null
  do {
    const page: Answer<ObjectPage> = await run.ask((way) => provider.listPage(stream, { from, until: null, after }, way))
    if (!page.ok) return run.end(page.error)
    const { objects, unreadable, answeredAt, next } = page.value
    startedAt ??= toInstant(Math.min(answeredAt, now))
    const isLast = next === null
    const reachedAt = startedAt
    const isStill = isLast && objects.length === 0 && unreadable.length === 0 && watermark !== null && reachedAt - watermark < MOVE_MS
    if (!isStill) {
      const changed = store.transact((tx) => {
        const fetched = objects.map((object) => ({ object: joinKept(tx, accountId, object, provider.join), answeredAt }))
        const committed = commitObjects(tx, parts, { fetched }, clock.now())
        run.count(tx, { pages: 1, refs: objects.map(({ ref }) => ref), ...committed, failures: unreadable })
        if (isLast) move(tx, reachedAt)
        news.push(...committed.news)
        return committed.changed
      })
      if (changed > 0) announce('companies')
    }
    after = next
  } while (after !== null)
  return run.end(await completeNews(parts, run, news))

  function move(tx: Tx, reachedAt: Instant): void {
    if (horizon !== null && (watermark === null || watermark < horizon))
      openGap(tx, accountId, { fromAt: watermark, untilAt: horizon, cause: 'list-forgotten' })
    saveCursor(tx, accountId, stream, { watermark: reachedAt, completedAt: reachedAt })
  }
}

/** With what another source told of it, where the provider knows how. */
function joinKept(tx: Tx, accountId: number, object: MirroredObject, join: Provider['join']): MirroredObject {
  if (join === null || object.kind === 'customer' || object.kind === 'deleted') return object
  const kept = findKeptJson(tx, accountId, object.ref)
  return kept === null ? object : join(object, kept)
}

function later(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}
