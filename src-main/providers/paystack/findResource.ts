import type { ObjectKind } from '../../domain/mirrored.ts'
import { PAGE } from './readPage.ts'

interface Resource {
  /** How many are asked for at once. */
  perPage: number
  /** Where it is listed. */
  list: string
  /** Where one is asked for, by what it is called. */
  one: string
  /** What it is called. */
  name: string
  /** Whether its list has cursors. */
  hasCursor: boolean
  /** Whether its list can be narrowed to when its objects were created. */
  hasTimes: boolean
}

/** The kinds of objects that Paystack lists. */
type PaystackKind = Exclude<ObjectKind, 'product' | 'invoice' | 'checkout' | 'push'>

const RESOURCES: Readonly<Record<PaystackKind, Resource>> = {
  price: { list: '/plan', one: '/plan/:id', name: 'plan_code', hasCursor: false, hasTimes: true, perPage: PAGE },
  customer: { list: '/customer', one: '/customer/:id', name: 'customer_code', hasCursor: true, hasTimes: true, perPage: PAGE },
  // Each of them may cost a request of its own: a page is to come to an end, and to be kept, in a time that can be waited for.
  subscription: {
    list: '/subscription',
    one: '/subscription/:id',
    name: 'subscription_code',
    hasCursor: false,
    hasTimes: true,
    perPage: 20,
  },
  // Verifying only reads, for all its name.
  payment: { list: '/transaction', one: '/transaction/verify/:id', name: 'reference', hasCursor: true, hasTimes: true, perPage: PAGE },
  refund: { list: '/refund', one: '/refund/:id', name: 'id', hasCursor: false, hasTimes: true, perPage: PAGE },
  dispute: { list: '/dispute', one: '/dispute/:id', name: 'id', hasCursor: false, hasTimes: true, perPage: PAGE },
  account: { list: '/dedicated_account', one: '/dedicated_account/:id', name: 'id', hasCursor: false, hasTimes: false, perPage: PAGE },
}

/** Where Paystack is asked for a kind of object; null for one that it cannot be asked for by itself. */
export function findResource(kind: ObjectKind): Resource | null {
  return isListed(kind) ? RESOURCES[kind] : null
}

function isListed(kind: ObjectKind): kind is PaystackKind {
  return Object.hasOwn(RESOURCES, kind)
}
