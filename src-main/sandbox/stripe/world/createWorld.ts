import { copyPublic } from '../wire/copyPlain.ts'
import { isWire, type Wire } from '../wire/wire.ts'
import { createEventLog, type EventLog } from './createEventLog.ts'
import { createIds, type Ids } from './createIds.ts'
import { createQueue, type Queue } from './createQueue.ts'
import { createShelf, type Shelf } from './createShelf.ts'
import { createStaleBook, type StaleBook } from './createStaleBook.ts'
import { createUsageBook, type UsageBook } from './createUsageBook.ts'
import type { Kind, Records } from './records.ts'
import { refuseMissing } from './refusal.ts'
import { DEFAULT_SETTINGS, type Settings } from './settings.ts'
import { toOldShape } from './toOldShape.ts'

export type Shelves = { readonly [K in Kind]: Shelf<Records[K]> }

/** All that the sandbox holds, and the instant at which it stands. */
export interface World {
  /** Seconds. Moves forward alone. */
  now: number
  readonly accountId: string
  /** Seconds. Events of before are told to nobody. */
  readonly tellsFrom: number
  settings: Settings
  readonly shelves: Shelves
  readonly events: EventLog
  /** What a search still takes for the present. */
  readonly stale: StaleBook
  readonly usage: UsageBook
  /** Identifiers of usage that were seen, with their instants. */
  readonly identifiers: Map<string, number>
  /** What each customer was entitled to when it was last told. */
  readonly entitled: Map<string, string[]>
  readonly ids: Ids
  readonly queue: Queue
  /** The request that is being carried out; null while time does it. */
  request: { id: string; idempotency_key: string | null } | null
}

export function createWorld(options: {
  startsAt: number
  seed: string
  accountId: string
  settings?: Partial<Settings>
  tellsFrom?: number
}): World {
  return {
    now: options.startsAt,
    accountId: options.accountId,
    tellsFrom: options.tellsFrom ?? 0,
    settings: { ...DEFAULT_SETTINGS, ...options.settings },
    shelves: {
      customer: createShelf(),
      product: createShelf(),
      price: createShelf(),
      coupon: createShelf(),
      promotion_code: createShelf(),
      discount: createShelf(),
      payment_method: createShelf(),
      subscription: createShelf(),
      subscription_schedule: createShelf(),
      invoice: createShelf(),
      invoiceitem: createShelf(),
      invoice_payment: createShelf(),
      payment_intent: createShelf(),
      setup_intent: createShelf(),
      charge: createShelf(),
      refund: createShelf(),
      dispute: createShelf(),
      'checkout.session': createShelf(),
      'billing.meter': createShelf(),
      'billing.alert': createShelf(),
      'billing.credit_grant': createShelf(),
      'billing.credit_balance_transaction': createShelf(),
      'entitlements.feature': createShelf(),
    },
    events: createEventLog(),
    stale: createStaleBook(),
    usage: createUsageBook(),
    identifiers: new Map(),
    entitled: new Map(),
    ids: createIds(options.seed),
    queue: createQueue(),
    request: null,
  }
}

/** What Stripe calls a kind, where it says that there is none. */
const NOUNS: Partial<Record<Kind, string>> = {
  'checkout.session': 'checkout session',
  'billing.meter': 'meter',
  'billing.alert': 'alert',
  'billing.credit_grant': 'credit grant',
  'billing.credit_balance_transaction': 'credit balance transaction',
  'entitlements.feature': 'feature',
  promotion_code: 'promotion code',
  subscription_schedule: 'subscription schedule',
  payment_method: 'PaymentMethod',
  payment_intent: 'payment_intent',
  setup_intent: 'setupintent',
}

/** What is there, or 404; 400 where a parameter named it. */
export function get<K extends Kind>(world: World, kind: K, id: string, param?: string): Records[K] {
  const record = (world.shelves[kind] as Shelf<Records[K]>).find(id)
  if (!record || ('deleted' in record && record.deleted)) throw refuseMissing(NOUNS[kind] ?? kind, id, param)
  return record
}

/** Puts a new object onto its shelf, and tells of it. */
export function put<K extends Kind>(world: World, kind: K, record: Records[K], type?: string): Records[K] {
  ;(world.shelves[kind] as Shelf<Records[K]>).add(record)
  if (type) tell(world, type, kind, record)
  return record
}

const SEARCHED: ReadonlySet<Kind> = new Set(['customer', 'subscription', 'invoice', 'payment_intent', 'charge', 'price', 'product'])

/** Changes an object; tells of it, and of what it was before, where a type is given. */
export function change<K extends Kind>(world: World, kind: K, record: Records[K], to: Partial<Records[K]>, type?: string): void {
  const before = type ? pick(record, Object.keys(to)) : null
  if (SEARCHED.has(kind) && world.now >= world.tellsFrom) world.stale.keep(world.now, record.id, record, world.settings.searchLagSeconds)
  Object.assign(record, to)
  if (type && before) tell(world, type, kind, record, differences(before, pick(record, Object.keys(to))))
}

/** Adds an event of what an object is now. @param kind of the object, or what is told that has no place of its own */
export function tell(world: World, type: string, kind: string, record: object, previous: Wire | null = null): void {
  const id = world.ids.next('evt_', 23)
  // It has its number, so that ids are the same whether it is kept or not.
  if (world.now < world.tellsFrom) return
  const lag = Math.floor(world.ids.fraction(id) * (world.settings.eventLagSeconds + 1))
  world.events.add({
    id,
    type,
    created: world.now,
    visibleAt: world.now + lag,
    request: world.request,
    object: toOldShape(kind, record as Wire),
    previous,
  })
}

export function schedule(world: World, at: number, kind: string, id: string): void {
  world.queue.add(at, kind, id)
}

function pick(record: object, names: readonly string[]): Wire {
  return copyPublic(Object.fromEntries(names.map((name) => [name, (record as Wire)[name]])))
}

function differences(before: Wire, now: Wire): Wire {
  const changed = Object.entries(before).filter(([name, value]) => !isSame(value, now[name]))
  return Object.fromEntries(changed.map(([name, value]) => [name, value ?? null]))
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && a !== null && (isWire(a) || Array.isArray(a)) && JSON.stringify(a) === JSON.stringify(b))
}
