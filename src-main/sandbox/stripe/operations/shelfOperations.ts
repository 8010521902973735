import { render } from '../wire/render.ts'
import type { Shelf } from '../world/createShelf.ts'
import { get, type World } from '../world/createWorld.ts'
import { type ParamsOf, type Shape, text } from '../world/params.ts'
import type { Kind, Records } from '../world/records.ts'
import { type Operation, read } from './operation.ts'
import { PAGING, range, toPage } from './page.ts'

/** Reads one object by its id. */
export function retrieve(kind: Kind, path: string): Operation {
  return read(`GET ${path}/:id`, {}, (world, _params, id) => render(world, kind, get(world, kind, id)))
}

/** Lists the objects of a kind, newest first. */
export function list<K extends Kind, S extends Shape>(
  kind: K,
  path: string,
  filters: S,
  /** Whether an object is of what was asked for. */
  fits: (record: Records[K], params: ParamsOf<S>, world: World) => boolean = () => true,
): Operation {
  const shape = { ...PAGING, created: range, customer: text, ...filters }
  return read(`GET ${path}`, shape, (world, params) => {
    const shelf = world.shelves[kind] as Shelf<Records[K]>
    // Read by the shape that holds these.
    const paging = params as ParamsOf<typeof PAGING & { created: typeof range; customer: typeof text }>
    const asked = params as ParamsOf<S> & { subscription?: string | null }
    const customer =
      paging.customer ?? (kind === 'invoice' && asked.subscription ? world.shelves.subscription.find(asked.subscription)?.customer : null)
    const of = customer ? shelf.of(customer) : null
    return toPage(of ?? shelf.all, paging, path, {
      fits: (record) => !('deleted' in record && record.deleted) && fits(record, asked, world),
      placeOf: (id) => {
        const place = shelf.placeOf(id)
        const found = shelf.find(id)
        if (place === null || (found && 'deleted' in found && found.deleted)) return null
        return of ? of.findIndex((record) => (shelf.placeOf(record.id) ?? 0) >= place) : place
      },
      render: (record) => render(world, kind, record),
    })
  })
}
