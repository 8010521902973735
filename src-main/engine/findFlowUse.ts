import type { UseInSpan } from '../../src-shared/contract/usage.ts'
import { invariant } from '../../src-shared/model/assert.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { findCalendarMonth } from '../domain/calendar/findCalendarMonth.ts'
import type { ReadDb } from '../store/readDb.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import { findNewestUsage } from '../store/reads/usageDays.ts'
import {
  type CompanyUse,
  listMostOfMonth,
  listUseOfSpan,
  type MonthSpan,
  type MostUse,
  readCompanyNames,
} from '../store/reads/usageMonths.ts'

interface FlowAsk {
  product: string
  metric: string
  from: Instant
  /** Belongs no more to it. */
  to: Instant
  limit: number
  /** Those alone who used no more than this; null for all. */
  most: number | null
}

/** Who used most of a flow in a span, in no order: so many as are asked for, and all who used as much as the last of them. */
export function findFlowUse(db: ReadDb, ask: FlowAsk): Omit<MostUse, 'most'> & { most: UseInSpan[] } {
  const found = findMost(db, ask)
  const names = readCompanyNames(
    db,
    found.most.map(({ companyId }) => companyId),
  )
  return {
    ...found,
    most: found.most.map(({ companyId, ...use }) => {
      const named = names.get(companyId)
      invariant(named !== undefined, `company ${companyId} has a row`)
      return { ...named, ...use }
    }),
  }
}

function findMost(db: ReadDb, ask: FlowAsk): MostUse {
  const span = splitIntoMonths(db, ask)
  const { months, parts } = span
  const most = ask.most ?? Number.MAX_SAFE_INTEGER
  const isOneMonth = months.start < months.end && findCalendarMonth(months.start, getWorkspace(db).zone).end === months.end
  if (isOneMonth && parts.length === 0) return listMostOfMonth(db, { ...ask, month: months.start, most })
  const all = listUseOfSpan(db, ask, span)
  return { companies: all.length, quantity: all.reduce((sum, each) => sum + each.quantity, 0), most: takeMost(all, ask.limit, most) }
}

function takeMost(all: readonly CompanyUse[], limit: number, most: number): CompanyUse[] {
  const asked = all.filter(({ quantity }) => quantity <= most)
  // Of those who used just that, nobody knows here which were told of before.
  const below = asked.flatMap(({ quantity }) => (quantity < most ? -quantity : []))
  const least = Float64Array.from(below).sort()[limit]
  return least === undefined ? asked : asked.filter(({ quantity }) => quantity >= -least)
}

/** The last month is whole wherever the span ends in it, while nothing was told of a later instant. */
function splitIntoMonths(db: ReadDb, { from, to }: FlowAsk): MonthSpan {
  const { zone } = getWorkspace(db)
  const newest = findNewestUsage(db)
  const [first, last] = [findCalendarMonth(from, zone), findCalendarMonth(to, zone)]
  const start = first.start === from ? from : first.end
  const isToEnd = last.start < to && newest !== null && newest < to
  const end = isToEnd ? last.end : last.start
  if (start >= end) return { months: { start: to, end: to }, parts: [{ start: from, end: to }] }
  const parts = [
    { start: from, end: start },
    { start: end, end: to },
  ]
  return { months: { start, end }, parts: parts.filter((part) => part.start < part.end) }
}
