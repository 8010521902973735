import type { EngineClient } from '../../../src-renderer/lib/engine.ts'
import type { CompanyRow } from '../../../src-shared/contract/companies.ts'
import type { NewsAnswer } from '../../../src-shared/contract/news.ts'
import type { ConnectionHealth, DriftedObject, SyncProgress, SyncRun } from '../../../src-shared/contract/sync.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'

export const NOW = toInstant(Date.UTC(2026, 10, 21, 8, 0, 0))

export const CONNECTION: ConnectionHealth = {
  provider: 'stripe',
  mode: 'test',
  account: 'acct_1',
  accountName: 'Lantern Works',
  lastFour: '4f2Q',
  permissions: { customers: 'read', events: 'none' },
  registration: null,
  connectedAt: NOW,
  limits: null,
  settings: {},
  lastSuccessAt: toInstant(NOW - 12_000),
  state: 'in-step',
  problems: [],
  gaps: [],
}

export function makeCompany(number: number, more: Partial<CompanyRow> = {}): CompanyRow {
  return {
    id: `co_${number}`,
    name: `Company ${number}`,
    email: `a${number}@example.test`,
    phone: null,
    since: NOW,
    endedAt: null,
    links: [{ provider: 'stripe', ref: `cus_${number}`, deletedAt: null }],
    subscriptions: [],
    worst: null,
    hours: null,
    mrr: [],
    ...more,
  }
}

/** What a test lets the engine answer; everything else answers as a workspace without companies. */
export interface FakeAnswers {
  connections?: ConnectionHealth[]
  /** What the engine's clock says. */
  asOf?: () => number
  runs?: SyncRun[]
  /** The sync that runs. */
  running?: SyncProgress
  /** Until then nothing is known of the workspace. */
  described?: Promise<void>
  canWrite?: boolean
  trouble?: { code: string; message: string; hint: string }
  /** What is asked of backups; without it there are none. */
  backups?: Partial<EngineClient['backups']>
  count?: { total: number; isAtLeast: boolean }
  list?: (input: {
    search?: string | undefined
    cursor?: string | null | undefined
    sort?: string | undefined
    isDescending?: boolean | undefined
  }) => Promise<{
    items: CompanyRow[]
    next: string | null
  }>
  /** What the sandbox answers; without it the workspace has none. */
  sandbox?: Partial<EngineClient['sandbox']>
  /** What is asked of actions, and of their log; without it nothing was ever asked for. */
  actions?: Partial<EngineClient['actions']>
  audit?: Partial<EngineClient['audit']>
  connect?: (input: { secret: string }) => Promise<ConnectionHealth>
  register?: EngineClient['connections']['register']
  drift?: DriftedObject[]
  startSync?: (input: Parameters<EngineClient['sync']['start']>[0]) => Promise<Awaited<ReturnType<EngineClient['sync']['start']>>>
  news?: () => NewsAnswer
  watch?: () => AsyncGenerator<Awaited<ReturnType<EngineClient['changes']['watch']>> extends AsyncIterable<infer Event> ? Event : never>
}

/** An engine made of values: the client's own type, without a link beneath it. */
export function createFakeClient(answers: FakeAnswers = {}): EngineClient {
  const list = answers.list ?? (async () => ({ items: [], next: null }))
  const client = {
    workspace: {
      describe: async () => {
        await answers.described
        return {
          name: 'Lantern Works',
          folder: '/tmp/w',
          mode: 'test',
          zone: 'Africa/Nairobi',
          products: [],
          canWrite: answers.canWrite ?? true,
          version: '0.1.0',
          trouble: answers.trouble ?? null,
        }
      },
      examine: async () => ({ ok: true, checks: [] }),
      rebuild: async () => ({ ok: true, checks: [] }),
    },
    backups: {
      list: async () => ({ items: [], running: null, problem: null, folder: '/tmp/w/backups' }),
      ...answers.backups,
    },
    companies: {
      list,
      count: async () => answers.count ?? { total: 0, isAtLeast: false },
      get: async ({ company }: { company: string }) => {
        const row = (await list({})).items.find(({ id }) => id === company) ?? makeCompany(0)
        return { ...row, customers: [], timeline: [{ at: NOW, kind: 'customer.created', source: 'stripe', ref: 'cus_1' }] }
      },
    },
    sync: {
      health: async () => ({
        asOf: toInstant(answers.asOf?.() ?? NOW),
        connections: answers.connections ?? [],
        running: answers.running ?? null,
        pollMs: null,
        schedule: null,
      }),
      runs: async () => ({ items: answers.runs ?? [], next: null }),
      drift: async () => ({ items: answers.drift ?? [] }),
      start: answers.startSync ?? (async () => ({ synced: 0, failed: [], runs: [] })),
      cancel: async () => ({ wasRunning: false }),
    },
    connections: {
      connect: answers.connect ?? (async () => CONNECTION),
      register: answers.register ?? (async () => ({ isNew: true, connection: CONNECTION })),
    },
    sandbox: { describe: async () => ({ state: null }), ...answers.sandbox },
    catalogs: { list: async () => ({ items: [] }) },
    payments: { count: async () => ({ total: 0 }) },
    actions: {
      count: async () => ({ queued: 0, attempting: 0, conflict: 0, unknown: 0, draft: 0, rejected: 0, needPerson: 0, halted: [] }),
      list: async () => ({ items: [], next: null }),
      proposals: async () => ({ items: [] }),
      get: async ({ id }: { id: string }) => Promise.reject(new Error(`there is no action ${id}`)),
      offers: async ({ company }: { company: string }) => ({ company, targets: [] }),
      preview: () => new Promise(() => {}),
      caps: async () => ({ confirmAbove: {}, confirmAboveOther: 50_000, moneyPerDay: {}, moneyPerDayOther: 500_000, sendsPerMinute: 60 }),
      permissions: async () => ({ items: [] }),
      ...answers.actions,
    },
    audit: { list: async () => ({ items: [], next: null }), ...answers.audit },
    // Asked by nobody here; their answers are only told to be asked again.
    overview: {},
    entitlements: {},
    usage: {},
    hours: {},
    plans: {},
    notes: {},
    events: {},
    news: { list: async () => answers.news?.() ?? { asOf: NOW, items: [], isCut: false } },
    changes: { watch: async () => (answers.watch ?? saySilence)() },
  }
  // The fake has what the screens call, not the whole contract.
  return client as unknown as EngineClient
}

async function* saySilence() {
  yield { kind: 'ready' as const }
}
