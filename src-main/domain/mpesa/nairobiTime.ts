import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'

/** East Africa Time, all year. */
const AHEAD_MS = 3 * 3_600_000

const YEAR_FIRST = /^(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/
const DAY_FIRST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?$/
const DIGITS = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/
const ZERO_OFFSETS = new Set(['Z', '+00:00', '-00:00', '+0000', '-0000'])

/**
 * Reads a time as M-Pesa writes them; null for what is none.
 *
 * All of its times are Nairobi's. That of a pulled transaction is marked `Z` all the same, and the mark is not believed: a rule that believed it
 * for some rows would give one payment two instants, three hours apart, and another than the statement gives it. Any other offset is believed.
 */
export function parseNairobiTime(text: string): Instant | null {
  const told = text.trim()
  const yearFirst = YEAR_FIRST.exec(told)
  if (yearFirst) {
    const [, year, month, day, hour, minute, second, offset] = yearFirst
    return toInstantOrNull([year, month, day, hour, minute, second], readOffsetMs(offset))
  }
  const dayFirst = DAY_FIRST.exec(told)
  if (dayFirst) {
    const [, day, month, year, hour, minute, second] = dayFirst
    return toInstantOrNull([year, month, day, hour, minute, second], AHEAD_MS)
  }
  const digits = DIGITS.exec(told)
  return digits ? toInstantOrNull(digits.slice(1), AHEAD_MS) : null
}

/** `2026-11-20 10:45:00`, in Nairobi. */
export function toNairobiTime(instant: Instant): string {
  return new Date(instant + AHEAD_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** `20261120104500`, in Nairobi. */
export function toNairobiDigits(instant: Instant): string {
  return toNairobiTime(instant).replace(/\D/g, '')
}

function readOffsetMs(offset: string | undefined): number {
  if (offset === undefined || ZERO_OFFSETS.has(offset)) return AHEAD_MS
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))]
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

function toInstantOrNull(parts: readonly (string | undefined)[], aheadMs: number): Instant | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0))
  const ms = Date.UTC(year, month - 1, day, hour, minute, second)
  const read = new Date(ms)
  // Date.UTC lets 31 February become 3 March, and hour 25 the next day.
  const isReal = read.getUTCMonth() === month - 1 && read.getUTCDate() === day && read.getUTCHours() === hour && minute < 60 && second < 60
  return isReal && year >= 2000 ? toInstant(ms - aheadMs) : null
}
