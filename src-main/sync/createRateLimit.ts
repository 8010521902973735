import type { Instant } from '../../src-shared/model/instant.ts'
import type { Clock } from '../ports.ts'
import type { RequestLimits } from '../providers/provider.ts'

/** Of what a provider takes, half is left to the company's other programs, unless a connection says otherwise. */
export const OWN_SHARE = 0.5

export interface RateLimits extends RequestLimits {
  /** From 0 to 1: how much of both is Tierdesk's own; the rest is left to the company's other programs. */
  share: number
}

export interface Turn {
  endpoint: string
  /** Somebody waits for the answer: it goes before all that nobody does, and may use what is left to others. */
  isUrgent: boolean
}

export interface RateLimit {
  /** Resolves when a request may go out; at once when the signal is aborted. */
  take(turn: Turn, signal: AbortSignal): Promise<void>
  /**
   * Hears that the provider asked for fewer.
   *
   * Halves the rate of what was asked too often, lets nothing out until `retryAfterMs` is over, and recovers by itself.
   */
  slowDown(endpoint: string, error: { scope: 'account' | 'endpoint' | 'object'; retryAfterMs: number | null }): void
}

/** From a standstill a rate is whole again after this. */
const RECOVERY_MS = 10_000
/** Requests that were under way together are refused together: that is one refusal. */
const SAME_REFUSAL_MS = 1_000
/** A rate never falls below this part of what it was meant to be. */
const LEAST = 1 / 32

/**
 * A turn that was let out late counts from when it was due, up to so much: a timer is late, and a page that is being stored holds it up. Else
 * each delay would lower the rate for good. What that lets out in one second more than in another is less than what is left to others.
 */
const MOST_LATE_MS = 25

interface Waiting extends Turn {
  since: Instant
  start: () => void
}

/**
 * Lets requests out as fast as the provider takes them, over all and for each endpoint.
 *
 * Token buckets that halve when they are refused and recover when they are not. After a quiet second as many may go at once as the share that
 * is left to others can bear: with what follows within that second it stays below the provider's limit.
 */
export function createRateLimit(clock: Clock, { account, endpoint: perEndpoint, share }: RateLimits): RateLimit {
  const buckets = new Map<string, Bucket>()
  const waiting: Waiting[] = []
  let alarm: AbortController | null = null

  function findBucket(name: string, perSecond: number, burst: number): Bucket {
    const known = buckets.get(name)
    if (known) return known
    const bucket = createBucket(clock, perSecond, burst)
    buckets.set(name, bucket)
    return bucket
  }

  /** What a turn draws from: what is urgent may use all, what is not its share of that alone. */
  function listBuckets({ endpoint, isUrgent }: Turn): Bucket[] {
    const all = [findBucket('all', account, account / 4), findBucket(`all ${endpoint}`, perEndpoint, perEndpoint / 4)]
    if (isUrgent) return all
    const own = [
      findBucket('own', account * share, account * (1 - share)),
      findBucket(`own ${endpoint}`, perEndpoint * share, perEndpoint * (1 - share)),
    ]
    return [...all, ...own]
  }

  function readyAt(turn: Turn): number {
    return Math.max(...listBuckets(turn).map((bucket) => bucket.readyAt()))
  }

  /** Lets out whoever may go now, the urgent first. @returns for how long nobody else may */
  function letOut(): number {
    for (;;) {
      const now = clock.now()
      let soonest: { turn: Waiting; at: number } | null = null
      const seen = new Set<string>()
      for (const turn of waiting) {
        const lane = `${turn.isUrgent} ${turn.endpoint}`
        // Of one lane the first goes first: the others cannot go before it.
        if (seen.has(lane)) continue
        seen.add(lane)
        const at = readyAt(turn)
        const isBetter = soonest === null || (at <= now && turn.isUrgent && !soonest.turn.isUrgent) || (at < soonest.at && soonest.at > now)
        if (isBetter) soonest = { turn, at }
      }
      if (soonest === null) return 0
      if (soonest.at > now) return soonest.at - now
      waiting.splice(waiting.indexOf(soonest.turn), 1)
      const countedAt = Math.max(soonest.at, soonest.turn.since, now - MOST_LATE_MS)
      for (const bucket of listBuckets(soonest.turn)) bucket.take(countedAt)
      soonest.turn.start()
    }
  }

  async function serve(): Promise<void> {
    for (;;) {
      const ms = letOut()
      if (waiting.length === 0) break
      alarm = new AbortController()
      await clock.wait(Math.ceil(ms), alarm.signal)
    }
    alarm = null
    isServing = false
  }

  let isServing = false
  function wake(): void {
    if (isServing) alarm?.abort()
    else {
      isServing = true
      void serve()
    }
  }

  return {
    take: (turn, signal) => {
      if (signal.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        const leave = () => {
          const place = waiting.indexOf(entry)
          if (place >= 0) waiting.splice(place, 1)
          resolve()
          alarm?.abort()
        }
        const entry: Waiting = {
          ...turn,
          since: clock.now(),
          start: () => {
            signal.removeEventListener('abort', leave)
            resolve()
          },
        }
        signal.addEventListener('abort', leave, { once: true })
        waiting.push(entry)
        wake()
      })
    },
    slowDown: (endpoint, { scope, retryAfterMs }) => {
      // One object that somebody else is at says nothing of the others.
      if (scope === 'object') return
      for (const name of scope === 'account' ? ['all', 'own'] : [`all ${endpoint}`, `own ${endpoint}`])
        buckets.get(name)?.slowDown(retryAfterMs)
    },
  }
}

interface Bucket {
  /** When the next may go, to parts of a millisecond; past, where it could have gone before. */
  readyAt(): number
  /** @param at when it went, or was due; not after now */
  take(at: number): void
  slowDown(retryAfterMs: number | null): void
}

function createBucket(clock: Clock, perSecond: number, burst: number): Bucket {
  const capacity = Math.max(1, burst)
  let rate = perSecond
  let tokens = capacity
  let countedAt: number = clock.now()
  let restsUntil = countedAt
  let refusedAt = -Infinity

  function count(at: number): void {
    const passedMs = Math.max(0, at - countedAt)
    tokens = Math.min(capacity, tokens + (passedMs * rate) / 1000)
    rate = Math.min(perSecond, rate + (perSecond * passedMs) / RECOVERY_MS)
    countedAt = at
  }

  /** The clock was set back: what was to last still does, and no longer. */
  function setBack(ms: number): void {
    countedAt -= ms
    restsUntil -= ms
    refusedAt -= ms
  }

  return {
    readyAt: () => {
      const aheadMs = countedAt - clock.now()
      if (aheadMs > 0) setBack(aheadMs)
      // A hair below one is one: waiting is counted in whole milliseconds.
      const at = tokens > 0.999 ? countedAt : countedAt + ((1 - tokens) * 1000) / rate
      return Math.max(at, restsUntil)
    },
    take: (at) => {
      count(Math.max(at, countedAt))
      tokens -= 1
    },
    slowDown: (retryAfterMs) => {
      const now = clock.now()
      count(now)
      restsUntil = Math.max(restsUntil, now + (retryAfterMs ?? 0))
      if (now - refusedAt < SAME_REFUSAL_MS) return
      refusedAt = now
      rate = Math.max(rate / 2, perSecond * LEAST)
      tokens = Math.min(tokens, 0)
    },
  }
}
