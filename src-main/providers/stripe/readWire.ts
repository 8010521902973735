import { fromSeconds, type Instant } from '../../../src-shared/model/instant.ts'
import { UnreadableAnswer } from './toProviderError.ts'

/** Beyond it there is no date. */
const LAST_SECOND = 8_640_000_000_000

export type Wire = Record<string, unknown>

export function isRecord(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An instant that Stripe counts in seconds; null for all that is none. */
export function toInstantOrNull(seconds: unknown): Instant | null {
  if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds) || Math.abs(seconds) > LAST_SECOND) return null
  return fromSeconds(seconds)
}

/** Text, or null where there is none. Throws for anything else. */
export function readText(object: Wire, name: string): string | null {
  const value = object[name]
  if (value === null || value === undefined || value === '') return null
  if (typeof value !== 'string') throw new UnreadableAnswer(`its ${name} is not text`)
  return value
}

/** An instant that Stripe counts in seconds, or null where there is none. */
export function readInstant(object: Wire, name: string): Instant | null {
  const value = object[name]
  if (value === null || value === undefined) return null
  const instant = toInstantOrNull(value)
  if (instant === null) throw new UnreadableAnswer(`its ${name} is no instant`)
  return instant
}

export function getInstant(object: Wire, name: string): Instant {
  const instant = readInstant(object, name)
  if (instant === null) throw new UnreadableAnswer(`it has no ${name}`)
  return instant
}

/** A whole number, or null where there is none. */
export function readWhole(object: Wire, name: string): number | null {
  const value = object[name]
  if (value === null || value === undefined) return null
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new UnreadableAnswer(`its ${name} is no whole number`)
  return value
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

/** The id of what is named, which may have been sent whole; null where nothing is. */
export function readId(object: Wire, name: string): string | null {
  const value = object[name]
  if (isRecord(value)) return readText(value, 'id')
  return readText(object, name)
}

/** What stands under a name, where that is an object. */
export function readPart(object: Wire, name: string): Wire | null {
  const value = object[name]
  return isRecord(value) ? value : null
}

/** The objects of a list that is sent inside another object; none where it is not sent. */
export function readItems(object: Wire, name: string): Wire[] {
  const list = object[name]
  const items = isRecord(list) ? list['data'] : list
  if (items === null || items === undefined) return []
  if (!Array.isArray(items)) throw new UnreadableAnswer(`its ${name} are no list`)
  if (!items.every(isRecord)) throw new UnreadableAnswer(`one of its ${name} is no object`)
  return items
}

/** As `readItems`, of what an object never comes without. */
export function getItems(object: Wire, name: string): Wire[] {
  if (object[name] === undefined || object[name] === null) throw new UnreadableAnswer(`it has no ${name}`)
  return readItems(object, name)
}

/** What a person wrote into the metadata, where that is text. */
export function readMetadata(object: Wire, name: string): string | null {
  const value = readPart(object, 'metadata')?.[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** A word of Stripe's in our own; `other` for one that Stripe has added since. */
export function toWord<Word extends string>(word: unknown, known: Readonly<Record<string, Word>>, other: Word): Word {
  return typeof word === 'string' && Object.hasOwn(known, word) ? (known[word] ?? other) : other
}

/** A word of Stripe's in our own. Throws for one that nothing can be said of. */
export function getWord<Word extends string>(object: Wire, name: string, known: Readonly<Record<string, Word>>): Word {
  const value = object[name]
  const word = typeof value === 'string' && Object.hasOwn(known, value) ? known[value] : undefined
  if (word === undefined) throw new UnreadableAnswer(`its ${name} is not known here`)
  return word
}
