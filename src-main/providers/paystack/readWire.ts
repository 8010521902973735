import { fromSeconds, type Instant, parseInstant } from '../../../src-shared/model/instant.ts'
import { UnreadableAnswer } from './failures.ts'

export type Wire = Record<string, unknown>

/** Seconds beyond this are milliseconds: the year 2603. */
const MOST_SECONDS = 20_000_000_000
/** The end of the year 9999: what is later is no date of a bill. */
const LAST_MS = 253_402_300_799_999

export function isRecord(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What stands under the first of some spellings of a name that stands for anything: Paystack has `paid_at` and `paidAt`. */
function find(object: Wire, names: readonly string[]): unknown {
  for (const name of names) {
    const value = object[name]
    if (value !== null && value !== undefined && value !== '') return value
  }
  return null
}

/** Text, or null where there is none. Throws for anything else. @param names its spellings */
export function readText(object: Wire, ...names: [string, ...string[]]): string | null {
  const value = find(object, names)
  if (value === null) return null
  if (typeof value !== 'string') throw new UnreadableAnswer(`its ${names[0]} is not text`)
  return value
}

export function getText(object: Wire, ...names: [string, ...string[]]): string {
  const text = readText(object, ...names)
  if (text === null) throw new UnreadableAnswer(`it has no ${names[0]}`)
  return text
}

/** Text of what is only shown or compared: null also for what is no text. */
export function findText(object: Wire | null, ...names: [string, ...string[]]): string | null {
  const value = object && find(object, names)
  return typeof value === 'string' ? value : null
}

/** A number that names something, as text; null where there is none. Beyond 2^53 only text is exact. */
export function readId(object: Wire, name: string): string | null {
  const value = find(object, [name])
  if (value === null) return null
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return String(value)
  if (typeof value === 'string') return value
  throw new UnreadableAnswer(`its ${name} names nothing`)
}

export function getId(object: Wire, name: string): string {
  const id = readId(object, name)
  if (id === null) throw new UnreadableAnswer(`it has no ${name}`)
  return id
}

/** A whole number, which may come as text; null where there is none. */
export function readWhole(object: Wire, name: string): number | null {
  const value = find(object, [name])
  if (value === null) return null
  const whole = typeof value === 'string' && /^-?\d{1,16}(\.0+)?$/.test(value) ? Number(value) : value
  if (typeof whole !== 'number' || !Number.isSafeInteger(whole)) throw new UnreadableAnswer(`its ${name} is no whole number`)
  return whole
}

export function getWhole(object: Wire, name: string): number {
  const whole = readWhole(object, name)
  if (whole === null) throw new UnreadableAnswer(`it has no ${name}`)
  return whole
}

/** Three capital letters, or null where there is none. */
export function readCurrency(object: Wire): string | null {
  const currency = readText(object, 'currency')
  if (currency !== null && !/^[A-Za-z]{3}$/.test(currency)) throw new UnreadableAnswer('its currency is no currency')
  return currency?.toUpperCase() ?? null
}

export function getCurrency(object: Wire): string {
  const currency = readCurrency(object)
  if (currency === null) throw new UnreadableAnswer('it has no currency')
  return currency
}

/** An instant, or null where there is none. @param names its spellings */
export function readInstant(object: Wire, ...names: [string, ...string[]]): Instant | null {
  const value = find(object, names)
  if (value === null) return null
  const instant = toInstantOrNull(value)
  if (instant === null) throw new UnreadableAnswer(`its ${names[0]} is no instant`)
  return instant
}

export function getInstant(object: Wire, ...names: [string, ...string[]]): Instant {
  const instant = readInstant(object, ...names)
  if (instant === null) throw new UnreadableAnswer(`it has no ${names[0]}`)
  return instant
}

/**
 * An instant as Paystack writes it: ISO 8601, the same with a space and no zone (which is UTC), or a count of seconds.
 *
 * Null for all that is none.
 */
export function toInstantOrNull(value: unknown): Instant | null {
  if (typeof value === 'number') return toCounted(value)
  if (typeof value !== 'string') return null
  if (/^\d{9,13}$/.test(value)) return toCounted(Number(value))
  const text = value.includes('T') ? value : value.replace(' ', 'T')
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return parseInstant(`${text}T00:00:00Z`)
  return parseInstant(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`)
}

function toCounted(count: number): Instant | null {
  if (!Number.isSafeInteger(count) || count < 0 || count > LAST_MS) return null
  return fromSeconds(count > MOST_SECONDS ? Math.trunc(count / 1000) : count)
}

/** What stands under a name, where that is an object. */
export function readPart(object: Wire, name: string): Wire | null {
  const value = object[name]
  return isRecord(value) ? value : null
}

/** Yes may come as `true`, 1 or "1"; anything else is no. */
export function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true'
}

/** What a word of Paystack's means to us; null for one that Paystack has added since. */
export function toWord<Meant>(word: string | null, known: Readonly<Record<string, Meant>>): Meant | null {
  return word !== null && Object.hasOwn(known, word) ? (known[word] ?? null) : null
}

/** Reads JSON text; null for what is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
