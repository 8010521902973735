import type { Wire } from '../wire/wire.ts'
import type { World } from '../world/createWorld.ts'
import type { ParamsOf, Shape } from '../world/params.ts'

/** One thing that can be asked of the sandbox's Stripe. */
export interface Operation {
  /** `POST /v1/customers/:id`; null for what only the sandbox's owner can make happen. */
  route: string | null
  isReadOnly: boolean
  shape: Shape
  /** @param ids those of the route, in their order */
  run(world: World, params: ParamsOf<Shape>, ids: readonly string[]): Wire
}

type Run<S extends Shape> = (world: World, params: ParamsOf<S>, id: string, second: string) => Wire

export function read<S extends Shape>(route: string, shape: S, run: Run<S>): Operation {
  return create(route, true, shape, run)
}

export function write<S extends Shape>(route: string, shape: S, run: Run<S>): Operation {
  return create(route, false, shape, run)
}

/** What people and banks do, and no API. */
export function happen<S extends Shape>(shape: S, run: Run<S>): Operation {
  return create(null, false, shape, run)
}

function create<S extends Shape>(route: string | null, isReadOnly: boolean, shape: S, run: Run<S>): Operation {
  // Parameters were read by this very shape.
  return { route, isReadOnly, shape, run: (world, params, ids) => run(world, params as ParamsOf<S>, ids[0] ?? '', ids[1] ?? '') }
}
