import { get, type World } from '../world/createWorld.ts'
import type { Kind } from '../world/records.ts'
import { Refusal, refuse } from '../world/refusal.ts'
import { listSubList } from './listSubList.ts'
import { render } from './render.ts'
import { isWire, type Wire } from './wire.ts'

const MOST_LEVELS = 4

/** What stands as an id under a name, wherever it stands. */
const EXPANDABLE: Readonly<Record<string, Kind>> = {
  customer: 'customer',
  subscription: 'subscription',
  schedule: 'subscription_schedule',
  latest_invoice: 'invoice',
  invoice: 'invoice',
  payment_intent: 'payment_intent',
  setup_intent: 'setup_intent',
  credit_grant: 'billing.credit_grant',
  meter: 'billing.meter',
  latest_charge: 'charge',
  charge: 'charge',
  product: 'product',
  price: 'price',
  default_price: 'price',
  coupon: 'coupon',
  promotion_code: 'promotion_code',
  discount: 'discount',
  discounts: 'discount',
  default_payment_method: 'payment_method',
  payment_method: 'payment_method',
  invoice_item: 'invoiceitem',
  feature: 'entitlements.feature',
}

/**
 * Puts whole objects in the place of ids, as `expand` asks.
 *
 * Throws a `Refusal` for what cannot be expanded, and for more than four levels.
 */
export function expandWire(world: World, object: Wire, paths: readonly string[]): Wire {
  for (const path of paths) {
    const names = path.split('.')
    if (names.length > MOST_LEVELS)
      throw refuse(`You cannot expand more than ${MOST_LEVELS} levels of a property: ${path}`, 'expand', 'property_expansion_max_depth')
    expandAt(world, object, names, path)
  }
  return object
}

function expandAt(world: World, object: Wire, [name = '', ...rest]: readonly string[], path: string): void {
  if (rest.length === 0 || object[name] === undefined) expandHere(world, object, name, path)
  else if (typeof object[name] === 'string' || Array.isArray(object[name])) expandHere(world, object, name, path, true)
  if (rest.length === 0) return
  const value = object[name]
  for (const each of Array.isArray(value) ? value : [value]) if (isWire(each)) expandAt(world, each, rest, path)
}

function expandHere(world: World, object: Wire, name: string, path: string, isOnTheWay = false): void {
  const value = object[name]
  if (value === undefined) {
    const list = listSubList(world, object, name)
    if (list === null) throw refuse(`This property cannot be expanded (${path}).`, 'expand')
    object[name] = list
    return
  }
  const kind = EXPANDABLE[name]
  if (Array.isArray(value)) object[name] = value.map((each: unknown) => (kind && typeof each === 'string' ? find(world, kind, each) : each))
  else if (typeof value === 'string' && kind) object[name] = find(world, kind, value)
  else if (typeof value === 'string' && !isOnTheWay) throw refuse(`This property cannot be expanded (${path}).`, 'expand')
}

function find(world: World, kind: Kind, id: string): unknown {
  try {
    return render(world, kind, get(world, kind, id))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // What is deleted stays a stub, or an id.
    const gone = world.shelves[kind].find(id)
    return gone && kind === 'customer'
      ? { id, object: kind, deleted: true }
      : gone && kind === 'discount'
        ? render(world, 'discount', gone as never)
        : id
  }
}
