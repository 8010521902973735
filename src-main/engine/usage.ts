import type { UsageAdmission, UsageGroup, UsageItem } from '../../src-shared/contract/usage.ts'
import { z } from '../../src-shared/contract/zod.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import type { Catalogs } from '../domain/catalogHistory.ts'
import type { ProductUsage } from '../domain/companyFacts.ts'
import { admitRecords } from '../domain/usage/admitRecords.ts'
import { type SumQuestion, sumByDay, sumByDimension, sumByMonth, type UsageSum } from '../domain/usage/sumUsage.ts'
import { toKeyOf } from '../domain/usage/toKeyOf.ts'
import type { UsageRecord } from '../domain/usage/usageRecord.ts'
import type { ReadDb, Tx } from '../store/readDb.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import { listOwnIds } from '../store/reads/listOwnIds.ts'
import type { UsageQuestion } from '../store/reads/usageQuestion.ts'
import { findUsageByKey, listMetricUsage, listStanding, listUsage } from '../store/reads/usageRecords.ts'
import { deriveCompanyFigures } from '../store/writes/deriveFigures.ts'
import { type CompanyUsage, saveUsage } from '../store/writes/saveUsage.ts'
import { readCatalogs } from './answers/readCatalogs.ts'
import { readFigureContext } from './answers/readFigureContext.ts'
import { getMetric, getProduct, type NamedMetric } from './catalogNames.ts'
import { getCompanyIdentity } from './companies.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { listPartsEver } from './readDays.ts'
import { drawKey, type RecordParts, refuseFuture } from './recording.ts'

interface SpanAsk {
  company: string
  metric: string
  from: Instant | null
  to: Instant | null
  at: Instant | null
}

interface RecordAsk {
  company: string
  metric: string
  quantity: number
  at: Instant | null
  dimension: UsageRecord['dimension']
  key: string | null
}

interface WhatIsMeant {
  company: string
  product: string
  metric: string
  kind: NamedMetric['definition']['kind']
}

const position = z.tuple([z.int(), z.int()])

/** Later than all that can be recorded. */
const END_OF_TIME = toInstant(8_640_000_000_000_000)

export function listUsagePage(
  db: ReadDb,
  ask: SpanAsk & { limit: number; cursor: string | null },
): WhatIsMeant & { items: UsageItem[]; next: string | null } {
  const { meant, question } = toQuestion(db, ask)
  const words = ['usage', ...Object.values(question)].join('|')
  const after = ask.cursor === null ? null : readCursor(ask.cursor, words, position)
  const { items, next } = listUsage(db, question, ask.limit, after && { at: after[0], id: after[1] })
  return {
    ...meant,
    items: items.map(({ key, at, quantity, dimension, source }) => ({ key, at, quantity, dimension, source })),
    next: next && writeCursor(words, [next.at, next.id]),
  }
}

export function sumUsage(db: ReadDb, ask: SpanAsk & { by: UsageGroup }): WhatIsMeant & { items: UsageSum[] } {
  const { meant, question } = toQuestion(db, ask)
  // What stood before a span says how many of a stock there were in it.
  const records = [...(meant.kind === 'stock' ? listStood(db, question) : []), ...listMetricUsage(db, question)]
  const window = { start: ask.from ?? toInstant(-END_OF_TIME), end: ask.to }
  return { ...meant, items: sumBy({ metric: meant.metric, kind: meant.kind, records, window, at: ask.at ?? END_OF_TIME }, ask.by, db) }
}

function listStood(db: ReadDb, { company, owns, product, metric, from, to }: UsageQuestion): ProductUsage[] {
  if (from === null) return []
  const span = { companies: owns, product, metric, from, to: to ?? END_OF_TIME }
  const stood = listStanding(db, span, listPartsEver(getProduct(readCatalogs(db), product), metric))
  return stood.map(({ company: own, key, ...record }) => ({ ...record, key: toKeyOf(key, own, company) }))
}

/** Records one telling. A key that is known brings its first instant along where none is named. */
export function recordUsage({ store, ports, topics }: RecordParts, ask: RecordAsk): UsageAdmission {
  const now = ports.clock.now()
  const admission = store.transact((tx) => {
    const context = { ...readFigureContext(tx), now }
    const { company, companyId } = getCompanyIdentity(tx, ask.company)
    const { product, metric, definition } = getMetric(context.catalogs, ask.metric)
    const fault = findDimensionFault(definition, ask.dimension)
    if (fault) throw new AppError('usage', `${fault.message} Nothing was recorded.`, fault.hint)
    const known = ask.key === null ? null : findUsageByKey(tx, company, ask.key)
    const at = ask.at ?? known?.at ?? now
    refuseFuture(at, now)
    const key = ask.key ?? drawKey(ports, 'usage')
    const { quantity, dimension } = ask
    const result = admitUsage(tx, [{ company, product, metric, key, quantity, at, dimension, source: 'staff' }], now)
    if (result.accepted > 0) deriveCompanyFigures(tx, context, [companyId])
    return result
  })
  if (admission.accepted > 0) topics.announce('companies')
  return {
    accepted: admission.accepted,
    duplicate: admission.duplicate,
    rejected: [...admission.refused.values()].map((reason) => ({ line: 1, reason })),
  }
}

/** Keeps what is new of some records; the others are told apart by `admitRecords`. Refusals go by the record's place. */
export function admitUsage(
  tx: Tx,
  records: readonly CompanyUsage[],
  now: Instant,
): { accepted: number; duplicate: number; refused: Map<number, string> } {
  const result = { accepted: 0, duplicate: 0, refused: new Map<number, string>() }
  const accepted: CompanyUsage[] = []
  for (const [company, own] of Map.groupBy(records.entries(), ([, record]) => record.company)) {
    // A metric of one product is another's only by name: they are compared with their products.
    const asOne = new Map(own.map(([place, record]) => [toCompared(record), { place, record }]))
    const known = new Map<string, UsageRecord>()
    for (const [, { key }] of own) {
      const record = findUsageByKey(tx, company, key)
      if (record) known.set(key, toCompared(record))
    }
    const admission = admitRecords(known, [...asOne.keys()])
    result.duplicate += admission.duplicate.length
    for (const compared of admission.accepted) accepted.push((asOne.get(compared) as { record: CompanyUsage }).record)
    for (const { record, reason } of admission.refused) result.refused.set(asOne.get(record)?.place ?? 0, reason)
  }
  saveUsage(tx, accepted, now)
  result.accepted = accepted.length
  return result
}

/** Why a metric cannot be told by this dimension; null where it can. */
export function findDimensionFault(
  { kind, parts = {}, name }: NamedMetric['definition'],
  dimension: UsageRecord['dimension'],
): { message: string; hint: string } | null {
  if (kind === 'flow' || dimension === null) return null
  const known = Object.keys(parts)
  const hint = known.length === 0 ? 'Leave the dimension out.' : `There are: ${known.map((part) => `part=${part}`).join(', ')}.`
  if (dimension.name !== 'part' || known.length === 0)
    return { message: `${name} are told as a whole${known.length === 0 ? '' : ' or by part'}, not by ${dimension.name}.`, hint }
  return known.includes(dimension.value) ? null : { message: `${name} have no part "${dimension.value}".`, hint }
}

function toCompared<Record extends UsageRecord & { product: string }>(record: Record): UsageRecord {
  const { product, metric, key, quantity, at, dimension, source } = record
  return { key, metric: `${product}.${metric}`, quantity, at, dimension, source }
}

function toQuestion(db: ReadDb, ask: SpanAsk): { meant: WhatIsMeant; question: UsageQuestion } {
  const catalogs: Catalogs = readCatalogs(db)
  const { company, companyId } = getCompanyIdentity(db, ask.company)
  const { product, metric, definition } = getMetric(catalogs, ask.metric)
  const { from, to, at } = ask
  return {
    meant: { company, product, metric, kind: definition.kind },
    question: { company, owns: listOwnIds(db, companyId), product, metric, from, to, at },
  }
}

function sumBy(question: SumQuestion, by: UsageGroup, db: ReadDb): UsageSum[] {
  switch (by) {
    case 'endpoint':
    case 'part':
      return sumByDimension(question, by)
    case 'day':
      return sumByDay(question, getWorkspace(db).zone)
    case 'month':
      return sumByMonth(question, getWorkspace(db).zone)
  }
}
