import type { StripeSandbox } from '../stripe/createStripe.ts'
import { PAGING, range } from '../stripe/operations/page.ts'
import { isWire, type Wire } from '../stripe/wire/wire.ts'
import { type ParamsOf, readParams } from '../stripe/world/params.ts'
import { refuse, refuseMissing } from '../stripe/world/refusal.ts'
import type { Copies } from './createCopies.ts'
import { type Cut, createOrder, type Order, type Spot } from './createOrder.ts'
import type { CrowdKind } from './crowdKinds.ts'
import type { Cast } from './readCast.ts'

/** What of a list was asked for. */
export interface Listing {
  name: string
  kind: CrowdKind
  /** All of it. */
  params: Wire
  paging: ParamsOf<typeof PAGING_AND_CREATED>
  /** What an object must be like: everything else that was asked. */
  filters: Wire
}

export interface Lists {
  page(listing: Listing): { spots: Spot[]; hasMore: boolean }
  /** How many objects a list has in all. */
  count(listing: Listing): number
}

const PAGING_AND_CREATED = { ...PAGING, created: range }

/** They differ from copy to copy, and no order is kept of them. */
const NOT_OFFERED: ReadonlySet<string> = new Set(['email', 'current_period_start', 'current_period_end', 'due_date', 'test_clock'])

export function toListing(name: string, kind: CrowdKind, params: Wire): Listing {
  const { limit, starting_after, ending_before, created, expand: _expand, ...filters } = params
  return { name, kind, params, paging: readParams(PAGING_AND_CREATED, { limit, starting_after, ending_before, created }), filters }
}

/** Lists of a whole kind. An order is made when a list is asked for first, and kept. */
export function createLists(stripe: StripeSandbox, cast: Cast, copies: Copies): Lists {
  const orders = new Map<string, Order>()
  return {
    page: (listing) => findOrder(listing).cut(toCut(listing)),
    count: (listing) => findOrder(listing).length,
  }

  function findOrder({ name, kind, filters }: Listing): Order {
    const key = `${name} ${JSON.stringify(Object.entries(filters).sort())}`
    const known = orders.get(key)
    if (known) return known
    const unoffered = Object.keys(filters).find((each) => NOT_OFFERED.has(each))
    if (unoffered) throw refuse(`The crowd does not list by ${unoffered}.`, unoffered)
    const listed = new Set(listIds(name, filters))
    const made = createOrder(cast.parts[kind], ({ id }) => listed.has(id), copies)
    // Whoever asks for what is not there asks for something else each time.
    if (listed.size > 0) orders.set(key, made)
    return made
  }

  /** What the stand-in itself lists: it knows who is hidden. */
  function listIds(name: string, filters: Wire): string[] {
    const ids: string[] = []
    for (let hasMore = true; hasMore; ) {
      const page = stripe.act(name, { ...filters, limit: 100, ...(ids.length > 0 ? { starting_after: ids.at(-1) } : {}) })
      if (Array.isArray(page['data'])) for (const each of page['data']) if (isWire(each)) ids.push(String(each['id']))
      hasMore = page['has_more'] === true
    }
    return ids
  }

  function toCut({ kind, paging }: Listing): Cut {
    const { starting_after: after, ending_before: before, created } = paging
    const limit = paging.limit ?? 10
    if (limit < 1 || limit > 100) throw refuse('Invalid integer: limit must be between 1 and 100', 'limit', 'parameter_invalid_integer')
    if (after && before) throw refuse('You may only specify one of these parameters: starting_after, ending_before.', 'starting_after')
    return {
      from: Math.max(created?.gte ?? -Infinity, (created?.gt ?? -Infinity) + 1),
      until: Math.min((created?.lte ?? Infinity) + 1, created?.lt ?? Infinity),
      after: after ? findCursor(kind, after, 'starting_after') : null,
      before: before ? findCursor(kind, before, 'ending_before') : null,
      limit,
    }
  }

  function findCursor(kind: CrowdKind, id: string, param: string): { created: number; spot: Spot } {
    const found = copies.find(id)
    if (found?.part.kind !== kind) throw refuseMissing(kind.replace(/[._]/, ' '), id, param)
    const { part, copy } = found
    return { created: copies.createdOf(part, copy), spot: { place: part.place, copy } }
  }
}
