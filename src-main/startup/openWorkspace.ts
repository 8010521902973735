import { createRouterClient, type RouterClient } from '@orpc/server'
import { createEngine, type Engine, type EngineOptions } from '../engine/createEngine.ts'
import type { HostPorts } from '../ports.ts'
import { hasSandbox, type Sandbox, startSandbox, toSandboxClock } from '../sandbox/start.ts'
import { answerControl } from './answerControl.ts'
import { connectSandbox, findSandboxKey } from './connectSandbox.ts'
import { createHostRouter, type HostRouter } from './createHostRouter.ts'
import { createSandboxDesk, type SandboxDesk } from './createSandboxDesk.ts'
import { keepBackups } from './keepBackups.ts'

/** A workspace as a host has it: its engine, and the sandbox beside it where it is a demo. */
export interface OpenWorkspace {
  engine: Engine
  router: HostRouter
  /** The same as any page's client, without a wire. */
  client: RouterClient<HostRouter>
  /** Mirrors what happened in the sandbox; does nothing where there is none. */
  follow(): Promise<string | null>
  stop(): Promise<void>
}

/** Whoever makes something happen in a console waits so long for the mirror, at the most. */
const PATIENCE_MS = 20_000
/** What applications count is taken in so far apart. */
const TELL_MS = 10 * 60_000

/**
 * Opens a workspace for a host.
 *
 * Beside a demo its sandbox is started: the engine is given addresses, keys and a clock, and knows nothing else of it.
 */
export async function openWorkspace(ports: HostPorts, options: EngineOptions): Promise<OpenWorkspace> {
  if (!hasSandbox(options.folder)) return toPlain(createEngine(ports, options), ports, options)
  const clock = toSandboxClock(options.folder, ports.clock)
  let sandbox: Sandbox | null = null
  const environment = (name: string) => findSandboxKey(sandbox, name) ?? ports.environment(name)
  // The right to write comes first: two hosts would write two ends of one journal.
  const engine = createEngine({ ...ports, clock, environment }, options)
  if (!engine.canWrite) return toPlain(engine, ports, options)
  try {
    sandbox = await startSandbox({ workspace: options.folder, clock, random: ports.random, log: ports.log })
    await connectSandbox(engine, sandbox)
    sandbox.resumeFaults()
    const desk = createSandboxDesk({ sandbox, engine, ports, patienceMs: options.pollMs === null ? null : PATIENCE_MS })
    const router = createHostRouter(engine, desk, ports.log)
    const stay = options.pollMs === null ? null : await keepFollowing({ ports, engine, sandbox, desk, router })
    return toDemo({ engine, sandbox, desk, router, stay })
  } catch (error) {
    await engine.stop()
    await sandbox?.stop()
    throw error
  }
}

function toPlain(engine: Engine, ports: HostPorts, { pollMs }: EngineOptions): OpenWorkspace {
  const router = createHostRouter(engine, null, ports.log)
  engine.startPolling()
  const end = new AbortController()
  const backingUp = pollMs === null ? null : keepBackups(engine, ports, end.signal)
  return {
    engine,
    router,
    client: createRouterClient(router),
    follow: async () => null,
    async stop() {
      end.abort()
      await engine.stop()
      await backingUp
    },
  }
}

interface DemoParts {
  engine: Engine
  sandbox: Sandbox
  desk: SandboxDesk
  router: HostRouter
}

function toDemo({ engine, sandbox, desk, router, stay }: DemoParts & { stay: Staying | null }): OpenWorkspace {
  return {
    engine,
    router,
    client: createRouterClient(router),
    follow: () => desk.follow(),
    async stop() {
      stay?.end.abort()
      await desk.stop()
      await engine.stop()
      await stay?.following
      await sandbox.stop()
    },
  }
}

interface Staying {
  end: AbortController
  following: Promise<unknown>
}

/** Of a host that stays: commands of this user reach it, and what the business goes on counting is taken in. */
async function keepFollowing({ ports, engine, sandbox, desk, router }: DemoParts & { ports: HostPorts }): Promise<Staying> {
  const end = new AbortController()
  await sandbox.openControl((name, input) => answerControl(router, name, input))
  engine.startPolling()
  const following = Promise.all([follow(), keepBackups(engine, ports, end.signal)])
  return { end, following }

  async function follow(): Promise<void> {
    while (!end.signal.aborted) {
      const problem = await desk.follow().catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
      if (problem !== null && !end.signal.aborted) ports.log(`sandbox: not followed: ${problem}`)
      await sandbox.clock.wait(TELL_MS, end.signal)
    }
  }
}
