import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { UsageItem, UseInSpan, UseOfCompany, UseOfMetric } from '../../../../../src-shared/contract/usage.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { USE_LEVELS, type UseLevel } from '../../../../../src-shared/model/useLevel.ts'
import { createFakeClient, makeCompany, NOW } from '../../fakeClient.ts'

const CATALOGS = [
  {
    product: 'threats',
    name: 'Threat analytics',
    version: 1,
    from: null,
    plans: ['starter'],
    content: {
      name: 'Threat analytics',
      metrics: { 'api-calls': { name: 'API calls', kind: 'flow' }, seats: { name: 'Seats', kind: 'stock' } },
      plans: { starter: { name: 'Starter', tier: 1 } },
    },
  },
]

export function makeUse(number: number, more: Partial<UseOfCompany> = {}): UseOfCompany {
  return {
    company: `co_${number}`,
    name: `Company ${number}`,
    plan: 'starter',
    status: 'active',
    used: 51,
    limit: 100,
    level: 'calm',
    asOf: toInstant(NOW - 2 * 3_600_000),
    projection: null,
    ...more,
  }
}

export function makeUseOfMetric(more: Partial<UseOfMetric> = {}): UseOfMetric {
  return {
    metric: 'api-calls',
    kind: 'flow',
    used: 4_712,
    limit: 5_000,
    remaining: 288,
    level: 'warn',
    asOf: NOW,
    window: { start: toInstant(Date.UTC(2026, 10, 6)), end: toInstant(Date.UTC(2026, 11, 6)) },
    parts: [],
    missingParts: [],
    projection: { kind: 'projected', atEnd: 6_000, isReached: false, reachedAt: toInstant(Date.UTC(2026, 10, 22, 8)) },
    trend: [],
    ...more,
  }
}

type Input<Verb extends keyof EngineClient['usage']> = Parameters<EngineClient['usage'][Verb]>[0]
type SeriesItem = Awaited<ReturnType<EngineClient['usage']['series']>>['items'][number]

interface UsageAnswers {
  ranking?: (input: Input<'ranking'>) => Promise<{ items: UseOfCompany[]; next: string | null }>
  counts?: Partial<Record<UseLevel, number>>
  series?: (input: Input<'series'>) => Promise<SeriesItem[]>
  records?: (input: Input<'list'>) => Promise<UsageItem[]>
  users?: (input: Input<'byCompany'>) => Promise<{ items: UseInSpan[]; next: string | null }>
  use?: UseOfMetric | null
  kind?: 'stock' | 'flow'
  catalogs?: readonly object[]
}

export const TWO_DAYS: SeriesItem[] = [
  { day: '2026-11-18', group: 'redact', quantity: 144 },
  { day: '2026-11-18', group: 'analyze', quantity: 1_240 },
  { day: '2026-11-20', group: 'analyze', quantity: 90 },
]

export function makeUser(number: number, more: Partial<UseInSpan> = {}): UseInSpan {
  return { company: `co_${number}`, name: `Company ${number}`, quantity: 400, records: 12, asOf: toInstant(NOW - 3_600_000), ...more }
}

/** An engine that answers what the screen of usage asks, and keeps what it was asked. */
export function makeUsage(answers: UsageAnswers = {}) {
  const asked = {
    ranking: [] as Input<'ranking'>[],
    series: [] as Input<'series'>[],
    list: [] as Input<'list'>[],
    users: [] as Input<'byCompany'>[],
  }
  const fake = createFakeClient({ list: async () => ({ items: [makeCompany(1, { name: 'Blue Heron Security' })], next: null }) })
  const kind = answers.kind ?? 'flow'
  const named = { product: 'threats', metric: 'api-calls', kind }
  const none = Object.fromEntries(USE_LEVELS.map((level) => [level, 0]))
  const client = {
    ...fake,
    catalogs: { list: async () => ({ items: answers.catalogs ?? CATALOGS }) },
    usage: {
      ranking: async (input: Input<'ranking'>) => {
        asked.ranking.push(input)
        const { items, next } = await (answers.ranking ?? (async () => ({ items: [makeUse(1)], next: null })))(input)
        return { ...named, counts: { ...none, ...(answers.counts ?? { calm: items.length }) }, items, next }
      },
      series: async (input: Input<'series'>) => {
        asked.series.push(input)
        return { ...named, items: await (answers.series ?? (async () => TWO_DAYS))(input) }
      },
      byCompany: async (input: Input<'byCompany'>) => {
        asked.users.push(input)
        const { items, next } = await (answers.users ?? (async () => ({ items: [makeUser(1)], next: null })))(input)
        return { ...named, total: items.length, quantity: items.reduce((sum, each) => sum + each.quantity, 0), items, next }
      },
      list: async (input: Input<'list'>) => {
        asked.list.push(input)
        return { ...named, company: 'co_1', items: await (answers.records ?? (async () => []))(input), next: null }
      },
      against: async () => ({
        company: 'co_1',
        asOf: NOW,
        products: answers.use === null ? [] : [{ product: 'threats', metrics: [answers.use ?? makeUseOfMetric()] }],
      }),
    },
  } as unknown as EngineClient
  return { client, asked }
}
