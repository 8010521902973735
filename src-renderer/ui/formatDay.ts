import type { Instant } from '../../src-shared/model/instant.ts'

/** `Saturday 21 November 2026` */
export function formatLongDay(at: Instant, zone: string): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: zone } as const
  return new Intl.DateTimeFormat('en-GB', options).format(at).replace(',', '')
}

/** `21 Nov` for `2026-11-21`: a day of the workspace's zone already, told as it is. */
export function formatDay(day: string): string {
  return write(day, { day: 'numeric', month: 'short' })
}

/** `Nov` for `2026-11` */
export function formatMonth(month: string): string {
  return write(`${month}-01`, { month: 'short' })
}

/** `Nov 2026` for `2026-11` */
export function formatMonthOfYear(month: string): string {
  return write(`${month}-01`, { month: 'short', year: 'numeric' })
}

function write(day: string, options: Intl.DateTimeFormatOptions): string {
  // British September is the only month of four letters.
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`)).replace('Sept', 'Sep')
}
