import { isDeepStrictEqual } from 'node:util'
import type { ObjectKind } from '../../../../src-main/domain/mirrored.ts'
import { cutSecrets } from '../../../../src-main/providers/stripe/cutSecrets.ts'
import { getResource } from '../../../../src-main/providers/stripe/getResource.ts'
import type { StripeSandbox } from '../../../../src-main/sandbox/stripe/createStripe.ts'
import { isWire, type Wire } from '../../../../src-main/sandbox/stripe/wire/wire.ts'
import type { Store } from '../../../../src-main/store/openStore.ts'
import type { Mirror } from './openMirror.ts'

/** How the sandbox calls what is asked for when one object of a kind is. */
const ASKED = {
  product: { shelf: 'product', name: 'products' },
  price: { shelf: 'price', name: 'prices' },
  customer: { shelf: 'customer', name: 'customers' },
  subscription: { shelf: 'subscription', name: 'subscriptions' },
  invoice: { shelf: 'invoice', name: 'invoices' },
  payment: { shelf: 'payment_intent', name: 'paymentIntents' },
  checkout: { shelf: 'checkout.session', name: 'sessions' },
  refund: { shelf: 'refund', name: 'refunds' },
  dispute: { shelf: 'dispute', name: 'disputes' },
} as const

const KINDS = Object.keys(ASKED) as (keyof typeof ASKED)[]

/** What is there of one object: as its provider sends it now, or null where it is deleted. */
export type Objects = Map<string, Wire | null>

export interface Comparing {
  /** Objects of which nothing was told, by id: they are left out. */
  untold?: ReadonlySet<string>
  /** Without what changes and is told by no event: see `forgetUntold`. */
  isFollowed?: boolean
}

/** Every difference between what the workspace keeps and what the sandbox has now, one line each. */
export function compareMirror(mirror: Mirror, comparing: Comparing = {}): string[] {
  return compareObjects(
    readSandbox(mirror.stripe),
    mirror.look((store) => readMirror(store)),
    comparing,
  )
}

export function compareObjects(there: Objects, here: Objects, { untold = new Set(), isFollowed = false }: Comparing = {}): string[] {
  const differences: string[] = []
  for (const name of new Set([...there.keys(), ...here.keys()])) {
    if (untold.has(toRef(name))) continue
    const [theirs, ours] = [there.get(name), here.get(name)]
    if (ours === undefined) {
      // What was deleted before anybody looked was never here.
      if (theirs !== null) differences.push(`${name} is missing`)
    } else if (theirs === undefined) differences.push(`${name} is not theirs`)
    else if (theirs === null || ours === null) {
      if (theirs !== ours) differences.push(`${name} is ${theirs === null ? 'deleted there and not here' : 'deleted here and not there'}`)
    } else differences.push(...compareValues(name, isFollowed ? forgetUntold(theirs) : theirs, isFollowed ? forgetUntold(ours) : ours))
  }
  return differences
}

/** All that the sandbox has, object by object and whole. */
export function readSandbox(stripe: StripeSandbox): Objects {
  const { world } = stripe
  const { settings } = world
  const objects: Objects = new Map()
  // Whole lists, whatever part of them a page would have.
  world.settings = { ...settings, innerListLimit: 1_000 }
  try {
    for (const kind of KINDS) {
      const { shelf, name } = ASKED[kind]
      for (const record of world.shelves[shelf].all) {
        const isDeleted = 'deleted' in record && record.deleted === true
        objects.set(`${kind} ${record.id}`, isDeleted ? null : readOne(stripe, `${name}.retrieve`, kind, record.id))
      }
    }
  } finally {
    world.settings = settings
  }
  return objects
}

function readOne(stripe: StripeSandbox, operation: string, kind: ObjectKind, id: string): Wire {
  const wire = stripe.act(operation, { expand: [...getResource(kind).expand] }, id)
  const whole = kind === 'subscription' ? withItemCoupons(stripe, wire) : wire
  return toComparable(JSON.parse(JSON.stringify(cutSecrets(whole))))
}

/** Coupons of items lie a level deeper than may be asked for at once: our client asks for each of them. */
function withItemCoupons(stripe: StripeSandbox, subscription: Wire): Wire {
  for (const item of itemsOf(subscription['items'])) {
    for (const discount of itemsOf(item['discounts'])) {
      const { source } = discount
      if (!isWire(source) || typeof source['coupon'] !== 'string') continue
      const coupon = stripe.world.shelves.coupon.find(source['coupon'])
      if (coupon && coupon.deleted !== true) source['coupon'] = stripe.act('coupons.retrieve', {}, coupon.id)
    }
  }
  return subscription
}

function itemsOf(list: unknown): Wire[] {
  const items = isWire(list) ? list['data'] : list
  return Array.isArray(items) ? items.filter((each): each is Wire => isWire(each)) : []
}

export function readMirror({ read }: Store): Objects {
  const rows = read.sqlite
    .prepare(
      `select kind, ref, deleted_at, coalesce(json, '{}') from billed_object left join billed_object_raw on object_id = id
      union all select 'customer', ref, deleted_at, coalesce(json, '{}') from customer left join customer_raw on customer_id = id`,
    )
    .raw()
    .all() as [string, string, number | null, string][]
  return new Map(rows.map(([kind, ref, deletedAt, json]) => [`${kind} ${ref}`, deletedAt === null ? toComparable(JSON.parse(json)) : null]))
}

function toRef(name: string): string {
  return name.slice(name.indexOf(' ') + 1)
}

/** A list is what is in it: a page of one has an address, and all of its pages together have none. */
function toComparable(value: Wire): Wire {
  return change(value, (wire) => {
    if (wire['object'] !== 'list') return wire
    const { url: _url, ...list } = wire
    return list
  })
}

/** What an object shows of another one, which changes without a word of the one that shows it. Only a list brings it. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  customer: ['next_invoice_sequence'],
  invoice: ['customer_name', 'customer_email', 'customer_phone', 'customer_address'],
  'checkout.session': ['customer_details'],
  item: ['description'],
}

function forgetUntold(value: Wire): Wire {
  return change(value, (wire) => {
    const kept = Object.entries(wire).filter(([name]) => !SHOWN[String(wire['object'])]?.includes(name))
    return Object.fromEntries(kept.map(([name, each]) => [name, toShown(name, each)]))
  })
}

/** Prices and coupons inside of other objects are their ids alone. */
function toShown(name: string, value: unknown): unknown {
  if (!isWire(value)) return value
  if (name === 'price' || name === 'plan' || name === 'coupon') return value['id']
  return name === 'subscription_details' ? { ...value, metadata: null } : value
}

/** Changes every object within an object, innermost last. */
function change(value: Wire, how: (wire: Wire) => Wire): Wire {
  return Object.fromEntries(Object.entries(how(value)).map(([name, each]) => [name, changeAny(each, how)]))
}

function changeAny(value: unknown, how: (wire: Wire) => Wire): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => changeAny(each, how))
  return isWire(value) ? change(value, how) : value
}

function compareValues(path: string, theirs: unknown, ours: unknown): string[] {
  if (isDeepStrictEqual(theirs, ours)) return []
  if (isWire(theirs) && isWire(ours)) {
    const names = new Set([...Object.keys(theirs), ...Object.keys(ours)])
    return [...names].flatMap((name) => compareValues(`${path}.${name}`, theirs[name], ours[name]))
  }
  if (Array.isArray(theirs) && Array.isArray(ours) && theirs.length === ours.length)
    return theirs.flatMap((each: unknown, index) => compareValues(`${path}[${index}]`, each, ours[index]))
  return [`${path} is ${JSON.stringify(theirs)?.slice(0, 300)} there and ${JSON.stringify(ours)?.slice(0, 300)} here`]
}
