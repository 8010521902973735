import type { UseInSpan } from '../../src-shared/contract/usage.ts'
import { z } from '../../src-shared/contract/zod.ts'
import type { MetricKind } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { foldName } from '../domain/searchWords.ts'
import { createStockCount } from '../domain/usage/measureStock.ts'
import { listRecords } from '../domain/usage/usageRecord.ts'
import type { ReadDb } from '../store/readDb.ts'
import { listMembers } from '../store/reads/companyFigures.ts'
import { type CompanyUsageRow, listStanding, listUsageSpan } from '../store/reads/usageRecords.ts'
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
  const told = listUsageSpan(db, span)
  const standing = kind === 'stock' ? listStanding(db, span, listPartsEver(getProduct(catalogs, product), metric)) : []
  const tellings = Map.groupBy(told, ({ company }) => company)
  const all = [...Map.groupBy([...standing, ...told], ({ company }) => company)].flatMap(([company, own]) => {
    const use = kind === 'flow' ? addUpFlow(own) : countStock(own, metric, ask.to)
    return use === null ? [] : { company, name: names.get(company) ?? company, ...use, records: tellings.get(company)?.length ?? 0 }
  })
  const question = ['by-company', product, metric, ask.from, ask.to].join('|')
  const quantity = all.reduce((sum, each) => sum + each.quantity, 0)
  return { product, metric, kind, total: all.length, quantity, ...takePage(all, toPlace, { ...ask, question }, place) }
}

type Use = Pick<UseInSpan, 'quantity' | 'asOf'>

function addUpFlow(told: readonly CompanyUsageRow[]): Use | null {
  const [first] = told
  if (!first) return null
  return told.reduce<Use>((use, { quantity, at }) => ({ quantity: use.quantity + quantity, asOf: at > use.asOf ? at : use.asOf }), {
    quantity: 0,
    asOf: first.at,
  })
}

function countStock(told: readonly CompanyUsageRow[], metric: string, to: Instant): Use | null {
  const count = createStockCount()
  for (const record of listRecords(told, metric, to)) count.add(record)
  const holding = count.find()
  return holding && { quantity: holding.used, asOf: holding.at }
}

function toPlace({ company, name, quantity }: UseInSpan): z.output<typeof place> {
  return [0 - quantity, foldName(name).slice(0, NAME_LENGTH), company]
}
