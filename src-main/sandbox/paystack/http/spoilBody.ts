import type { Draw, FaultName } from '../../stripe/http/faults.ts'
import { isWire, type Wire } from '../../stripe/wire/wire.ts'

const IN_LISTS: ReadonlySet<FaultName> = new Set(['endless-list', 'repeated-page', 'empty-page'])
/** Of events, which Paystack does not list; of an account, which Paystack does not name; and of keys that may only read, of which it has none. */
const NEVER: ReadonlySet<FaultName> = new Set(['repeated-events', 'shuffled-events', 'late-events', 'aged-events', 'read-only-key'])

/** Whether a fault can befall a request at all. */
export function fitsRequest(name: FaultName, request: { method: string; isList: boolean; hasCursor: boolean }): boolean {
  if (NEVER.has(name)) return false
  if (name === 'deleted-cursor') return request.hasCursor
  if (IN_LISTS.has(name)) return request.isList
  return name === 'lost-answer' || name === 'unanswered' ? request.method !== 'GET' : true
}

/** An envelope with what went wrong in it. @param before the page that was answered before this one, of the same list */
export function spoilBody(body: Wire, drawn: ReadonlyMap<FaultName, Draw>, before: Wire | null): Wire {
  let spoiled = body
  if (drawn.has('wrong-mode')) spoiled = replaceAll(spoiled, 'domain', 'live')
  if (drawn.has('other-account')) spoiled = replaceAll(spoiled, 'integration', 999_999)
  if (drawn.has('empty-page')) spoiled = { ...spoiled, data: [], meta: toUnfinished(spoiled) }
  if (drawn.has('repeated-page') && before) spoiled = before
  if (drawn.has('endless-list')) spoiled = { ...spoiled, meta: toUnfinished(spoiled) }
  return spoiled
}

/** Says that there is more, in the way of the list. */
function toUnfinished({ meta }: Wire): Wire {
  const known = isWire(meta) ? meta : {}
  return 'next' in known ? { ...known, next: 'bmV4dDox' } : { ...known, pageCount: 1_000_000 }
}

function replaceAll(value: Wire, name: string, put: unknown): Wire {
  const replaced = Object.entries(value).map(([key, each]): [string, unknown] => {
    if (key === name) return [key, put]
    if (Array.isArray(each)) return [key, each.map((item: unknown) => (isWire(item) ? replaceAll(item, name, put) : item))]
    return [key, isWire(each) ? replaceAll(each, name, put) : each]
  })
  return Object.fromEntries(replaced)
}
