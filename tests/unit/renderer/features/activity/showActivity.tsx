import { ActivityScreen } from '../../../../../src-renderer/features/activity/ActivityScreen.tsx'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { CompanyRow } from '../../../../../src-shared/contract/companies.ts'
import type { EventItem } from '../../../../../src-shared/contract/events.ts'
import type { CoverageGap, DriftedObject, RunFailure, SyncRun } from '../../../../../src-shared/contract/sync.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { CONNECTION, createFakeClient, makeCompany, NOW } from '../../fakeClient.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'

type EventsInput = Parameters<EngineClient['events']['list']>[0]
type RunsInput = Parameters<EngineClient['sync']['runs']>[0]

interface ActivityAnswers {
  events?: (asked: EventsInput) => Promise<{ items: EventItem[]; next: string | null }>
  runs?: (asked: RunsInput) => Promise<{ items: SyncRun[]; next: string | null }>
  /** Of every run, page by page. */
  failures?: RunFailure[][]
  total?: number
  gaps?: CoverageGap[]
  drift?: () => Promise<{ items: DriftedObject[] }>
  /** The companies that are found. */
  companies?: CompanyRow[]
}

export function makeEvent(number: number, more: Partial<EventItem> = {}): EventItem {
  return {
    provider: 'stripe',
    ref: `evt_${number}`,
    type: 'invoice.paid',
    object: `in_${number}`,
    kind: 'invoice',
    company: `co_${number}`,
    companyName: `Company ${number}`,
    at: toInstant(NOW - number * 60_000),
    seenAt: toInstant(NOW - number * 60_000 + 13_000),
    outcome: 'processed',
    reason: null,
    rules: ['renew', 'extend'],
    ...more,
  }
}

export function makeRun(id: number, more: Partial<SyncRun> = {}): SyncRun {
  return {
    id,
    provider: 'stripe',
    stream: 'customers',
    startedAt: NOW,
    endedAt: toInstant(NOW + 3_200),
    outcome: 'complete',
    pages: 13,
    objects: 1_204,
    changed: 61,
    requests: 14,
    failures: 0,
    reason: null,
    rules: [],
    ...more,
  }
}

/** The screen at an address, over an engine of values; `asked` is what it asked, in order. */
export function showActivity(query: string, answers: ActivityAnswers = {}) {
  const asked = { events: [] as EventsInput[], counts: [] as unknown[], runs: [] as RunsInput[], failures: [] as unknown[] }
  const fake = createFakeClient({
    connections: [{ ...CONNECTION, gaps: answers.gaps ?? [] }],
    list: async () => ({ items: answers.companies ?? [makeCompany(1)], next: null }),
  })
  const nothing = async () => ({ items: [], next: null })
  const pages = answers.failures ?? [[]]
  const client = {
    ...fake,
    events: {
      list: (input: EventsInput) => {
        asked.events.push(input)
        return (answers.events ?? nothing)(input)
      },
      count: async (input: unknown) => {
        asked.counts.push(input)
        return { total: answers.total ?? 0 }
      },
      choices: async () => ({ types: ['customer.updated', 'invoice.paid'], rules: ['extend', 'renew'] }),
    },
    sync: {
      ...fake.sync,
      runs: (input: RunsInput) => {
        asked.runs.push(input)
        return (answers.runs ?? nothing)(input)
      },
      drift: answers.drift ?? nothing,
      failures: async (input: { run: number; cursor: string | null }) => {
        asked.failures.push(input)
        const page = input.cursor === null ? 0 : Number(input.cursor)
        return { items: pages[page] ?? [], next: page + 1 < pages.length ? String(page + 1) : null }
      },
    },
  } as unknown as EngineClient
  return { ...renderWithEngine(client, <ActivityScreen />, query), asked }
}
