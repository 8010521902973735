import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Way } from '../provider.ts'

/** A token is not used in its last minute: it could run out on the way. */
const SPARE_MS = 60_000

export interface Token {
  text: string
  expiresAt: Instant
}

export interface Tokens {
  /** The token, taken anew where there is none that will last. Throws what taking one throws. */
  get(way: Way): Promise<string>
  /** A token was refused: it is not given again. */
  drop(text: string): void
}

/**
 * Keeps the one token that Daraja takes.
 *
 * A new one makes the one before it worthless, so only one is ever asked for at a time and all who wait get the same.
 */
export function createTokens(take: (way: Way) => Promise<Token>, nowMs: () => number): Tokens {
  let kept: Token | null = null
  let taking: Promise<Token> | null = null

  function isGood(token: Token): boolean {
    return token.expiresAt - SPARE_MS > nowMs()
  }

  async function get(way: Way): Promise<string> {
    for (;;) {
      way.signal.throwIfAborted()
      if (kept && isGood(kept)) return kept.text
      const isOurs = taking === null
      taking ??= takeOne(way)
      try {
        return (await untilAborted(taking, way.signal)).text
      } catch (error) {
        // Whoever asked for it was stopped, and we were not.
        if (isOurs || way.signal.aborted || !(error instanceof Stopped)) throw error
      }
    }
  }

  async function takeOne(way: Way): Promise<Token> {
    try {
      kept = await take(way)
      return kept
    } catch (error) {
      if (way.signal.aborted) throw new Stopped('the one who asked was stopped', { cause: error })
      throw error
    } finally {
      taking = null
    }
  }

  return {
    get,
    drop(text) {
      if (kept?.text === text) kept = null
    },
  }
}

class Stopped extends Error {}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new Stopped('stopped while waiting'))
    signal.addEventListener('abort', leave, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
