import type { EventItem } from '../../src-shared/contract/events.ts'
import { z } from '../../src-shared/contract/zod.ts'
import type { ReadDb } from '../store/readDb.ts'
import { countEvents, type EventFilter, listEvents } from '../store/reads/listEvents.ts'
import { getCompanyIdentity } from './companies.ts'
import { readCursor, writeCursor } from './cursor.ts'

interface EventAsk extends Omit<EventFilter, 'companyId'> {
  company: string | null
}

const position = z.tuple([z.int(), z.string(), z.int()])

export function listEventPage(
  db: ReadDb,
  { limit, cursor, ...ask }: EventAsk & { limit: number; cursor: string | null },
): { items: EventItem[]; next: string | null } {
  const filter = toFilter(db, ask)
  const { companyId, provider, type, outcome, at, rule, object, from, to } = filter
  const question = ['events', companyId, provider, type, outcome, at, rule, object, from, to].join('|')
  const after = cursor === null ? null : readCursor(cursor, question, position)
  const place = after && { at: after[0], ref: after[1], account: after[2] }
  const { items, next } = listEvents(db, filter, limit, place)
  return { items, next: next && writeCursor(question, [next.at, next.ref, next.account]) }
}

export function countEventRows(db: ReadDb, ask: EventAsk): { total: number } {
  return { total: countEvents(db, toFilter(db, ask)) }
}

function toFilter(db: ReadDb, { company, ...rest }: EventAsk): EventFilter {
  return { ...rest, companyId: company === null ? null : getCompanyIdentity(db, company).companyId }
}
