import { toInstant } from '../../src-shared/model/instant.ts'
import type { ObjectKind, ProviderEvent } from '../domain/mirrored.ts'
import { STREAM_OF } from '../providers/provider.ts'
import { listParked } from '../store/reads/connections.ts'
import { findMirrored } from '../store/reads/mirror.ts'
import type { HandledEvent } from '../store/writes/saveEvents.ts'
import { isRefused } from './isRefused.ts'
import type { ConnectionParts } from './syncParts.ts'

/** An object to ask for, and what was told of it since. */
export interface Touched {
  kind: ObjectKind
  ref: string
  events: ProviderEvent[]
}

export interface SortedEvents {
  /** Each object once, whatever was told of it. */
  toFetch: Touched[]
  /** Those that ask for nothing. */
  settled: HandledEvent[]
}

/** Of what could not be taken before, at most so much is asked for again at a time: the oldest. */
const MOST_PARKED = 200
/** Clocks of providers count in seconds: an answer this much younger than an event has what it reports. */
const SETTLED_MS = 2_000

/**
 * Tells events that name something to fetch from those that do not.
 *
 * What could not be taken before is asked for again, whether or not anything happened to it.
 *
 * @param tried what this very sync has tried in vain already, and is not to try twice without news of it
 */
export function sortEvents(parts: ConnectionParts, events: readonly ProviderEvent[], tried: ReadonlySet<string>): SortedEvents {
  const { store, connection } = parts
  const parked = listParked(store.read, connection.accountId)
  const isParked = new Set(parked.map(({ ref }) => ref))
  const settled: HandledEvent[] = []
  const toFetch = new Map<string, Touched>()
  for (const touched of groupByObject(events)) {
    const reason = findObstacle(parts, touched.kind)
    if (reason !== null) settled.push(...touched.events.map((event) => toSkipped(event, reason)))
    else if (!isParked.has(touched.ref) && isInMirror(parts, touched)) settled.push(...touched.events.map(toSettled))
    else toFetch.set(`${touched.kind} ${touched.ref}`, touched)
  }
  for (const event of events) if (event.object === null) settled.push(toSkipped(event, 'Tierdesk does not mirror what it is about.'))
  for (const { kind, ref } of parked.slice(0, MOST_PARKED)) {
    const key = `${kind} ${ref}`
    if (!toFetch.has(key) && !tried.has(ref) && findObstacle(parts, kind) === null) toFetch.set(key, { kind, ref, events: [] })
  }
  return { toFetch: [...toFetch.values()], settled }
}

export function toSkipped(event: ProviderEvent, reason: string): HandledEvent {
  return { ...event, outcome: 'skipped', reason }
}

function toSettled(event: ProviderEvent): HandledEvent {
  return { ...event, outcome: 'processed', reason: 'The mirror had it since.' }
}

function groupByObject(events: readonly ProviderEvent[]): Touched[] {
  const groups = new Map<string, Touched>()
  for (const event of events) {
    if (!event.object) continue
    const { kind, ref } = event.object
    const group = groups.get(`${kind} ${ref}`) ?? { kind, ref, events: [] }
    group.events.push(event)
    groups.set(`${kind} ${ref}`, group)
  }
  return [...groups.values()]
}

/** Why objects of a kind are not asked for. */
function findObstacle({ connection }: ConnectionParts, kind: ObjectKind): string | null {
  const permission = connection.permissions[STREAM_OF[kind]]
  if (permission === 'unknown') return 'The provider does not offer what it is about.'
  return isRefused(permission) ? 'The key may not read what it is about.' : null
}

/** Whether the mirror had the object from its provider well after all that happened to it: then there is nothing to ask. */
function isInMirror({ store, connection }: ConnectionParts, { kind, ref, events }: Touched): boolean {
  const known = findMirrored(store.read, connection.accountId, kind, ref)
  if (known === null) return false
  // What is deleted stays deleted, and only the provider's word makes it so.
  if (known.deletedAt !== null) return true
  const newest = toInstant(Math.max(...events.map(({ at }) => at)))
  return known.fetchedAt > newest + SETTLED_MS && !events.some(({ isDeletion }) => isDeletion)
}
