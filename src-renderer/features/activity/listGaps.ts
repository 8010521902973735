import type { ConnectionHealth, CoverageGap } from '../../../src-shared/contract/sync.ts'

/** A gap, and of which connection it is. */
export interface GapRow extends CoverageGap {
  provider: ConnectionHealth['provider']
}

/** The gaps of all connections, newest first: those without a beginning last. */
export function listGaps(connections: readonly ConnectionHealth[]): GapRow[] {
  return connections
    .flatMap(({ provider, gaps }) => gaps.map((gap) => ({ provider, ...gap })))
    .sort((a, b) => (b.from ?? Number.NEGATIVE_INFINITY) - (a.from ?? Number.NEGATIVE_INFINITY) || 0)
}
