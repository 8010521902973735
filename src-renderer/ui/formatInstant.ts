import type { Instant } from '../../src-shared/model/instant.ts'

/** `day` leaves the year out where it is the present one, `since` never does. */
export type InstantStyle = 'time' | 'clock' | 'day' | 'since' | 'moment'

const FORMATS: Record<InstantStyle, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit' },
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  since: { day: 'numeric', month: 'short', year: 'numeric' },
  moment: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** An instant in the workspace's zone; on another day than `now`, a time carries its day, and in another year its year. */
export function formatInstant(instant: Instant, style: InstantStyle, zone: string, now: Instant): string {
  const isThisYear = write(instant, { year: 'numeric' }, zone) === write(now, { year: 'numeric' }, zone)
  const isToday = write(instant, FORMATS.since, zone) === write(now, FORMATS.since, zone)
  const day: Intl.DateTimeFormatOptions = isThisYear ? FORMATS.day : FORMATS.since
  const isTime = style === 'time' || style === 'clock'
  if (style === 'since' || (isTime && isToday)) return write(instant, FORMATS[style], zone)
  if (style === 'day') return write(instant, day, zone)
  return `${write(instant, day, zone)} ${write(instant, isTime ? FORMATS[style] : FORMATS.time, zone)}`
}

function write(instant: Instant, options: Intl.DateTimeFormatOptions, zone: string): string {
  const key = `${zone} ${JSON.stringify(options)}`
  let formatter = formatters.get(key)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone, hourCycle: 'h23' })
    formatters.set(key, formatter)
  }
  // The bundled face has no narrow no-break space; British September is the only month of four letters.
  return formatter.format(instant).replaceAll('\u202f', ' ').replace('Sept', 'Sep')
}
