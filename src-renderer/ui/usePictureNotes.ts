import type { Instant } from '../../src-shared/model/instant.ts'
import { useNow } from './ClockContext.ts'
import { formatInstant } from './formatInstant.ts'
import { useZone } from './ZoneContext.ts'

/** What a picture says of itself, once it has left the page: as of when, in whose zone, of which workspace. */
export function usePictureNotes(source: { asOf: Instant | 'now' | null; workspace: string | null }): string[] {
  const now = useNow(60_000)
  const zone = useZone()
  const asOf = source.asOf === 'now' ? now : source.asOf
  return [
    ...(zone === null || asOf === null
      ? []
      : [`As of ${formatInstant(asOf, 'since', zone, now)} ${formatInstant(asOf, 'time', zone, asOf)}`]),
    ...(zone === null ? [] : [`days of ${zone}`]),
    ...(source.workspace === null ? [] : [source.workspace]),
  ]
}
