import { assertNever } from '../../src-shared/model/assert.ts'
import type { Clock, Randomness } from '../ports.ts'
import type { Answer, ProviderError, Way } from '../providers/provider.ts'
import type { RateLimit } from './createRateLimit.ts'

/** A line that broke is tried four times; a provider that asks for fewer requests a few times more, for it does answer. */
const TRIES = { unavailable: 4, 'rate-limited': 7 }
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

export interface AskParts {
  clock: Clock
  random: Randomness
  limit: RateLimit
  signal: AbortSignal
  /** Whether somebody waits for the answer. */
  isUrgent: boolean
}

/**
 * Asks once, and some times more where asking again can help.
 *
 * Waits 1 s, doubling, with up to half of it as jitter; where the provider names a time, that time. One that is longer than a minute ends the
 * asking: whoever asks again has to wait for it.
 *
 * @param onRequest hears of every request that goes out
 */
export async function askProvider<T>(
  parts: AskParts,
  onRequest: () => void,
  question: (way: Way) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const { clock, random, limit, signal, isUrgent } = parts
  let asked = ''
  const way: Way = {
    signal,
    admit: async (endpoint) => {
      await limit.take({ endpoint, isUrgent }, signal)
      asked = endpoint
      if (!signal.aborted) onRequest()
    },
  }
  for (let attempt = 1; ; attempt++) {
    if (signal.aborted) return { ok: false, error: { kind: 'cancelled', detail: 'It was stopped.' } }
    const answer = await question(way)
    if (answer.ok) return answer
    if (answer.error.kind === 'rate-limited') limit.slowDown(asked, answer.error)
    if (attempt >= countTries(answer.error) || isLongRest(answer.error)) return answer
    await clock.wait(toWaitMs(answer.error, attempt, random), signal)
  }
}

/** Whether the provider wants to be left alone for longer than a run waits. */
export function isLongRest(error: { kind: string; retryAfterMs?: number | null }): boolean {
  return (error.retryAfterMs ?? 0) > LONGEST_WAIT_MS
}

function countTries(error: ProviderError): number {
  switch (error.kind) {
    case 'rate-limited':
    case 'unavailable':
      return TRIES[error.kind]
    case 'unauthorized':
    case 'forbidden':
    case 'missing':
    case 'unreadable':
    case 'wrong-mode':
    case 'wrong-account':
    case 'cancelled':
      return 1
    default:
      return assertNever(error)
  }
}

function toWaitMs(error: ProviderError, attempt: number, random: Randomness): number {
  const named = 'retryAfterMs' in error ? error.retryAfterMs : null
  const ownMs = FIRST_WAIT_MS * 2 ** (attempt - 1) * (1 + random.fraction() / 2)
  return Math.min(named === null ? ownMs : Math.max(named, FIRST_WAIT_MS / 2), LONGEST_WAIT_MS)
}
