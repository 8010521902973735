import type { Instant } from '../../../src-shared/model/instant.ts'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
const NAIROBI_MS = 3 * HOUR

/** Year, month, day, hour, minute and second in Nairobi, two digits each but the year. */
function split(at: Instant): [string, string, string, string, string, string] {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] =
    /^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)/.exec(new Date(at + NAIROBI_MS).toISOString()) ?? []
  return [year, month, day, hour, minute, second]
}

/** `2026-11-20T10:45:00Z`: the time in Nairobi, with a mark that says otherwise. */
export function toMarkedTime(at: Instant): string {
  const [year, month, day, hour, minute, second] = split(at)
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
}

/** `20-11-2026 10:45:00`, as the portal writes it. */
export function toPortalTime(at: Instant): string {
  const [year, month, day, hour, minute, second] = split(at)
  return `${day}-${month}-${year} ${hour}:${minute}:${second}`
}

/** `20112026104500`, as it stands in the id of a push. */
export function toIdTime(at: Instant): string {
  return toPortalTime(at).replace(/\D/g, '')
}

/** Reads `2026-11-20 10:45:00`; null for anything else. */
export function parseTime(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}:\d{2}$/.test(text)) return null
  const ms = Date.parse(`${text.replace(/ (\d):/, ' 0$1:').replace(' ', 'T')}Z`)
  return Number.isNaN(ms) ? null : ((ms - NAIROBI_MS) as Instant)
}
