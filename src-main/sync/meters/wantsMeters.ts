import type { RunResult } from '../createRun.ts'
import type { Lane } from '../schedule/lane.ts'

/** What one stream suffers, and says nothing of another. */
const OF_ONE: ReadonlySet<string> = new Set(['forbidden', 'unreadable', 'missing'])

/** Whether a sync goes on to read meters: in the slow lane or where somebody asked, and while the provider answers. */
export function wantsMeters({ isAsked, lane }: { isAsked: boolean; lane?: Lane | undefined }, results: readonly RunResult[]): boolean {
  const isAnswered = results.every(({ error }) => error === null || OF_ONE.has(error.kind))
  return isAnswered && (isAsked || lane === 'slow')
}
