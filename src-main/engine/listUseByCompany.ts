import type { UseInSpan } from '../../src-shared/contract/usage.ts'
import { z } from '../../src-shared/contract/zod.ts'
import type { MetricKind } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { foldName } from '../domain/searchWords.ts'
import { createStockCount } from '../domain/usage/measureStock.ts'
import { listRecords } from '../domain/usage/usageRecord.ts'
import type { ReadDb } from '../store/readDb.ts'
import { listMembers } from '../store/reads/companyFigures.ts'
import type { UsageSpan } from '../store/reads/usageQuestion.ts'
import { listStanding, listUsageSpan, listUsageTotals, type UsageTotal } from '../store/reads/usageRecords.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { getMetric, getProduct } from './catalogNames.ts'
import { listPartsEver } from './readDays.ts'
import { takePage } from './takePage.ts'

interface SpanAsk {
  metric: string
  from: Instant
  /** Belongs no more to it. */
  to: Instant
  limit: number
  cursor: string | null
}

interface UseByCompany {
  product: string
  metric: string
  kind: MetricKind
  total: number
  quantity: number
  items: UseInSpan[]
  next: string | null
}

/** How much of a name decides its place, so that a cursor stays short. */
const NAME_LENGTH = 200

const place = z.tuple([z.number(), z.string(), z.string()])

/** Who used how much in a span, or of a stock had how many at its end, who most first. Of whom nobody told anything is not there. */
export function listUseByCompany(db: ReadDb, ask: SpanAsk): UseByCompany {
  const catalogs = readCatalogs(db)
  const { product, metric, definition } = getMetric(catalogs, ask.metric)
  const { kind } = definition
  const names = new Map(listMembers(db, product, null).map(({ company, name }) => [company, name]))
  const span = { companies: [...names.keys()], product, metric, from: ask.from, to: ask.to }
  const totals = kind === 'flow' ? listUsageTotals(db, span) : countStocks(db, span, listPartsEver(getProduct(catalogs, product), metric))
  const all = totals.map((total) => ({ ...total, name: names.get(total.company) ?? total.company }))
  const question = ['by-company', product, metric, ask.from, ask.to].join('|')
  const quantity = all.reduce((sum, each) => sum + each.quantity, 0)
  return { product, metric, kind, total: all.length, quantity, ...takePage(all, toPlace, { ...ask, question }, place) }
}

/** How many of a stock each had at the end of a span. */
function countStocks(db: ReadDb, span: UsageSpan, parts: readonly string[]): UsageTotal[] {
  const told = listUsageSpan(db, span)
  const tellings = Map.groupBy(told, ({ company }) => company)
  return [...Map.groupBy([...listStanding(db, span, parts), ...told], ({ company }) => company)].flatMap(([company, own]) => {
    const count = createStockCount()
    for (const record of listRecords(own, span.metric, span.to)) count.add(record)
    const holding = count.find()
    return holding ? { company, quantity: holding.used, records: tellings.get(company)?.length ?? 0, asOf: holding.at } : []
  })
}

function toPlace({ company, name, quantity }: UseInSpan): z.output<typeof place> {
  return [0 - quantity, foldName(name).slice(0, NAME_LENGTH), company]
}
