import type { MetricKind } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { toDayText } from '../domain/calendar/findDay.ts'
import type { CatalogHistory } from '../domain/catalogHistory.ts'
import { addUp, type DaySum, listFlowDays, listStockDays } from '../domain/usage/listDaySums.ts'
import { listDays } from '../domain/usage/listDays.ts'
import { toKeyOf } from '../domain/usage/toKeyOf.ts'
import { listRecords } from '../domain/usage/usageRecord.ts'
import type { ReadDb } from '../store/readDb.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import { listOwnIds } from '../store/reads/listOwnIds.ts'
import { listStanding, listUsageSpan } from '../store/reads/usageRecords.ts'

export interface DaysAsk {
  /** Under which ids of ours something was told, and of which company it is told now. */
  customers: readonly { own: string; company: string }[]
  history: CatalogHistory
  metric: string
  kind: MetricKind
  from: Instant
  /** Belongs no more to it. */
  to: Instant
}

/** What some companies used together, by day in the workspace's zone and by endpoint or part: read from the span and no more. */
export function readDays(db: ReadDb, { customers, history, metric, kind, from, to }: DaysAsk): DaySum[] {
  const { zone } = getWorkspace(db)
  const toDay = (at: Instant) => toDayText(at, zone)
  const owners = new Map(customers.map(({ own, company }) => [own, company]))
  const span = { companies: [...owners.keys()], product: history.product, metric, from, to }
  const told = listUsageSpan(db, span)
  if (kind === 'flow') return listFlowDays(told, toDay)
  const records = [...listStanding(db, span, listPartsEver(history, metric)), ...told]
  const days = listDays(from, to, zone)
  return addUp(
    [...Map.groupBy(records, ({ company }) => owners.get(company) ?? company)].flatMap(([company, own]) => {
      const told = own.map((record) => ({ ...record, key: toKeyOf(record.key, record.company, company) }))
      return listStockDays(listRecords(told, metric, to), days, toDay)
    }),
  )
}

/** Under which ids one company was told of. */
export function listCustomersOf(db: ReadDb, { company, companyId }: { company: string; companyId: number }): DaysAsk['customers'] {
  return listOwnIds(db, companyId).map((own) => ({ own, company }))
}

/** A part that the catalog no longer names still belongs to the sum that was told. */
export function listPartsEver({ versions }: CatalogHistory, metric: string): string[] {
  return [...new Set(versions.flatMap(({ catalog }) => Object.keys(catalog.metrics[metric]?.parts ?? {})))]
}
