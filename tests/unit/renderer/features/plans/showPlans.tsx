import { PlansScreen } from '../../../../../src-renderer/features/plans/PlansScreen.tsx'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { ActionTarget } from '../../../../../src-shared/contract/actions.ts'
import type { CatalogEntry } from '../../../../../src-shared/contract/catalogs.ts'
import type { CompanyRow } from '../../../../../src-shared/contract/companies.ts'
import type { ChangeCheckAnswer, PlanComparison } from '../../../../../src-shared/contract/plans.ts'
import type { SyncReport } from '../../../../../src-shared/contract/sync.ts'
import type { Instant } from '../../../../../src-shared/model/instant.ts'
import { CONNECTION, createFakeClient, makeCompany } from '../../fakeClient.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'
import { ENTRIES, makeComparison, makeStanding, withoutCompany } from './makePlans.ts'

interface Asked {
  company?: string | null | undefined
  product?: string | undefined
  plan?: string | undefined
  search?: string | undefined
  limit?: number | undefined
  at?: Instant | null | undefined
}

interface PlansAnswers {
  entries?: () => Promise<{ items: CatalogEntry[] }>
  compare?: (asked: Asked) => Promise<PlanComparison>
  check?: (asked: Asked) => Promise<ChangeCheckAnswer>
  list?: (asked: Asked) => Promise<{ items: CompanyRow[]; next: string | null }>
  startSync?: () => Promise<SyncReport>
  /** What can be done for the company; without it, the plan of its one subscription can be changed. */
  targets?: ActionTarget[]
}

const SUBSCRIPTION: ActionTarget = {
  ...{
    kind: 'subscription',
    provider: 'stripe',
    ref: 'sub_1',
    label: 'Estate management Enterprise, active',
    product: 'estate-management',
  },
  offers: [{ kind: 'subscription.change', obstacle: null }],
}

export const BAOBAB = makeCompany(1, { name: 'Baobab Ridge' })

/** The screen at an address, over an engine of values; `asked` is all that it asked of plans and companies, in order. */
export function showPlans(query: string, answers: PlansAnswers = {}) {
  const asked: { method: string; input: Asked }[] = []
  const note =
    <Answer,>(method: string, answer: (input: Asked) => Promise<Answer>) =>
    (input: Asked) => {
      asked.push({ method, input })
      return answer(input)
    }
  const list = answers.list ?? (async () => ({ items: [BAOBAB], next: null }))
  const fake = createFakeClient({
    connections: [CONNECTION],
    list: async () => ({ items: [BAOBAB], next: null }),
    actions: {
      offers: async () => ({ company: 'co_1', targets: answers.targets ?? [SUBSCRIPTION] }),
      preview: () => new Promise(() => {}),
    },
    ...(answers.startSync && { startSync: answers.startSync }),
  })
  const client = {
    ...fake,
    companies: { ...fake.companies, list: note('companies.list', list) },
    catalogs: { list: answers.entries ?? (async () => ({ items: ENTRIES })) },
    entitlements: { get: note('entitlements.get', async () => makeStanding()) },
    plans: {
      compare: note('plans.compare', answers.compare ?? (async ({ company }) => (company ? makeComparison() : withoutCompany()))),
      check: note('plans.check', answers.check ?? (() => new Promise(() => {}))),
    },
  } as unknown as EngineClient
  return { ...renderWithEngine(client, <PlansScreen />, query), asked }
}
