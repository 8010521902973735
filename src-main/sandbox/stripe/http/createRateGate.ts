const WINDOW_MS = 1000

/** How many requests are let in within a second. */
export interface RateLimits {
  perEndpoint: number
  perAccount: number
}

export const STRIPE_LIMITS: RateLimits = { perEndpoint: 25, perAccount: 100 }

/** Says why a request is one too many, or null: counted over the last second of a clock that is handed in. */
export function createRateGate(limits: RateLimits, nowMs: () => number): (endpoint: string) => 'endpoint-rate' | 'global-rate' | null {
  const all: number[] = []
  const byEndpoint = new Map<string, number[]>()
  return (endpoint) => {
    const at = nowMs()
    const own = byEndpoint.get(endpoint) ?? []
    if (own.length === 0) byEndpoint.set(endpoint, own)
    for (const seen of [all, own]) while ((seen[0] ?? at) <= at - WINDOW_MS) seen.shift()
    if (all.length >= limits.perAccount) return 'global-rate'
    if (own.length >= limits.perEndpoint) return 'endpoint-rate'
    all.push(at)
    own.push(at)
    return null
  }
}
