import { createIds, type Ids } from '../../stripe/world/createIds.ts'
import { createQueue, type Queue } from '../../stripe/world/createQueue.ts'
import type { AuthorizationRecord, Kind, Records } from './records.ts'

export interface Settings {
  /** From a refund's making until it is on its way, and until it is there. */
  refundProcessingMs: number
  refundProcessedMs: number
  /** How long before a period its invoice is made. */
  invoiceAheadMs: number
}

const HOUR_MS = 3_600_000

const DEFAULT_SETTINGS: Settings = { refundProcessingMs: HOUR_MS, refundProcessedMs: 48 * HOUR_MS, invoiceAheadMs: 72 * HOUR_MS }

/** All that the stand-in holds, and the instant at which it stands. */
export interface World {
  /** Milliseconds. Moves forward alone. */
  now: number
  readonly integration: number
  readonly settings: Settings
  readonly shelves: { readonly [K in Kind]: Records[K][] }
  readonly authorizations: AuthorizationRecord[]
  /** Transactions by their reference: each is taken once and for all. */
  readonly references: Map<string, number>
  readonly ids: Ids
  readonly queue: Queue
}

export interface WorldOptions {
  startsAt: number
  seed: string
  integration: number
  settings?: Partial<Settings>
}

/** Where each kind's numbers begin. Transactions have outgrown 32 bits. */
const FIRST_IDS: Readonly<Record<Kind, number>> = {
  customer: 180_000_001,
  plan: 1_700_001,
  transaction: 4_300_000_001,
  subscription: 650_001,
  invoice: 9_100_001,
  refund: 13_000_001,
  dispute: 2_900_001,
  account: 987_001,
}

export function createWorld({ startsAt, seed, integration, settings }: WorldOptions): World {
  return {
    now: startsAt,
    integration,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    shelves: { customer: [], plan: [], transaction: [], subscription: [], invoice: [], refund: [], dispute: [], account: [] },
    authorizations: [],
    references: new Map(),
    ids: createIds(seed),
    queue: createQueue(),
  }
}

/** Puts a new record onto its shelf, under the next number of its kind. */
export function put<K extends Kind>(world: World, kind: K, record: Omit<Records[K], 'id'>): Records[K] {
  const shelf: Records[K][] = world.shelves[kind]
  // Nothing is ever taken away: a number is a place.
  const whole = { id: FIRST_IDS[kind] + shelf.length, ...record } as Records[K]
  shelf.push(whole)
  return whole
}

export function find<K extends Kind>(world: World, kind: K, id: number): Records[K] | null {
  const shelf: Records[K][] = world.shelves[kind]
  return shelf[id - FIRST_IDS[kind]] ?? null
}

/** What one record says that there is. */
export function get<K extends Kind>(world: World, kind: K, id: number): Records[K] {
  const record = find(world, kind, id)
  if (!record) throw new Error(`Broken promise: the sandbox holds ${kind} ${id}`)
  return record
}

/** A code such as `CUS_x1y2…`: the n-th of a prefix is the same for the same seed. */
export function nextCode(world: World, prefix: string, length = 15): string {
  const serial = world.ids.next(prefix, length)
  return `${prefix}${serial.slice(prefix.length + 1).toLowerCase()}`
}

export function findAuthorization(world: World, code: string, customer: number): AuthorizationRecord | null {
  return world.authorizations.find((each) => each.code === code && each.customer === customer) ?? null
}
