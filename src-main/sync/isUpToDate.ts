import type { ObjectStream, Provider } from '../providers/provider.ts'
import type { Connection } from '../store/reads/connections.ts'
import type { RunResult } from './createRun.ts'
import { isRefused } from './isRefused.ts'

/** What a provider offers and the key may read, as far as this sync knows by now. */
export function listReadable({ streams }: Provider, { permissions }: Connection): ObjectStream[] {
  return streams.filter((stream) => permissions[stream] !== 'unknown' && !isRefused(permissions[stream]))
}

/**
 * The mirror is as new as this run when every stream of it was complete, or when every list said what events may not; or, of a provider
 * that is polled, when all was that was due.
 *
 * What the key may not read at all is a problem that is told, and no reason to call the rest old.
 */
export function isUpToDate(results: readonly RunResult[], readable: readonly ObjectStream[], isPolled: boolean): boolean {
  const lists = results.filter(({ stream }) => stream !== 'events')
  const events = results.find(({ stream }) => stream === 'events')
  if (!lists.every(({ outcome }) => outcome === 'complete' || outcome === 'no-permission')) return false
  if (isPolled) return lists.some(({ outcome }) => outcome === 'complete')
  if (events?.outcome === 'complete') return true
  const listed = new Set<string>(lists.filter(({ outcome }) => outcome === 'complete').map(({ stream }) => stream))
  const isWithoutEvents = events === undefined || events.outcome === 'no-permission'
  return isWithoutEvents && readable.length > 0 && readable.every((stream) => listed.has(stream))
}
