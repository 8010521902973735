import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import type { MirroredObject, ObjectKind, ProviderEvent, UnreadableObject } from '../domain/mirrored.ts'
import { type Answer, type FetchedObject, STREAM_OF } from '../providers/provider.ts'
import type { HandledEvent } from '../store/writes/saveEvents.ts'
import type { Run } from './createRun.ts'
import { isRefused } from './isRefused.ts'
import { learnPermission } from './learnPermission.ts'
import { type Touched, toSkipped } from './sortEvents.ts'
import type { ConnectionParts } from './syncParts.ts'

/** What came of asking for some objects, and with that of the events that named them. */
export interface Fetched {
  fetched: FetchedObject[]
  events: HandledEvent[]
  failures: UnreadableObject[]
}

/** Asks for each object once. An object that cannot be taken is a failure of its own; what ends the run is the answer. */
export async function fetchTouched(parts: ConnectionParts, run: Run, touched: readonly Touched[]): Promise<Answer<Fetched>> {
  const { provider, clock, connection } = parts
  const all: Fetched = { fetched: [], events: [], failures: [] }
  for (const { kind, ref, events } of touched) {
    // The key was refused this kind a moment ago.
    const answer = isRefused(connection.permissions[STREAM_OF[kind]]) ? null : await run.ask((way) => provider.fetchObject(kind, ref, way))
    if (answer === null || (!answer.ok && answer.error.kind === 'forbidden')) {
      learnPermission(parts, STREAM_OF[kind], 'none')
      all.events.push(...events.map((event) => toSkipped(event, 'The key may not read what it is about.')))
    } else if (answer.ok) {
      all.fetched.push({ ...answer.value, object: dateDeletion(answer.value.object, events) })
      all.events.push(...events.map((event) => toHandled(event, null)))
    } else if (answer.error.kind === 'missing' && isGone(events)) {
      all.fetched.push(toDeleted(kind, ref, toNewest(events) ?? clock.now()))
      all.events.push(...events.map((event) => toHandled(event, null)))
    } else if (answer.error.kind === 'missing' || answer.error.kind === 'unreadable') {
      const reason = answer.error.detail
      all.failures.push({ kind, ref, reason })
      all.events.push(...events.map((event) => toHandled(event, reason)))
    } else return { ok: false, error: answer.error }
  }
  return { ok: true, value: all }
}

function toHandled(event: ProviderEvent, failure: string | null): HandledEvent {
  return { ...event, outcome: failure === null ? 'processed' : 'failed', reason: failure }
}

/** An event said so, or the provider did not know it when it was asked before either: a parked object has no event now. */
function isGone(events: readonly ProviderEvent[]): boolean {
  return events.length === 0 || events.some(({ isDeletion }) => isDeletion)
}

function toDeleted(of: ObjectKind, ref: string, deletedAt: Instant): FetchedObject {
  return { object: { kind: 'deleted', of, ref, deletedAt }, answeredAt: deletedAt }
}

/** A deleted object does not say when; the newest event that named it does. */
function dateDeletion(object: MirroredObject, events: readonly ProviderEvent[]): MirroredObject {
  return object.kind === 'deleted' ? { ...object, deletedAt: toNewest(events) ?? object.deletedAt } : object
}

function toNewest(events: readonly ProviderEvent[]): Instant | null {
  return events.length === 0 ? null : toInstant(Math.max(...events.map(({ at }) => at)))
}
