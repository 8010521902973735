/** A point in time: whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly __unit: 'instant-ms' }

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

export function toInstant(ms: number): Instant {
  return Math.trunc(ms) as Instant
}

/** Providers count in whole seconds. */
export function fromSeconds(seconds: number): Instant {
  return toInstant(seconds * 1000)
}

export function toSeconds(instant: Instant): number {
  return Math.floor(instant / 1000)
}

/** ISO 8601 in UTC with milliseconds only where there are any: `2026-11-21T02:10:00Z`. */
export function toIso(instant: Instant): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}

/** Reads ISO 8601 with an offset or `Z`; null for anything else, a day that does not exist included. */
export function parseInstant(text: string): Instant | null {
  if (!ISO_INSTANT.test(text)) return null
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) return null
  // Date.parse lets 31 February become 3 March.
  const day = text.slice(0, 10)
  if (new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) return null
  return toInstant(ms)
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone.length > 0
  } catch {
    // RangeError is Intl's only way to say that it does not know a zone.
    return false
  }
}
