import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { createEngine, type Engine } from '../../../src-main/engine/createEngine.ts'
import { createWorkspace } from '../../../src-main/engine/createWorkspace.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import { createNodePorts } from '../../../src-main/nodePorts.ts'
import type { HostPorts } from '../../../src-main/ports.ts'
import type { SyncReport } from '../../../src-shared/contract/sync.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { BENCH_KEY, KEY_NAME, TEST_KEY_LIMITS, ZONE } from '../benchWords.ts'
import { answerStarter } from './answerStarter.ts'
import { countMirrored } from './countMirrored.ts'
import { measureFile } from './measureFile.ts'
import { timeStatements } from './timeStatements.ts'
import { writeUsageFile } from './writeUsageFile.ts'

/** How one sync went. */
export interface Synced {
  ms: number
  /** How long a processor was busy with it. */
  cpuMs: number
  report: SyncReport
}

/** The same, with what the database had to do. */
export interface TimedSync extends Synced {
  statements: number
  statementsMs: number
}

/** A question to the engine's client: `overview.get` and what goes in. */
export interface EngineQuestion {
  name: string
  input: unknown
}

const WHAT = 'the bench'
/** More than any machine can ask. */
const LIFTED = { account: 1_000_000, endpoint: 1_000_000, share: 0.5 }
const SETTLE_MS = 12_000
const COMPANIES_A_FILE = 10_000
const plain: HostPorts = { ...createNodePorts(null), environment: (name) => (name === KEY_NAME ? BENCH_KEY : undefined) }

let polling: { engine: Engine; end: AbortController; listening: Promise<void>; idleShare: number } | null = null

const answers = {
  /** Makes a workspace with every product that ships. */
  make: (folder: string): void =>
    createWorkspace(plain, folder, { name: 'Bench', mode: 'test', zone: ZONE, products: [...templates.keys()] }),

  /** @param share how much of Stripe's own limits is made use of; null where the line is all that limits */
  connect: ({ folder, baseUrl, share }: { folder: string; baseUrl: string; share: number | null }): Promise<void> =>
    withEngine(folder, async (engine) => {
      const limits = share === null ? LIFTED : { ...TEST_KEY_LIMITS, share }
      await engine.connect({ provider: 'stripe', secret: { kind: 'environment', name: KEY_NAME }, baseUrl, limits })
    }),

  /** Syncs to the end. Refuses what is not whole. */
  sync,

  /** As `sync`. To time each statement takes time too, so it is not for whoever compares rates. */
  syncTimed: async (folder: string): Promise<TimedSync> => {
    const timed = timeStatements()
    const synced = await sync(folder)
    return { ...synced, ...timed.end() }
  },

  /** Syncs for so long at the most. */
  syncFor: ({ folder, ms }: { folder: string; ms: number }): Promise<SyncReport> =>
    withEngine(folder, async ({ client }) => {
      const end = new AbortController()
      const syncing = client.sync.start({}).finally(() => end.abort())
      await plain.clock.wait(ms, end.signal)
      await client.sync.cancel({})
      return await syncing
    }),

  /**
   * Opens a workspace with a client that listens, and polls, once it was measured what the processor does for it without.
   *
   * The first poll asks whose key it is, figures that are due are derived, and code that ran a few times is not compiled yet: a console polls all day,
   * so it waits for all three.
   */
  startPolling: async ({ folder, pollMs, idleMs }: { folder: string; pollMs: number; idleMs: number }): Promise<void> => {
    const engine = createEngine(plain, { folder, access: 'write', what: WHAT, pollMs })
    const end = new AbortController()
    const listening = listen(engine, end.signal)
    polling = { engine, end, listening, idleShare: (await measureCpu(idleMs)) / idleMs }
    engine.startPolling()
    await pause(SETTLE_MS)
  },

  /** How many milliseconds of the processor polls took, less what the process takes that does nothing. */
  measurePolls: async (spanMs: number): Promise<number> => {
    if (!polling) throw new Error('Nothing is polled.')
    return Math.max(0, (await measureCpu(spanMs)) - polling.idleShare * spanMs)
  },

  stopPolling: async (): Promise<void> => {
    polling?.end.abort()
    await polling?.listening
    await polling?.engine.stop()
    polling = null
  },

  /** Has so many records of use a company told. Gives how many were taken. */
  tellUsage: ({ folder, records }: { folder: string; records: number }): Promise<number> =>
    withEngine(folder, async (engine) => {
      let accepted = 0
      for await (const companies of listCompanies(engine, COMPANIES_A_FILE)) {
        const text = writeUsageFile(companies, records, plain.clock.now())
        const admission = await engine.client.usage.import({ text })
        const [refused] = admission.rejected
        if (refused) throw new Error(`Line ${refused.line} was refused: ${refused.reason}`)
        accepted += admission.accepted
      }
      return accepted
    }),

  /** Asks a thing again and again. Gives the milliseconds of each time. */
  ask: ({ folder, questions, times }: { folder: string; questions: readonly EngineQuestion[]; times: number }): Promise<number[]> =>
    withEngine(
      folder,
      async (engine) => {
        const spent: number[] = []
        for (let round = 0; round < times; round++) {
          for (const { name, input } of questions) {
            const ask = findProcedure(engine, name)
            const startedAt = performance.now()
            await ask(input)
            spent.push(performance.now() - startedAt)
          }
        }
        return spent
      },
      'read',
    ),

  /** Some companies, far apart: with which products. */
  sample: ({ folder, count }: { folder: string; count: number }): Promise<{ company: string; products: string[] }[]> =>
    withEngine(
      folder,
      async (engine) => {
        const all: { company: string; products: string[] }[] = []
        for await (const rows of listRows(engine)) {
          for (const { id, subscriptions } of rows) all.push({ company: id, products: subscriptions.map(({ product }) => product) })
        }
        const step = Math.max(1, Math.floor(all.length / count))
        return all.filter((_, index) => index % step === 0).slice(0, count)
      },
      'read',
    ),

  /** Other rules hold for everybody: a new version of one catalog has the figures of all companies derived again. */
  deriveAll: (folder: string): Promise<{ companies: number; ms: number; cpuMs: number }> =>
    withEngine(folder, async (engine) => {
      const { client } = engine
      const { items } = await client.catalogs.list({})
      const [entry] = items
      if (!entry) throw new Error('The workspace has no catalog.')
      const content = { ...(entry.content as Record<string, unknown>), description: `As of ${toIso(plain.clock.now())}` }
      let companies = 0
      for await (const rows of listRows(engine)) companies += rows.length
      const before = process.cpuUsage()
      const startedAt = performance.now()
      const { isNew, faults } = await client.catalogs.import({ text: JSON.stringify(content) })
      const ms = performance.now() - startedAt
      if (!isNew) throw new Error(`The catalog was not taken: ${JSON.stringify(faults)}`)
      return { companies, ms, cpuMs: toCpuMs(before) }
    }),

  measureFile,
  countMirrored,
}
export type RunConsole = typeof answers

function sync(folder: string): Promise<Synced> {
  return withEngine(folder, async ({ client }) => {
    const before = process.cpuUsage()
    const startedAt = performance.now()
    const report = await client.sync.start({})
    const ms = performance.now() - startedAt
    const broken = report.runs.find(({ outcome }) => outcome !== 'complete')
    if (broken) throw new Error(`${broken.stream} was ${broken.outcome}: ${broken.reason}`)
    return { ms, cpuMs: toCpuMs(before), report }
  })
}

async function withEngine<T>(folder: string, use: (engine: Engine) => Promise<T>, access: 'read' | 'write' = 'write'): Promise<T> {
  const engine = createEngine(plain, { folder, access, what: WHAT, pollMs: null })
  try {
    return await use(engine)
  } finally {
    await engine.stop()
  }
}

/** As a page does that is open: while nobody listens, there may be fewer polls. */
async function listen({ client }: Engine, signal: AbortSignal): Promise<void> {
  try {
    for await (const _changed of await client.changes.watch({}, { signal }));
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

async function measureCpu(spanMs: number): Promise<number> {
  const before = process.cpuUsage()
  await pause(spanMs)
  return toCpuMs(before)
}

function toCpuMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

async function* listRows({ client }: Engine) {
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof client.companies.list>> = await client.companies.list({ limit: 1000, cursor })
    yield page.items
    cursor = page.next
  } while (cursor !== null)
}

async function* listCompanies(engine: Engine, size: number) {
  let some: string[] = []
  for await (const rows of listRows(engine)) {
    some.push(...rows.filter(({ endedAt }) => endedAt === null).map(({ id }) => id))
    if (some.length >= size) {
      yield some
      some = []
    }
  }
  if (some.length > 0) yield some
}

type Procedure = (input: unknown) => Promise<unknown>

/** @param name such as `overview.get` */
function findProcedure({ client }: Engine, name: string): Procedure {
  const [noun = '', verb = ''] = name.split('.')
  const found = (client as unknown as Record<string, Record<string, Procedure> | undefined>)[noun]?.[verb]
  if (!found) throw new Error(`The contract has no ${name}.`)
  return found
}

answerStarter(answers)
