import { parseQuery, refuseQuery } from '../search/parseQuery.ts'
import { SEARCH_FIELDS, type Searchable } from '../search/searchFields.ts'
import { toMatcher } from '../search/toMatcher.ts'
import { render } from '../wire/render.ts'
import type { Wire } from '../wire/wire.ts'
import type { Shelf } from '../world/createShelf.ts'
import type { World } from '../world/createWorld.ts'
import { must, type ParamsOf, text, whole } from '../world/params.ts'
import type { Records } from '../world/records.ts'
import { refuse } from '../world/refusal.ts'
import { type Operation, read } from './operation.ts'

const PAGE = 'page_'
const SHAPE = { query: text, limit: whole, page: text }

/** The seven searches: `/v1/customers/search` and its like. */
export const SEARCH: Readonly<Record<string, Operation>> = Object.fromEntries(
  // The names of a literal are its own.
  (Object.keys(SEARCH_FIELDS) as Searchable[]).map((kind) => [
    `${kind}s.search`,
    read(`GET /v1/${kind}s/search`, SHAPE, (world, params) => search(world, kind, params)),
  ]),
)

/** Objects that fit a query, newest first. What was done within the lag is not known to it yet. */
function search<K extends Searchable>(world: World, kind: K, params: ParamsOf<typeof SHAPE>): Wire {
  const fits = toMatcher(kind, parseQuery(must(params.query, 'query')))
  const limit = params.limit ?? 10
  if (limit < 1 || limit > 100) throw refuse('Invalid integer: limit must be between 1 and 100', 'limit', 'parameter_invalid_integer')
  const shelf = world.shelves[kind] as Shelf<Records[K]>
  const indexed = world.now - world.settings.searchLagSeconds
  const stale = world.stale.since(indexed) as ReadonlyMap<string, Records[K]>
  const found: Records[K][] = []
  for (let place = (params.page ? placeOf(shelf, params.page) : shelf.all.length) - 1; place >= 0; place--) {
    const record = shelf.all[place]
    const isGone = !record || ('deleted' in record && record.deleted)
    if (isGone || record.created > indexed || !fits(stale.get(record.id) ?? record)) continue
    if (found.length === limit) return toResult(world, kind, found, true)
    found.push(record)
  }
  return toResult(world, kind, found, false)
}

function toResult<K extends Searchable>(world: World, kind: K, found: readonly Records[K][], hasMore: boolean): Wire {
  return {
    object: 'search_result',
    data: found.map((record) => render(world, kind, record)),
    has_more: hasMore,
    next_page: hasMore ? `${PAGE}${found.at(-1)?.id}` : null,
    url: `/v1/${kind}s/search`,
  }
}

/** A page begins after the last object of the one before it. */
function placeOf<K extends Searchable>(shelf: Shelf<Records[K]>, page: string): number {
  const place = shelf.placeOf(page.slice(PAGE.length))
  if (place === null) throw refuseQuery('there is no such page')
  return place
}
