import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { OverageAnswer, PlanComparison } from '../../../../../src-shared/contract/plans.ts'
import type { Limit } from '../../../../../src-shared/model/limit.ts'
import { createFakeClient } from '../../fakeClient.ts'

const CONTENT = {
  name: 'Estate management',
  metrics: { estates: { name: 'Estates', kind: 'stock' }, 'api-calls': { name: 'API calls', kind: 'flow' } },
  plans: { starter: { name: 'Starter', tier: 1 }, enterprise: { name: 'Enterprise', tier: 2 } },
}

const CATALOGS = [
  { product: 'estates', name: 'Estate management', version: 1, from: null, plans: ['starter', 'enterprise'], content: CONTENT },
]

const LIMIT_CELL = (limit: Limit) => ({ limit, overage: null })

const COLUMN = { isSubscribed: false, isMostPopular: false, isRecommended: false, isRecommendedHere: false }

/** Starter limits both metrics; Enterprise, the higher tier, stands first and limits nothing. */
export const COMPARISON: PlanComparison = {
  product: 'estates',
  company: null,
  columns: [
    { ...COLUMN, plan: 'enterprise', name: 'Enterprise', tier: 2 },
    { ...COLUMN, plan: 'starter', name: 'Starter', tier: 1 },
  ],
  rows: [
    { kind: 'limit', metric: 'estates', used: null, cells: [LIMIT_CELL('unlimited'), LIMIT_CELL(25)] },
    { kind: 'limit', metric: 'api-calls', used: null, cells: [LIMIT_CELL('unlimited'), LIMIT_CELL(500)] },
  ],
  recommendation: { kind: 'none', plan: null, metrics: [] },
}

export const HOUR_MS = 3_600_000

export function makeExceed(metric: string, used: number, limit: number) {
  return { metric, kind: metric === 'estates' ? ('stock' as const) : ('flow' as const), used, limit, overage: used - limit }
}

export const NOBODY: OverageAnswer = { product: 'estates', plan: 'starter', companies: [], totals: {}, counts: {} }

interface OverageAnswers {
  overage?: (input: { plan: string; limits?: Readonly<Record<string, Limit>> | null | undefined }) => Promise<OverageAnswer>
  catalogs?: readonly object[]
  total?: number
}

/** An engine that answers what the screen of overage asks, and keeps what it was asked. */
export function makeOverage({ overage = async () => NOBODY, catalogs = CATALOGS, total = 711 }: OverageAnswers = {}) {
  const asked: Parameters<typeof overage>[0][] = []
  const fake = createFakeClient({ count: { total, isAtLeast: false } })
  const client = {
    ...fake,
    catalogs: { list: async () => ({ items: catalogs }) },
    plans: {
      compare: async () => COMPARISON,
      overage: async (input: (typeof asked)[number]) => {
        asked.push(input)
        return overage(input)
      },
    },
  } as unknown as EngineClient
  return { client, asked }
}
