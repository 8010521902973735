import { ActivityScreen } from '../../../../../src-renderer/features/activity/ActivityScreen.tsx'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { EventItem, EventOutcome } from '../../../../../src-shared/contract/events.ts'
import type { SyncRun } from '../../../../../src-shared/contract/sync.ts'
import { type Instant, toInstant } from '../../../../../src-shared/model/instant.ts'
import { CONNECTION, createFakeClient, NOW } from '../../fakeClient.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'

interface Asked {
  outcome: EventOutcome | null
  company: string | null
  at: Instant | null
  cursor: string | null
}

interface RunsAsked {
  cursor: string | null
}

interface ActivityAnswers {
  events?: (asked: Asked) => Promise<{ items: EventItem[]; next: string | null }>
  runs?: (asked: RunsAsked) => Promise<{ items: SyncRun[]; next: string | null }>
}

export function makeEvent(number: number, more: Partial<EventItem> = {}): EventItem {
  return {
    provider: 'stripe',
    ref: `evt_${number}`,
    type: 'invoice.paid',
    object: `in_${number}`,
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
    reason: null,
    ...more,
  }
}

/** The screen at an address, over an engine of values; `asked` is what it asked of events and runs, in order. */
export function showActivity(query: string, answers: ActivityAnswers = {}) {
  const asked: { events: Asked[]; runs: RunsAsked[] } = { events: [], runs: [] }
  const fake = createFakeClient({ connections: [CONNECTION] })
  const nothing = async () => ({ items: [], next: null })
  const client = {
    ...fake,
    events: {
      list: (input: Asked) => {
        asked.events.push(input)
        return (answers.events ?? nothing)(input)
      },
    },
    sync: {
      ...fake.sync,
      runs: (input: RunsAsked) => {
        asked.runs.push(input)
        return (answers.runs ?? nothing)(input)
      },
    },
  } as unknown as EngineClient
  return { ...renderWithEngine(client, <ActivityScreen />, query), asked }
}
