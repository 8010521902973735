import { isWire, type Wire } from '../wire/wire.ts'
import type { Draw, FaultName } from './faults.ts'

export type Drawn = ReadonlyMap<FaultName, Draw>

const IN_LISTS: ReadonlySet<FaultName> = new Set(['endless-list', 'repeated-page', 'empty-page'])
const IN_EVENTS: ReadonlySet<FaultName> = new Set(['repeated-events', 'shuffled-events', 'late-events', 'aged-events'])

/** Where events age faster than 30 days. */
const AGED_SECONDS = 86_400

/** Whether a fault can befall a request at all. */
export function fitsRequest(name: FaultName, request: { method: string; path: string; isList: boolean; hasCursor: boolean }): boolean {
  if (name === 'deleted-cursor') return request.hasCursor
  if (IN_EVENTS.has(name)) return request.method === 'GET' && request.path === '/v1/events'
  if (IN_LISTS.has(name)) return request.method === 'GET' && request.isList
  if (name === 'other-account') return request.path === '/v1/account'
  if (name === 'lost-answer' || name === 'unanswered') return request.method !== 'GET'
  // A preview is asked for by a POST, and writes nothing.
  if (name === 'read-only-key') return request.method !== 'GET' && request.path !== '/v1/invoices/create_preview'
  return true
}

/**
 * An answer with what went wrong in it.
 *
 * @param before the page that was answered before this one, of the same list
 */
export function spoilAnswer(body: Wire, drawn: Drawn, before: Wire | null, nowSeconds: number): Wire {
  let spoiled = body
  if (drawn.has('wrong-mode')) spoiled = toLive(spoiled)
  if (drawn.has('other-account')) spoiled = { ...spoiled, id: 'acct_1SomebodyElse' }
  const data = spoiled['data']
  if (!Array.isArray(data)) return spoiled
  let items: unknown[] = data
  if (drawn.has('late-events')) items = items.slice(Math.min(items.length, 3))
  if (drawn.has('aged-events')) items = items.filter((each) => isWire(each) && Number(each['created']) >= nowSeconds - AGED_SECONDS)
  const repeats = drawn.get('repeated-events')
  if (repeats) items = items.flatMap((each, index) => (repeats.fraction(String(index)) < 0.5 ? [each, each] : [each]))
  const shuffle = drawn.get('shuffled-events')
  if (shuffle) items = keepLast(items, shuffle)
  spoiled = { ...spoiled, data: items, ...(items.length === 0 ? { has_more: false } : {}) }
  if (drawn.has('empty-page')) spoiled = { ...spoiled, data: [], has_more: true }
  if (drawn.has('repeated-page') && before) spoiled = { ...spoiled, data: before['data'], has_more: true }
  if (drawn.has('endless-list')) spoiled = { ...spoiled, has_more: true }
  return spoiled
}

/** Shuffled, but for the last: it is the cursor of the next page. */
function keepLast(items: readonly unknown[], draw: Draw): unknown[] {
  const last = items.at(-1)
  const rest = items.slice(0, -1).map((item, index) => ({ item, place: draw.fraction(`shuffle/${index}`) }))
  const shuffled = rest.sort((a, b) => a.place - b.place).map(({ item }) => item)
  return last === undefined ? shuffled : [...shuffled, last]
}

function toLive(value: Wire): Wire {
  const live = Object.entries(value).map(([name, each]): [string, unknown] => {
    if (name === 'livemode') return [name, true]
    if (Array.isArray(each)) return [name, each.map((item: unknown) => (isWire(item) ? toLive(item) : item))]
    return [name, isWire(each) ? toLive(each) : each]
  })
  return Object.fromEntries(live)
}

/** What a server says to one that asks too much, by chance: also what no client can make sense of. */
export function toRetryAfter(draw: Draw): string | null {
  const choices = [null, '1', '0', '0.5', 'Wed, 21 Oct 2015 07:28:00 GMT', 'soon', '-3', '3']
  return choices[Math.floor(draw.fraction('retry-after') * choices.length)] ?? null
}
