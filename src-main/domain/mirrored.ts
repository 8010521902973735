import type { Instant } from '../../src-shared/model/instant.ts'

/** A provider's customer as the mirror keeps it: what is asked for in columns, all of it in `json`. */
export interface MirroredCustomer {
  kind: 'customer'
  ref: string
  name: string | null
  email: string | null
  phone: string | null
  currency: string | null
  createdAt: Instant
  /** The provider's own object, its secrets cut out. */
  json: string
}

/** What remains of a customer that its provider deleted: the id, and when we know it to be gone. */
export interface DeletedCustomer {
  kind: 'deleted-customer'
  ref: string
  deletedAt: Instant
}

export type MirroredObject = MirroredCustomer | DeletedCustomer

/** The `ref` of an object that came without one. */
export const NAMELESS = 'an object without an id'

/** An object that could not be read: it is parked with its reason and stops nothing else. */
export interface UnreadableObject {
  ref: string
  reason: string
}

/** A provider's word that something happened to an object: a hint about what to fetch again. */
export interface ProviderEvent {
  ref: string
  type: string
  at: Instant
  object: { kind: 'customer'; ref: string } | null
  /** Whether it says that the object was deleted. */
  isDeletion: boolean
}
