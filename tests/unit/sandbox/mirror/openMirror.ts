import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createEngine, type Engine } from '../../../../src-main/engine/createEngine.ts'
import { createWorkspace } from '../../../../src-main/engine/createWorkspace.ts'
import type { HostPorts } from '../../../../src-main/ports.ts'
import { createStripe, type StripeSandbox } from '../../../../src-main/sandbox/stripe/createStripe.ts'
import { createFaults, type FaultName, type Faults } from '../../../../src-main/sandbox/stripe/http/faults.ts'
import { serveStripe } from '../../../../src-main/sandbox/stripe/http/serveStripe.ts'
import type { Settings } from '../../../../src-main/sandbox/stripe/world/settings.ts'
import { openStore, type Store } from '../../../../src-main/store/openStore.ts'
import type { Tx } from '../../../../src-main/store/readDb.ts'
import { fromSeconds } from '../../../../src-shared/model/instant.ts'
import { createFakeClock, type FakeClock } from '../../../fixtures/createWorld.ts'
import { at, KEY } from '../openSandbox.ts'

const STARTS_AT = at('2027-01-04T09:00:00Z')

/** A request that came to the sandbox's door, and what befell it there. */
export interface Asked {
  path: string
  faults: readonly FaultName[]
}

/** A sandbox behind its socket, a workspace that mirrors it with the real engine, and one clock for both in the test's hand. */
export interface Mirror {
  stripe: StripeSandbox
  faults: Faults
  clock: FakeClock
  baseUrl: string
  /** Every request so far, answered or not. */
  asked: Asked[]
  /** Tells of each request from now on, so that a test can do something in the middle of a sync. */
  listen(onAsked: (asked: Asked) => void): void
  engine: Engine
  /** The workspace as it was left, as many times as asked: each with an engine of its own, over the same sandbox. The first one is closed. */
  copy(count: number): Promise<Copy[]>
  sync(isFull?: boolean): ReturnType<Engine['client']['sync']['start']>
  /** Moves the clock of both, in seconds. */
  pass(seconds: number): void
  /** Looks into the database beside the engine. */
  look<T>(use: (store: Store) => T): T
  /** Changes the database behind the engine's back, as a test plants what a comparison must find. */
  alter(change: (tx: Tx) => void): void
  /** One number for all that the database holds, but for the record of runs: that one was tried is told. */
  digest(): string
  /** The same workspace opened anew, as after a start of the program. @param pollMs how far apart it polls; it does not where nothing is said */
  reopen(pollMs?: number): Promise<Engine>
}

/** A workspace beside others. */
export interface Copy {
  engine: Engine
  look: Mirror['look']
  alter: Mirror['alter']
}

export interface MirrorOptions {
  seed?: string
  settings?: Partial<Settings>
  /** What is there before anybody connects. */
  fill?: (stripe: StripeSandbox) => void
  isConnected?: boolean
  /** What is sold; trading where it is left out. */
  products?: string[]
}

export async function openMirror(options: MirrorOptions = {}): Promise<Mirror> {
  const parent = mkdtempSync(join(tmpdir(), 'tierdesk-mirror-'))
  const folder = join(parent, 'workspace')
  const clock = createFakeClock(STARTS_AT * 1000)
  let draws = 0
  const ports: HostPorts = {
    clock,
    random: { bytes: (count) => createHash('shake256', { outputLength: count }).update(String(draws++)).digest(), fraction: () => 0 },
    log: () => {},
    environment: (name) => (name === 'STRIPE_KEY' ? KEY : undefined),
    seal: null,
  }
  const stripe = createStripe({
    startsAt: fromSeconds(STARTS_AT),
    seed: options.seed ?? 'mirror',
    accountId: 'acct_1Mirrored',
    settings: { eventLagSeconds: 5, ...options.settings },
  })
  options.fill?.(stripe)
  // What happened before the sandbox was opened took its time.
  if (stripe.now() > clock.now()) clock.advance(stripe.now() - clock.now())
  const asked: Asked[] = []
  let onAsked: (each: Asked) => void = () => {}
  const faults = noteFaults(createFaults(), (each) => {
    asked.push(each)
    onAsked(each)
  })
  const server = await serveStripe({
    stripe,
    key: KEY,
    now: () => clock.now(),
    wallMs: () => clock.now(),
    wait: () => new Promise((resolve) => setImmediate(resolve)),
    faults,
  })
  createWorkspace(ports, folder, { mode: 'test', zone: 'Africa/Nairobi', products: options.products ?? ['trading'] })
  const engines: Engine[] = []
  const open = (of: string, pollMs: number | null = null) => {
    const opened = createEngine(ports, { folder: of, access: 'write', what: 'a test', pollMs })
    engines.push(opened)
    return opened
  }
  const engine = open(folder)
  onTestFinished(async () => {
    for (const each of engines) await each.stop()
    await server.stop()
    rmSync(parent, { recursive: true, force: true })
  })
  if (options.isConnected !== false)
    await engine.connect({ provider: 'stripe', secret: { kind: 'environment', name: 'STRIPE_KEY' }, baseUrl: server.baseUrl })
  asked.length = 0

  const mirror: Mirror = {
    stripe,
    faults,
    clock,
    baseUrl: server.baseUrl,
    asked,
    listen: (how) => {
      onAsked = how
    },
    engine,
    sync: (isFull = false) => mirror.engine.client.sync.start({ isFull }),
    pass: (seconds) => {
      clock.advance(seconds * 1000)
      stripe.advanceTo(clock.now())
    },
    ...openDoors(folder, clock),
    copy: async (count) => {
      await mirror.engine.stop()
      return Array.from({ length: count }, (_, index) => {
        const of = join(parent, `copy-${index}`)
        cpSync(folder, of, { recursive: true })
        return { engine: open(of), ...openDoors(of, clock) }
      })
    },
    digest: () => mirror.look(digestAll),
    reopen: async (pollMs) => {
      await mirror.engine.stop()
      mirror.engine = open(folder, pollMs)
      return mirror.engine
    },
  }
  return mirror
}

/** Looks and reaches into a workspace beside its engine. */
function openDoors(folder: string, clock: FakeClock): Pick<Mirror, 'look' | 'alter'> {
  function use<T>(access: 'read' | 'write', how: (store: Store) => T): T {
    const store = openStore(folder, access, clock.now())
    try {
      return how(store)
    } finally {
      store.close()
    }
  }
  return { look: (how) => use('read', how), alter: (change) => use('write', (store) => store.transact(change)) }
}

/**
 * Every request passes the faults once: there it is counted.
 *
 * No page comes before the first: one that is repeated there would be of an earlier day, and nobody could tell.
 */
function noteFaults(faults: Faults, note: (asked: Asked) => void): Faults {
  return {
    ...faults,
    draw: (path, fits) => {
      const drawn = faults.draw(path, (name) => fits(name) && (name !== 'repeated-page' || fits('deleted-cursor')))
      note({ path, faults: [...drawn.keys()] })
      return drawn
    },
  }
}

/** One number for all that a database holds. Searches and runs are beside it. */
function digestAll({ read }: Store): string {
  const hash = createHash('sha256')
  const tables = read.sqlite
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like 'company_search%' and name not in ('sync_run', 'sync_failure') order by name",
    )
    .pluck()
    .all() as string[]
  for (const table of tables) {
    hash.update(table)
    for (const row of read.sqlite.prepare(`select * from "${table}"`).raw().iterate()) hash.update(JSON.stringify(row))
  }
  return hash.digest('hex')
}
