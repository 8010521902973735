import { createRouterClient, type RouterClient } from '@orpc/server'
import { version } from '../../package.json'
import type { Topic } from '../../src-shared/contract/changes.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import type { Stage } from '../outbox/outboxParts.ts'
import type { HostPorts } from '../ports.ts'
import type { ConnectActing } from '../providers/acting.ts'
import { connectMpesa } from '../providers/mpesa/connectMpesa.ts'
import { readMpesaObject } from '../providers/mpesa/readMpesaObject.ts'
import { connectPaystack } from '../providers/paystack/connectPaystack.ts'
import { readPaystackObject } from '../providers/paystack/readPaystackObject.ts'
import { connectStripe } from '../providers/stripe/connectStripe.ts'
import { readStripeObject } from '../providers/stripe/readStripeObject.ts'
import { listBackups } from '../store/backups/listBackups.ts'
import { runStoreJob } from '../store/backups/runStoreJob.ts'
import { swapDatabase } from '../store/backups/swapDatabase.ts'
import type { Connection } from '../store/reads/connections.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import { toRestoreHint } from '../store/toStoreError.ts'
import { hasWorkspace } from '../store/workspaceFolder.ts'
import { closeInterruptedRuns } from '../store/writes/saveRun.ts'
import { createSync } from '../sync/createSync.ts'
import { createRetryTimes } from '../sync/schedule/createRetryTimes.ts'
import { createSchedule, type Schedule } from '../sync/schedule/createSchedule.ts'
import { createOutboxOf } from './actions/createOutboxOf.ts'
import { readFigureContext } from './answers/readFigureContext.ts'
import type { Readers } from './answers/rebuildWorkspace.ts'
import { type ConnectAsk, connectProvider } from './connectProvider.ts'
import { createBackups } from './createBackups.ts'
import { createRouter, type Router } from './createRouter.ts'
import { createTopics } from './createTopics.ts'
import { followWriter } from './followWriter.ts'
import { guardStore } from './guardStore.ts'
import { keepFiguresFresh } from './keepFiguresFresh.ts'
import { openKey } from './keys.ts'
import { openEngineStore } from './openEngineStore.ts'
import { registerConnection } from './registerConnection.ts'

/** How far apart polls are at least while nobody looks, unless a host says otherwise. */
const IDLE_POLL_MS = 5 * 60 * 1000
/** Two words to one listener are at least this far apart: fifty changes at once cost a screen two askings. */
const TOPICS_GAP_MS = 100

/** An answer is on its way by then. */
const ANSWER_MS = 200

const READERS: Readers = { stripe: readStripeObject, paystack: readPaystackObject, mpesa: readMpesaObject }

export interface EngineOptions {
  folder: string
  /** `read` stands beside whoever writes; `write` is one process at a time. */
  access: 'read' | 'write'
  /** Who opens it, for whom it is then refused to: `desktop`, `serve`, a command. */
  what: string
  /** Whether a workspace that cannot be written, or is not to be, is opened to look at it instead, saying why. For hosts that stay. */
  mayLook?: boolean
  /** A backup took the place of the database: this engine is to be stopped, and another started. */
  onReplaced?: () => void
  /** Hears of each stage of each action, before the next: for tests that cut one off. */
  onStage?: (stage: Stage, action: string) => void
  /** How far apart the providers are polled once polling was started, while a client listens; null where they never are. */
  pollMs: number | null
  /** The same while none does; five minutes where it is left out. */
  idlePollMs?: number
}

export interface Engine {
  router: Router
  /** The same as any host's client, without a wire. */
  client: RouterClient<Router>
  /** Beyond the contract: a key by its variable's name, and a provider at another address. For hosts that are not a page. */
  connect(ask: ConnectAsk): Promise<Connection>
  readonly listeners: number
  readonly canWrite: boolean
  /** Makes the backup of the day where it is due. @returns what kept it from it */
  backUpDaily(): Promise<string | null>
  /** Sends what waits, as far as nothing keeps it, and resolves when nothing more can go on. For hosts that do not stay. */
  sendDue(): Promise<void>
  /** Begins to poll, and to derive again what the clock alone changes; who only looks is told what others write. Not before the host has all ready that a poll needs. */
  startPolling(): void
  /** Ends what is under way in good order, and gives the workspace back. */
  stop(): Promise<void>
}

/** Opens a workspace. Refuses with an `AppError` what cannot be opened, and leaves it as it was. */
export function createEngine(
  ports: HostPorts,
  { folder, access, what, pollMs, idlePollMs, mayLook = false, onReplaced, onStage }: EngineOptions,
): Engine {
  if (!hasWorkspace(folder))
    throw new AppError(
      'workspace-missing',
      `There is no workspace in ${folder}.`,
      listBackups(folder).length > 0 ? toRestoreHint(folder) : 'Make one: tierdesk init, or name another with --workspace.',
    )
  const { store: opened, writing, trouble } = openEngineStore(ports.clock, { folder, access, what, mayLook })
  const canWrite = writing !== null
  const retryTimes = createRetryTimes(ports.clock)
  let schedule: Schedule | null = null
  const wake = () => schedule?.wake()
  let wakeOutbox = () => {}
  const topics = createTopics(ports.clock, TOPICS_GAP_MS, wake)
  const announce = (...changed: Topic[]) => {
    topics.announce(...changed)
    // A new key, or a sync that somebody asked for: what is due may be another now.
    if (changed.includes('connections')) wake()
    // The line may be back, or the key another.
    if (changed.includes('connections') || changed.includes('sync')) wakeOutbox()
  }
  const store = guardStore(opened, writing?.reserve ?? null, () => announce('backups'))
  if (canWrite) store.lastWord((tx) => closeInterruptedRuns(tx, ports.clock.now(), null))
  const providers = {
    stripe: connectStripe,
    paystack: connectPaystack,
    // What it remembers, and how long a token is good, is a matter of the clock.
    mpesa: (...ask: Parameters<ConnectActing>) => connectMpesa(...ask, () => ports.clock.now()),
  }
  let isReplaced = false
  const backups = createBackups({
    folder,
    clock: ports.clock,
    zone: () => getWorkspace(store.read).zone,
    announce: () => announce('backups'),
    runJob: runStoreJob,
  })
  const sync = createSync({
    ...ports,
    store,
    providers: {
      stripe: retryTimes.listenTo(providers.stripe),
      paystack: retryTimes.listenTo(providers.paystack),
      mpesa: retryTimes.listenTo(providers.mpesa),
    },
    openKey: (connection) => openKey(ports, folder, connection),
    announce,
    figures: readFigureContext,
  })
  if (canWrite && pollMs !== null) {
    const pace = { pollMs, idlePollMs: idlePollMs ?? Math.max(pollMs, IDLE_POLL_MS) }
    schedule = createSchedule({ ...ports, store, sync, pace, retryTimes, hasClient: () => topics.listeners > 0 })
  }
  const acting = createOutboxOf({
    ...{ ports, store, sync, providers, announce },
    openKey: (connection) => openKey(ports, folder, connection),
    ...(onStage ? { onStage } : {}),
  })
  const { outbox } = acting
  wakeOutbox = outbox.wake
  const describeSchedule = () => schedule?.describe() ?? null
  const connect = (ask: ConnectAsk) => connectProvider({ ports, store, folder, providers, announce }, ask)
  const register = (ask: Parameters<typeof registerConnection>[1]) => registerConnection({ ports, store, folder, providers, announce }, ask)
  const router = createRouter({
    ...acting,
    ports,
    store,
    folder,
    topics,
    sync,
    readers: READERS,
    pollMs,
    describeSchedule,
    canWrite,
    version,
    connect,
    register,
    backups,
    trouble: () => trouble ?? store.trouble,
    restore,
    isReplaced: () => isReplaced,
  })

  const stopper = new AbortController()
  let polling: Promise<unknown> | null = null

  /** Everything that writes has ended before the database is changed for another. */
  async function restore(name: string) {
    const built = await backups.build(name)
    if (!built.ok) return { ...built, keptAs: null }
    isReplaced = true
    stopper.abort()
    await outbox.stop()
    await sync.stop()
    await polling
    store.close()
    try {
      return { ...built, keptAs: swapDatabase(folder, ports.clock.now()) }
    } finally {
      // Whether it went well or not, this engine has no database any more. Its answer goes first.
      void ports.clock.wait(ANSWER_MS).then(onReplaced)
    }
  }

  return {
    router,
    client: createRouterClient(router),
    connect,
    canWrite,
    backUpDaily: () => backups.makeDue(),
    sendDue: () => outbox.runNow(),
    get listeners() {
      return topics.listeners
    },
    startPolling() {
      if (!canWrite && pollMs !== null) polling ??= followWriter({ store, clock: ports.clock, log: ports.log, announce }, stopper.signal)
      if (schedule === null) return
      outbox.start()
      polling ??= Promise.all([
        schedule.run(stopper.signal),
        keepFiguresFresh({ store, clock: ports.clock, log: ports.log, announce }, stopper.signal),
      ])
    },
    async stop() {
      stopper.abort()
      await backups.stop()
      await outbox.stop()
      await sync.stop()
      await polling
      store.close()
      // What was damaged is looked at again by whoever comes next.
      if (store.trouble?.code === 'workspace-corrupt') writing?.lock.putBack()
      else writing?.lock.release()
    },
  }
}
