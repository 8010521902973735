import { isWire, type Wire } from '../stripe/wire/wire.ts'
import type { Filling } from './createSheet.ts'
import { AN_OWN_ID } from './ownIds.ts'
import { MOST_COPIES, OWN_LETTERS, readLetters, spellOn } from './respell.ts'

/** The same question about the template that a copy is of: its ids, and the instants between which things were made. */
export function translate(params: Wire, filling: Filling, strays: ReadonlySet<string>): Wire {
  const entries = Object.entries(params).map(([name, value]): [string, unknown] => [
    name,
    name === 'created' ? toLater(value, filling.shift) : translateValue(value, filling, strays),
  ])
  return Object.fromEntries(entries)
}

/** The id of the template's own. @param strays ids that are the same in every copy. What is no id of a copy stays as it is. */
export function translateId(id: string, { stride }: Filling, strays: ReadonlySet<string>): string {
  const own = AN_OWN_ID.test(id) && !strays.has(id) ? readLetters(id.slice(-OWN_LETTERS)) : null
  return own === null ? id : id.slice(0, -OWN_LETTERS) + spellOn(own, MOST_COPIES - stride)
}

function translateValue(value: unknown, filling: Filling, strays: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return translateId(value, filling, strays)
  if (Array.isArray(value)) return value.map((each: unknown) => translateValue(each, filling, strays))
  return isWire(value) ? translate(value, filling, strays) : value
}

function toLater(value: unknown, shift: number): unknown {
  if (isWire(value)) return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toLater(each, shift)]))
  const seconds = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN
  // What is no instant is refused by who reads it.
  return Number.isSafeInteger(seconds) && value !== '' ? seconds + shift : value
}

/** Every text that a question's parameters hold, however deep. */
export function listTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(listTexts)
  return isWire(value) ? Object.values(value).flatMap(listTexts) : []
}
