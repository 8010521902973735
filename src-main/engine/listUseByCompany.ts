import type { UseInSpan } from '../../src-shared/contract/usage.ts'
import { z } from '../../src-shared/contract/zod.ts'
import type { MetricKind } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { foldName } from '../domain/searchWords.ts'
import { createStockCount } from '../domain/usage/measureStock.ts'
import { toKeyOf } from '../domain/usage/toKeyOf.ts'
import { listRecords } from '../domain/usage/usageRecord.ts'
import type { ReadDb } from '../store/readDb.ts'
import { listToldCustomers } from '../store/reads/listToldCustomers.ts'
import { listStanding, listUsageSpan } from '../store/reads/usageRecords.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { getMetric, getProduct } from './catalogNames.ts'
import { readCursor } from './cursor.ts'
import { findFlowUse } from './findFlowUse.ts'
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
  const { product, metric, definition } = getMetric(readCatalogs(db), ask.metric)
  const { kind } = definition
  const { from, to, limit, cursor } = ask
  const question = ['by-company', product, metric, from, to].join('|')
  const named = { product, metric, from, to }
  const after = cursor === null ? null : readCursor(cursor, question, place)
  const { companies, quantity, most } =
    kind === 'flow' ? findFlowUse(db, { ...named, limit, most: after && 0 - after[0] }) : findStocks(db, named)
  return { product, metric, kind, total: companies, quantity, ...takePage(most, toPlace, { ...ask, question }, place) }
}

/** How many of a stock each had at the end of a span. */
function findStocks(db: ReadDb, { product, metric, from, to }: Pick<SpanAsk, 'metric' | 'from' | 'to'> & { product: string }) {
  const owners = new Map(listToldCustomers(db, product).map((owner) => [owner.own, owner]))
  const span = { companies: [...owners.keys()], product, metric, from, to }
  const told = listUsageSpan(db, span)
  const parts = listPartsEver(getProduct(readCatalogs(db), product), metric)
  const toOwner = (own: string) => owners.get(own)?.company ?? own
  const tellings = Map.groupBy(told, ({ company }) => toOwner(company))
  const most = [...Map.groupBy([...listStanding(db, span, parts), ...told], ({ company }) => toOwner(company))].flatMap(
    ([company, records]): UseInSpan[] => {
      const count = createStockCount()
      // A key is unique within what was told of one customer.
      const own = records.map((record) => ({
        ...record,
        key: toKeyOf(record.key, record.company, company),
      }))
      for (const record of listRecords(own, metric, to)) count.add(record)
      const holding = count.find()
      const name = owners.get(records[0]?.company ?? company)?.name ?? company
      return holding ? [{ company, name, quantity: holding.used, records: tellings.get(company)?.length ?? 0, asOf: holding.at }] : []
    },
  )
  return { companies: most.length, quantity: most.reduce((sum, each) => sum + each.quantity, 0), most }
}

function toPlace({ company, name, quantity }: UseInSpan): z.output<typeof place> {
  return [0 - quantity, foldName(name).slice(0, NAME_LENGTH), company]
}
