import type { Instant } from '../../src-shared/model/instant.ts'
import type { BilledContents, BilledKind } from './billing/billedObject.ts'

export type ObjectKind = 'customer' | BilledKind

/** A provider's customer as the mirror keeps it: what is asked for in columns, all of it in `json`. */
export interface MirroredCustomer {
  kind: 'customer'
  ref: string
  name: string | null
  email: string | null
  phone: string | null
  currency: string | null
  /** Our id of the company that it is, where the provider's own data name one exactly. */
  namedCompany: string | null
  createdAt: Instant
  /** The provider's own object, its secrets cut out. */
  json: string
}

/** Any other object: read into our own words in `content`, all of it in `json`. */
export type MirroredBilled = {
  [Kind in BilledKind]: {
    kind: Kind
    ref: string
    /** The provider's customer; null where it names none. */
    customer: string | null
    /** What it hangs on: an invoice on its subscription, a refund on its payment. */
    partOf: string | null
    createdAt: Instant
    content: BilledContents[Kind]
    json: string
  }
}[BilledKind]

/** What counts a customer's use at its provider, by events that are told to it under a name. */
export interface MirroredMeter {
  ref: string
  eventName: string
  name: string
  /** How its events become a sum; `other` is a way that the provider has added since. */
  formula: 'sum' | 'count' | 'last' | 'other'
  isActive: boolean
  json: string
}

/** What remains of an object that its provider deleted: the id, and when we know it to be gone. */
export interface DeletedObject {
  kind: 'deleted'
  of: ObjectKind
  ref: string
  deletedAt: Instant
}

export type MirroredObject = MirroredCustomer | MirroredBilled | DeletedObject

/** The `ref` of an object that came without one. */
export const NAMELESS = 'an object without an id'

/** An object that could not be read: it is parked with its reason and stops nothing else. */
export interface UnreadableObject {
  kind: ObjectKind
  ref: string
  reason: string
}

/** A provider's word that something happened to an object: a hint about what to fetch again. */
export interface ProviderEvent {
  ref: string
  type: string
  at: Instant
  /** Null for an event about nothing that is mirrored. */
  object: { kind: ObjectKind; ref: string } | null
  /** Whether it says that the object was deleted. */
  isDeletion: boolean
}
