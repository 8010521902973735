import { DAY } from '../billing/cycle.ts'
import type { Wire } from '../wire/wire.ts'

export interface EventRecord {
  id: string
  type: string
  /** Seconds. */
  created: number
  /** When the list shows it: it comes late, by some seconds. */
  visibleAt: number
  request: { id: string; idempotency_key: string | null } | null
  object: Wire
  previous: Wire | null
}

export interface EventLog {
  add(event: EventRecord): void
  /** What the list shows at an instant, oldest first. */
  visible(now: number, from?: number): EventRecord[]
  find(id: string, now: number): EventRecord | null
  /** All that are younger than the horizon. */
  all(now: number): readonly EventRecord[]
}

const HORIZON = 30 * DAY
const PURGE = 4096

/** What was told, for 30 days. */
export function createEventLog(): EventLog {
  let events: EventRecord[] = []
  const byId = new Map<string, EventRecord>()
  return {
    add(event) {
      events.push(event)
      byId.set(event.id, event)
      const oldest = events[PURGE]
      if (oldest && oldest.created < event.created - HORIZON) purge(event.created - HORIZON)
    },
    visible: (now, from = 0) => events.slice(findFirst(Math.max(from, now - HORIZON))).filter(({ visibleAt }) => visibleAt <= now),
    find(id, now) {
      const event = byId.get(id)
      return event && event.created >= now - HORIZON && event.visibleAt <= now ? event : null
    },
    all: (now) => events.slice(findFirst(now - HORIZON)),
  }

  function purge(from: number): void {
    const first = findFirst(from)
    for (const { id } of events.slice(0, first)) byId.delete(id)
    events = events.slice(first)
  }

  function findFirst(from: number): number {
    let [low, high] = [0, events.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((events[middle]?.created ?? 0) < from) low = middle + 1
      else high = middle
    }
    return low
  }
}
