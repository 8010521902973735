import { assertNever } from '../../src-shared/model/assert.ts'
import type { Clock, Randomness } from '../ports.ts'
import type { Answer, ProviderError } from '../providers/provider.ts'
import type { RateLimit } from './createRateLimit.ts'

const TRIES = 4
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

export interface AskParts {
  clock: Clock
  random: Randomness
  limit: RateLimit
  signal: AbortSignal
}

/**
 * Asks once, and at most three times more where asking again can help.
 *
 * Waits 1 s, doubling, with up to half of it as jitter; where the provider names a time, that time.
 */
export async function askProvider<T>(
  parts: AskParts,
  onRequest: () => void,
  question: (signal: AbortSignal) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const { clock, random, limit, signal } = parts
  for (let attempt = 1; ; attempt++) {
    await limit.take(signal)
    if (signal.aborted) return { ok: false, error: { kind: 'cancelled', detail: 'It was stopped.' } }
    onRequest()
    const answer = await question(signal)
    if (answer.ok || attempt === TRIES || !isWorthAskingAgain(answer.error)) return answer
    await clock.wait(toWaitMs(answer.error, attempt, random), signal)
  }
}

function isWorthAskingAgain(error: ProviderError): boolean {
  switch (error.kind) {
    case 'rate-limited':
    case 'unavailable':
      return true
    case 'unauthorized':
    case 'forbidden':
    case 'missing':
    case 'unreadable':
    case 'wrong-mode':
    case 'wrong-account':
    case 'cancelled':
      return false
    default:
      return assertNever(error)
  }
}

function toWaitMs(error: ProviderError, attempt: number, random: Randomness): number {
  const named = 'retryAfterMs' in error ? error.retryAfterMs : null
  const ownMs = FIRST_WAIT_MS * 2 ** (attempt - 1) * (1 + random.fraction() / 2)
  return Math.min(named === null ? ownMs : Math.max(named, FIRST_WAIT_MS / 2), LONGEST_WAIT_MS)
}
