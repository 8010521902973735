import type { MetricKind } from '../../src-shared/model/catalog.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { toDayText } from '../domain/calendar/findDay.ts'
import type { CatalogHistory } from '../domain/catalogHistory.ts'
import { addUp, type DaySum, listFlowDays, listStockDays } from '../domain/usage/listDaySums.ts'
import { listDays } from '../domain/usage/listDays.ts'
import { listRecords } from '../domain/usage/usageRecord.ts'
import type { ReadDb } from '../store/readDb.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import { listStanding, listUsageSpan } from '../store/reads/usageRecords.ts'

export interface DaysAsk {
  /** Our ids. */
  companies: readonly string[]
  history: CatalogHistory
  metric: string
  kind: MetricKind
  from: Instant
  /** Belongs no more to it. */
  to: Instant
}

/** What some companies used together, by day in the workspace's zone and by endpoint or part: read from the span and no more. */
export function readDays(db: ReadDb, { companies, history, metric, kind, from, to }: DaysAsk): DaySum[] {
  const { zone } = getWorkspace(db)
  const toDay = (at: Instant) => toDayText(at, zone)
  const span = { companies, product: history.product, metric, from, to }
  const told = listUsageSpan(db, span)
  if (kind === 'flow') return listFlowDays(told, toDay)
  const records = [...listStanding(db, span, listPartsEver(history, metric)), ...told]
  const days = listDays(from, to, zone)
  return addUp(
    [...Map.groupBy(records, ({ company }) => company).values()].flatMap((own) => listStockDays(listRecords(own, metric, to), days, toDay)),
  )
}

/** A part that the catalog no longer names still belongs to the sum that was told. */
export function listPartsEver({ versions }: CatalogHistory, metric: string): string[] {
  return [...new Set(versions.flatMap(({ catalog }) => Object.keys(catalog.metrics[metric]?.parts ?? {})))]
}
