const WINDOW_MS = 60_000

/** How often one address may be asked. */
export interface SpikeLimits {
  perMinute: number
  /** How it is told: the gateway's fault with 429, or Daraja's own code with 500, as its documentation has it. */
  status: 429 | 500
}

/** What was seen at the sandbox's query of pushes in 2025 and 2026. */
export const SEEN_LIMITS: SpikeLimits = { perMinute: 5, status: 429 }

/** Says whether a request comes too soon after the one before at its address: a burst of two is one too many. */
export function createSpikeArrest({ perMinute }: SpikeLimits, nowMs: () => number): (path: string) => boolean {
  const lastAt = new Map<string, number>()
  return (path) => {
    const at = nowMs()
    const last = lastAt.get(path)
    if (last !== undefined && at - last < WINDOW_MS / perMinute) return true
    lastAt.set(path, at)
    return false
  }
}
