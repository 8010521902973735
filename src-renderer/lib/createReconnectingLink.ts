import type { ClientContext, ClientLink } from '@orpc/client'
import type { EngineConnection } from './engineLink.ts'
import { SignedOut } from './SignedOut.ts'

/** The way to the engine broke under a call: it may or may not have been carried out. */
export class EngineLost extends Error {
  override readonly name = 'EngineLost'
}

/** There was no way to the engine for as long as a call may wait: it was not sent. */
export class EngineUnreachable extends Error {
  override readonly name = 'EngineUnreachable'
}

/** How things stand with the engine: `lost` from the instant at which the last connection broke. */
export type EngineWay = { kind: 'connecting' } | { kind: 'connected' } | { kind: 'lost'; sinceMs: number } | { kind: 'signed-out' }

export interface ReconnectingLink extends ClientLink<ClientContext> {
  way(): EngineWay
  /** @returns its unsubscribe */
  onWay(listener: () => void): () => void
}

interface Patience {
  /** Between two attempts to connect. */
  pauseMs: number
  /** How long a call may wait for a connection. */
  waitMs: number
}

/**
 * A link that outlives its connections.
 *
 * Calls made while there is none wait for the next; calls under way when one dies fail, since a command may have been carried out.
 */
export function createReconnectingLink(
  connect: () => Promise<EngineConnection>,
  { pauseMs, waitMs }: Patience = { pauseMs: 300, waitMs: 15_000 },
): ReconnectingLink {
  let way: EngineWay = { kind: 'connecting' }
  const listeners = new Set<() => void>()
  let current = open()
  current.catch(ignoreUntilCalled)

  function become(next: EngineWay) {
    way = next
    for (const listener of listeners) listener()
  }

  async function open(): Promise<EngineConnection> {
    for (;;) {
      try {
        const connection = await connect()
        connection.gone.addEventListener('abort', () => onGone(connection.gone.reason), { once: true })
        if (connection.gone.aborted) throw connection.gone.reason
        become({ kind: 'connected' })
        return connection
      } catch (error) {
        if (error instanceof SignedOut) {
          become({ kind: 'signed-out' })
          throw error
        }
        if (way.kind === 'connected') become({ kind: 'lost', sinceMs: Date.now() })
        await pause(pauseMs)
      }
    }
  }

  function onGone(reason: unknown) {
    if (reason instanceof SignedOut) {
      become({ kind: 'signed-out' })
      current = Promise.reject(reason)
    } else {
      become({ kind: 'lost', sinceMs: Date.now() })
      current = pause(pauseMs).then(open)
    }
    current.catch(ignoreUntilCalled)
  }

  return {
    way: () => way,
    onWay(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async call(path, input, options) {
      const connection = await orUnreachable(current, waitMs)
      try {
        return await connection.link.call(path, input, options)
      } catch (error) {
        if (!connection.gone.aborted || options.signal?.aborted) throw error
        if (connection.gone.reason instanceof SignedOut) throw connection.gone.reason
        throw new EngineLost('The engine was lost during this call', { cause: error })
      }
    },
  }
}

/** A refusal to connect is told to the calls that wait for it; without one, nobody has asked yet. */
function ignoreUntilCalled() {}

function pause(ms: number) {
  return new Promise<void>((resolve) => setTimeout(resolve, ms))
}

function orUnreachable<T>(promise: Promise<T>, waitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new EngineUnreachable('The engine did not answer in time')), waitMs)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
