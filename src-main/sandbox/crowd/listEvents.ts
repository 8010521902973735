import { PAGING, range, toAgedOut, toPage } from '../stripe/operations/page.ts'
import type { Wire } from '../stripe/wire/wire.ts'
import { flag, listOf, readParams, text } from '../stripe/world/params.ts'
import type { Changes, CrowdEvent } from './createChanges.ts'

/** Events are kept for 30 days. */
const HORIZON = 30 * 86_400

const SHAPE = { ...PAGING, created: range, type: text, types: listOf(text), delivery_success: flag }

/** A page of events, newest first. @param now seconds */
export function listEvents(changes: Changes, params: Wire, now: number, render: (event: CrowdEvent) => Wire): Wire {
  // Nothing in an event is an id that could come whole.
  const { expand: _expand, ...asked } = params
  const { type, types, created, ...paging } = readParams(SHAPE, asked)
  const from = Math.max(created?.gte ?? 0, now - HORIZON)
  return toPage(changes.events, { ...paging, created: { ...created, gte: from } }, '/v1/events', {
    fits: (event) => fitsType(event, type ?? null, types ?? null),
    placeOf: changes.placeOf,
    render,
  })
}

export function findEvent(changes: Changes, id: string, now: number): CrowdEvent {
  const event = changes.events[changes.placeOf(id) ?? -1]
  if (!event || event.created < now - HORIZON) throw toAgedOut(id)
  return event
}

function fitsType(event: CrowdEvent, type: string | null, types: readonly string[] | null): boolean {
  if (types) return types.includes(event.type)
  if (type === null || type === '*') return true
  return type.endsWith('.*') ? event.type.startsWith(type.slice(0, -1)) : event.type === type
}
