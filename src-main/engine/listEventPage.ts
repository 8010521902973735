import type { EventItem } from '../../src-shared/contract/events.ts'
import { z } from '../../src-shared/contract/zod.ts'
import type { ReadDb } from '../store/readDb.ts'
import { type EventFilter, listEvents } from '../store/reads/listEvents.ts'
import { getCompanyIdentity } from './companies.ts'
import { readCursor, writeCursor } from './cursor.ts'

interface EventAsk extends Omit<EventFilter, 'companyId'> {
  company: string | null
  limit: number
  cursor: string | null
}

const position = z.tuple([z.int(), z.string(), z.int()])

export function listEventPage(db: ReadDb, { company, limit, cursor, ...rest }: EventAsk): { items: EventItem[]; next: string | null } {
  const companyId = company === null ? null : getCompanyIdentity(db, company).companyId
  const { provider, type, outcome, at } = rest
  const question = ['events', companyId, provider, type, outcome, at].join('|')
  const after = cursor === null ? null : readCursor(cursor, question, position)
  const place = after && { at: after[0], ref: after[1], account: after[2] }
  const { items, next } = listEvents(db, { provider, type, outcome, at, companyId }, limit, place)
  return { items, next: next && writeCursor(question, [next.at, next.ref, next.account]) }
}
