import { assertNever } from '../../src-shared/model/assert.ts'
import type { ConnectionState } from '../../src-shared/model/connectionState.ts'
import { type Instant, toIso } from '../../src-shared/model/instant.ts'

/** What is looked at of the newest run of each stream. */
export interface RunEnd {
  stream: string
  startedAt: number
  outcome: 'running' | 'complete' | 'partial' | 'failed' | 'no-permission' | 'cancelled' | 'interrupted'
  errorKind: string | null
  reason: string | null
}

const REFUSED = new Set(['unauthorized', 'wrong-account', 'wrong-mode'])
const UNREACHABLE = new Set(['unavailable', 'rate-limited'])

/**
 * How a connection stands, and what is wrong in sentences for staff.
 *
 * Runs from before the last success are history: a refused key that was replaced is no problem any more. What the key may not read stays one,
 * for a success says nothing of it.
 *
 * @param forbidden the streams that the key may not read, as the provider said last
 * @param openGaps when nobody followed, as long as not all was listed again
 */
export function toConnectionState(
  lastSuccessAt: number | null,
  runs: readonly RunEnd[],
  parked: readonly { ref: string; reason: string }[] = [],
  forbidden: readonly string[] = [],
  openGaps: readonly OpenGap[] = [],
): { state: ConnectionState; problems: string[] } {
  const since = lastSuccessAt ?? 0
  const current = runs.filter(({ startedAt }) => startedAt >= since)
  const isTold = new Set(current.filter(({ outcome }) => outcome === 'no-permission').map(({ stream }) => stream))
  const problems = [
    ...current.flatMap((run) => toProblem(run) ?? []),
    ...forbidden.filter((stream) => !isTold.has(stream)).map((stream) => `${toTitle(stream)}: no permission. The key may not read them.`),
    ...openGaps.map(toGapProblem),
    ...toParkedProblem(parked),
  ]
  const kinds = current.map(({ errorKind }) => errorKind ?? '')
  const newest = current.reduce<RunEnd | null>((last, run) => (last && last.startedAt >= run.startedAt ? last : run), null)
  // A key that is refused is refused for every stream: it is said once, as it was said last.
  if (newest && REFUSED.has(newest.errorKind ?? '')) return { state: 'refused', problems: [toProblem(newest) ?? ''] }
  if (kinds.some((kind) => REFUSED.has(kind))) return { state: 'refused', problems }
  if (kinds.some((kind) => UNREACHABLE.has(kind))) return { state: 'unreachable', problems }
  if (current.some(({ outcome }) => outcome === 'failed')) return { state: 'failing', problems }
  if (problems.length > 0) return { state: 'partial', problems }
  return { state: lastSuccessAt === null ? 'never-synced' : 'in-step', problems }
}

interface OpenGap {
  from: Instant
  until: Instant
  cause: 'events-forgotten' | 'list-forgotten'
}

function toGapProblem({ from, until, cause }: OpenGap): string {
  const span = `from ${toIso(from)} to ${toIso(until)}`
  return cause === 'events-forgotten'
    ? `Not followed ${span}. All of it is listed again; until then it may be old.`
    : `Not known ${span}: the provider’s list goes back no further. A statement of its portal tells what was paid.`
}

function toParkedProblem(parked: readonly { ref: string; reason: string }[]): string[] {
  const [first] = parked
  if (!first) return []
  const others = parked.length === 1 ? '' : `, and ${parked.length - 1} more`
  return [`Could not be taken yet: ${first.ref}${others}. ${first.reason} Each sync tries again.`]
}

function toProblem({ stream, outcome, reason }: RunEnd): string | null {
  const because = reason ? ` ${reason}` : ''
  switch (outcome) {
    case 'running':
    case 'complete':
      return null
    case 'partial':
      return `${toTitle(stream)}: not all of it could be taken.${because}`
    case 'failed':
      return `${reason ?? 'It failed.'} Nothing new of the ${stream} came in; everything up to then is kept.`
    case 'no-permission':
      return `${toTitle(stream)}: no permission.${because}`
    case 'cancelled':
      return `${toTitle(stream)}: stopped before the end. The next sync goes on from there.`
    case 'interrupted':
      return `${toTitle(stream)}: broken off. The next sync goes on from there.`
    default:
      return assertNever(outcome)
  }
}

function toTitle(stream: string): string {
  return stream.charAt(0).toUpperCase() + stream.slice(1)
}
