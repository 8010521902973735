import { type Instant, toInstant } from '../../src-shared/model/instant.ts'

const PARTS = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** An instant as a field of date and time has it, in a zone: `2026-11-21T10:42`. */
export function toZonedInput(at: Instant, zone: string): string {
  const parts = new Map(
    new Intl.DateTimeFormat('en-CA', { ...PARTS, timeZone: zone }).formatToParts(at).map(({ type, value }) => [type, value]),
  )
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}T${parts.get('hour')}:${parts.get('minute')}`
}

/**
 * What a field of date and time says, in a zone; null for what it does not say.
 *
 * A time that a clock skipped is the one after the gap; of one that came twice it is one of the two.
 */
export function fromZonedInput(text: string, zone: string): Instant | null {
  const asUtc = Date.parse(`${text}Z`)
  if (Number.isNaN(asUtc)) return null
  // The offset of the first guess may be that of the other side of a change: the second guess is on the right one.
  const guess = asUtc - offsetMs(toInstant(asUtc), zone)
  return toInstant(asUtc - offsetMs(toInstant(guess), zone))
}

function offsetMs(at: Instant, zone: string): number {
  return Date.parse(`${toZonedInput(at, zone)}Z`) - Math.floor(at / 60_000) * 60_000
}
