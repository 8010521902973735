import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { Clock } from '../../ports.ts'
import type { Answer, ConnectProvider, Provider } from '../../providers/provider.ts'

/** Until when each provider asked to be left alone. */
export interface RetryTimes {
  /** Clients of the same provider, whose answers are heard. */
  listenTo(connect: ConnectProvider): ConnectProvider
  /** Null where none was named, or it has passed. */
  find(provider: ProviderName): Instant | null
}

/** A request waits a minute for a time that its provider named, at the most; the schedule waits for all of it. */
export function createRetryTimes(clock: Pick<Clock, 'now'>): RetryTimes {
  const named = new Map<ProviderName, { heardAt: Instant; retryAt: Instant }>()

  function hear(provider: ProviderName, answer: Answer<unknown>): void {
    if (answer.ok || !('retryAfterMs' in answer.error) || answer.error.retryAfterMs === null) return
    const heardAt = clock.now()
    const retryAt = toInstant(heardAt + Math.ceil(answer.error.retryAfterMs))
    // The longest counts: one endpoint may want to be left alone for longer than another.
    if (retryAt > (find(provider) ?? 0)) named.set(provider, { heardAt, retryAt })
  }

  function find(provider: ProviderName): Instant | null {
    const time = named.get(provider)
    const now = clock.now()
    // Heard in what is still to come: the clock was set back since, and what is left of the time is not known.
    return time && time.heardAt <= now && now < time.retryAt ? time.retryAt : null
  }

  return {
    find,
    listenTo:
      (connect) =>
      (...ask) =>
        hearCalls(connect(...ask), hear),
  }
}

/** Whatever a provider is asked, it answers with an `Answer`: so a question that is new is heard too. */
function hearCalls(provider: Provider, hear: (provider: ProviderName, answer: Answer<unknown>) => void): Provider {
  const parts = Object.entries(provider).map(([name, part]) => {
    // What is joined was asked for before.
    if (typeof part !== 'function' || name === 'join') return [name, part] as const
    const ask = async (...question: unknown[]) => {
      const answer: Answer<unknown> = await part(...question)
      hear(provider.name, answer)
      return answer
    }
    return [name, ask] as const
  })
  // The same names with the same questions, which entries cannot say.
  return Object.fromEntries(parts) as unknown as Provider
}
