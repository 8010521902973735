import { OverviewScreen } from '../../../../../src-renderer/features/overview/OverviewScreen.tsx'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { CatalogEntry } from '../../../../../src-shared/contract/catalogs.ts'
import type { OverviewAnswer } from '../../../../../src-shared/contract/overview.ts'
import type { Instant } from '../../../../../src-shared/model/instant.ts'
import { CONNECTION, createFakeClient, type FakeAnswers } from '../../fakeClient.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'
import { makeOverview } from './makeOverview.ts'

interface Asked {
  at: Instant | null
}

interface OverviewAnswers extends FakeAnswers {
  overview?: (asked: Asked) => Promise<OverviewAnswer>
}

const ENTRIES = [
  makeEntry('estate-management', { metrics: { estates: { name: 'Estates' } }, plans: { starter: { name: 'Starter', tier: 1 } } }),
  makeEntry('threat-analytics', {
    metrics: { 'api-calls': { name: 'API calls' } },
    plans: { professional: { name: 'Professional', tier: 1 } },
  }),
]

/** The screen at an address, over an engine of values; `asked` is what it asked of the overview, in order. */
export function showOverview(query = '?screen=overview', { overview, ...answers }: OverviewAnswers = {}) {
  const asked: Asked[] = []
  const fake = createFakeClient({ connections: [CONNECTION], ...answers })
  const client = {
    ...fake,
    catalogs: { list: async () => ({ items: ENTRIES }) },
    overview: {
      get: (input: Asked) => {
        asked.push(input)
        return overview ? overview(input) : Promise.resolve(makeOverview())
      },
    },
  } as unknown as EngineClient
  return { ...renderWithEngine(client, <OverviewScreen />, query), asked }
}

function makeEntry(product: string, content: CatalogEntry['content']): CatalogEntry {
  return { product, name: product, version: 1, from: null, plans: [], content }
}
