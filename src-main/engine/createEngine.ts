import { createRouterClient, type RouterClient } from '@orpc/server'
import { version } from '../../package.json'
import { AppError } from '../../src-shared/model/appError.ts'
import type { HostPorts } from '../ports.ts'
import { connectStripe } from '../providers/stripe/connectStripe.ts'
import { readStripeObject } from '../providers/stripe/readStripeObject.ts'
import { openStore } from '../store/openStore.ts'
import type { Connection } from '../store/reads/connections.ts'
import { checkWritable, hasWorkspace } from '../store/workspaceFolder.ts'
import { takeWorkspaceLock, type WorkspaceLock } from '../store/workspaceLock.ts'
import { closeInterruptedRuns } from '../store/writes/saveRun.ts'
import { createSync } from '../sync/createSync.ts'
import { runSchedule } from '../sync/runSchedule.ts'
import { readFigureContext } from './answers/readFigureContext.ts'
import type { Readers } from './answers/rebuildWorkspace.ts'
import { type ConnectAsk, connectProvider } from './connectProvider.ts'
import { createRouter, type Router } from './createRouter.ts'
import { createTopics } from './createTopics.ts'
import { keepFiguresFresh } from './keepFiguresFresh.ts'
import { openKey } from './keys.ts'

/** Two words to one listener are at least this far apart: fifty changes at once cost a screen two askings. */
const TOPICS_GAP_MS = 100

const PROVIDERS = { stripe: connectStripe }
const READERS: Readers = { stripe: readStripeObject }

export interface EngineOptions {
  folder: string
  /** `read` stands beside whoever writes; `write` is one process at a time. */
  access: 'read' | 'write'
  /** Who opens it, for whom it is then refused to: `desktop`, `serve`, a command. */
  what: string
  /** How far apart the providers are polled once polling was started; null where it never is. */
  pollMs: number | null
}

export interface Engine {
  router: Router
  /** The same as any host's client, without a wire. */
  client: RouterClient<Router>
  /** Beyond the contract: a key by its variable's name, and a provider at another address. For hosts that are not a page. */
  connect(ask: ConnectAsk): Promise<Connection>
  readonly listeners: number
  /** Begins to poll, and to derive again what the clock alone changes. Not before the host has all ready that a poll needs. */
  startPolling(): void
  /** Ends what is under way in good order, and gives the workspace back. */
  stop(): Promise<void>
}

/** Opens a workspace. Refuses with an `AppError` what cannot be opened, and leaves it as it was. */
export function createEngine(ports: HostPorts, { folder, access, what, pollMs }: EngineOptions): Engine {
  if (!hasWorkspace(folder))
    throw new AppError(
      'workspace-missing',
      `There is no workspace in ${folder}.`,
      'Make one: tierdesk init, or name another with --workspace.',
    )
  const canWrite = access === 'write'
  if (canWrite) checkWritable(folder)
  const lock = canWrite ? takeWorkspaceLock(folder, what, ports.clock.now()) : null
  const store = openOrRelease(() => openStore(folder, access, ports.clock.now()), lock)
  if (canWrite) store.transact((tx) => closeInterruptedRuns(tx, ports.clock.now()))

  const topics = createTopics(ports.clock, TOPICS_GAP_MS)
  const announce = topics.announce
  const sync = createSync({
    ...ports,
    store,
    providers: PROVIDERS,
    openKey: (connection) => openKey(ports, folder, connection),
    announce,
    figures: readFigureContext,
  })
  const connect = (ask: ConnectAsk) => connectProvider({ ports, store, folder, providers: PROVIDERS, announce }, ask)
  const router = createRouter({ ports, store, folder, topics, sync, readers: READERS, pollMs, canWrite, version, connect })

  const stopper = new AbortController()
  let polling: Promise<unknown> | null = null

  return {
    router,
    client: createRouterClient(router),
    connect,
    get listeners() {
      return topics.listeners
    },
    startPolling() {
      if (!canWrite || pollMs === null) return
      polling ??= Promise.all([
        runSchedule({ ...ports, sync, pollMs }, stopper.signal),
        keepFiguresFresh({ store, clock: ports.clock, announce }, stopper.signal),
      ])
    },
    async stop() {
      stopper.abort()
      await sync.stop()
      await polling
      store.close()
      lock?.release()
    },
  }
}

function openOrRelease<T>(open: () => T, lock: WorkspaceLock | null): T {
  try {
    return open()
  } catch (error) {
    lock?.release()
    throw error
  }
}
