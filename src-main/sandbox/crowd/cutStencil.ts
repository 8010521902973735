import { isWire, type Wire } from '../stripe/wire/wire.ts'
import { isInstant, isShared } from './instants.ts'
import type { CompanyName } from './nameCompany.ts'
import { OWN_IDS } from './ownIds.ts'
import { OWN_LETTERS, readLetters } from './respell.ts'

/** What stands in an object of a template, and differs in length from copy to copy. */
export type Blank = keyof CompanyName

/** Bytes of an object with places in it that are written over, and the blank that follows them. */
export interface Stretch {
  bytes: Uint8Array
  /** Where letters of an id stand, and what those of the template count: by twos. */
  ids: Int32Array
  /** Where ten figures of an instant stand, and the template's: by twos. */
  instants: Float64Array
  /** What follows; null at the end. */
  blank: Blank | null
}

export type Stencil = readonly Stretch[]

/** What is to be found in the objects of a template. */
export interface Marks {
  name: string | null
  email: string | null
  prefix: string | null
  /** Ids that look like the template's own, and are everybody's. */
  strays: ReadonlySet<string>
}

const FIGURES = 10

const NAME_FIELDS: ReadonlySet<string> = new Set(['name', 'customer_name'])
const EMAIL_FIELDS: ReadonlySet<string> = new Set(['email', 'customer_email', 'receipt_email'])

/** Cuts out of an object's JSON what differs from copy to copy. Filled in for copy 0 it is the JSON that it was cut from. */
export function cutStencil(wire: Wire, { name, email, prefix, strays }: Marks): Stencil {
  const stretches: Stretch[] = []
  let texts: string[] = []
  let length = 0
  let ids: number[] = []
  let instants: number[] = []
  addObject(wire, false)
  close(null)
  return stretches

  function add(text: string): void {
    texts.push(text)
    length += Buffer.byteLength(text)
  }

  function close(blank: Blank | null): void {
    stretches.push({ bytes: Buffer.from(texts.join('')), ids: Int32Array.from(ids), instants: Float64Array.from(instants), blank })
    texts = []
    ids = []
    instants = []
    length = 0
  }

  function addObject(object: Wire, isStill: boolean): void {
    let isFirst = true
    add('{')
    for (const [key, value] of Object.entries(object)) {
      if (value === undefined) continue
      add(`${isFirst ? '' : ','}${JSON.stringify(key)}:`)
      isFirst = false
      addValue(key, value, isStill || isShared(value))
    }
    add('}')
  }

  /** @param isStill whether instants stay as they are, for the object is everybody's */
  function addValue(key: string, value: unknown, isStill: boolean): void {
    if (typeof value === 'string') addText(key, value)
    else if (Array.isArray(value)) addAll(key, value, isStill)
    else if (isWire(value)) addObject(value, isStill)
    else {
      if (!isStill && isInstant(key, value) && String(value).length === FIGURES) instants.push(length, value)
      add(JSON.stringify(value))
    }
  }

  function addAll(key: string, values: readonly unknown[], isStill: boolean): void {
    add('[')
    for (const [index, value] of values.entries()) {
      if (index > 0) add(',')
      addValue(key, value, isStill || isShared(value))
    }
    add(']')
  }

  function addText(key: string, value: string): void {
    if (value === name && NAME_FIELDS.has(key)) addBlank('name', '')
    else if (value === email && EMAIL_FIELDS.has(key)) addBlank('email', '')
    else if (value === prefix && key === 'invoice_prefix') addBlank('prefix', '')
    else if (prefix !== null && key === 'number' && value.startsWith(`${prefix}-`)) addBlank('prefix', value.slice(prefix.length))
    else addIds(JSON.stringify(value))
  }

  function addBlank(blank: Blank, rest: string): void {
    add('"')
    close(blank)
    add(`${JSON.stringify(rest).slice(1, -1)}"`)
  }

  function addIds(text: string): void {
    let end = 0
    for (const { 0: id, index } of text.matchAll(OWN_IDS)) {
      const own = strays.has(id) ? null : readLetters(id.slice(-OWN_LETTERS))
      if (own === null) continue
      const at = index + id.length - OWN_LETTERS
      add(text.slice(end, at))
      ids.push(length, own)
      end = at
    }
    add(text.slice(end))
  }
}
