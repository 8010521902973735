import { usePlace } from '../../lib/place.ts'
import { findAsOf, useHealth } from '../../lib/useHealth.ts'
import { useWorkspace } from '../../lib/useWorkspace.ts'
import { useNow } from '../../ui/ClockContext.ts'
import { formatInstant } from '../../ui/formatInstant.ts'
import { useZone } from '../../ui/ZoneContext.ts'

/** What a picture says of itself, once it has left the page: as of when, in whose zone, of which workspace. */
export function usePictureWords(): string[] {
  const { at } = usePlace()
  const now = useNow(60_000)
  const zone = useZone()
  const { data } = useWorkspace()
  const connections = useHealth().data?.connections ?? []
  const asOf = at ?? (connections.length > 0 ? findAsOf(connections) : now)
  return [
    ...(zone === null || asOf === null
      ? []
      : [`As of ${formatInstant(asOf, 'since', zone, now)} ${formatInstant(asOf, 'time', zone, asOf)}`]),
    ...(zone === null ? [] : [`days of ${zone}`]),
    ...(data ? [data.mode === 'test' ? `${data.name}, test data` : data.name] : []),
  ]
}
