import type { Instant } from '../../src-shared/model/instant.ts'
import { toFacts } from '../domain/fact.ts'
import type { MirroredObject } from '../domain/mirrored.ts'
import type { FetchedObject } from '../providers/provider.ts'
import type { Tx } from '../store/readDb.ts'
import { redateState } from '../store/writes/dateState.ts'
import { deriveCompanies } from '../store/writes/deriveCompanies.ts'
import { deriveFigures, deriveMoved, type Touched } from '../store/writes/deriveFigures.ts'
import { type HandledEvent, saveEvents } from '../store/writes/saveEvents.ts'
import { saveFacts } from '../store/writes/saveFacts.ts'
import { saveObject } from '../store/writes/saveObject.ts'
import { saveRules } from '../store/writes/saveRules.ts'
import { saveTouched } from '../store/writes/saveTouched.ts'
import type { ConnectionParts } from './syncParts.ts'

/** Objects as they were answered, with the events that named them; an object that the mirror has may be named alone. */
export interface Brought {
  fetched: readonly FetchedObject[]
  events?: readonly HandledEvent[]
}

export interface Committed {
  /** How many objects were news, and which. */
  changed: number
  news: readonly MirroredObject[]
  /** The provider customers whose objects were taken, news or not. */
  customers: string[]
}

type CommitParts = Pick<ConnectionParts, 'connection' | 'figures'>

/**
 * Stores events, the objects that they named, the facts that these tell, and what follows: one part of the transaction that moves the cursor.
 *
 * Events come first, for they date what the objects do not. What follows is derived once, for those that were touched; who has a price that
 * changed is noted, for `deriveTouched` to derive in parts.
 */
export function commitObjects(tx: Tx, parts: CommitParts, brought: Brought, seenAt: Instant): Committed {
  const { account } = parts.connection
  const { touched, ...committed } = storeObjects(tx, parts, brought, seenAt)
  const { prices, ...owners } = touched
  if (owners.customers.length + owners.unowned.length > 0) deriveFigures(tx, { ...parts.figures(tx), now: seenAt }, owners, account)
  if (prices.length > 0) saveTouched(tx, account.id, { customers: [], unowned: [], prices })
  return committed
}

/**
 * Stores a page of a list, and keeps whose figures follow from it.
 *
 * A list brings what belongs to one company on many pages: its figures are derived once all of them are there, from what is kept here.
 */
export function commitListed(tx: Tx, parts: CommitParts, fetched: readonly FetchedObject[], seenAt: Instant): Committed {
  const { touched, ...committed } = storeObjects(tx, parts, { fetched }, seenAt)
  saveTouched(tx, parts.connection.account.id, touched)
  return committed
}

function storeObjects(tx: Tx, parts: CommitParts, { fetched, events = [] }: Brought, seenAt: Instant): Committed & { touched: Touched } {
  const { account } = parts.connection
  saveEvents(tx, account.id, events, seenAt)
  const customers = new Set<string>()
  const news: MirroredObject[] = []
  const touched = { customers: new Set<string>(), unowned: new Set<string>(), prices: new Set<string>() }
  for (const { object, answeredAt } of fetched) {
    const owner = findOwner(object)
    if (owner !== null) customers.add(owner)
    const saved = saveObject(tx, account, object, { answeredAt, seenAt })
    if (!saved.isNews) continue
    news.push(object)
    for (const ref of saved.customers) touched.customers.add(ref)
    for (const ref of saved.unowned) touched.unowned.add(ref)
    for (const ref of saved.prices) touched.prices.add(ref)
  }
  for (const ref of new Set(events.flatMap(({ object }) => object?.ref ?? []))) {
    const redated = redateState(tx, account, ref, seenAt)
    if (redated?.customer != null) touched.customers.add(redated.customer)
  }
  saveRules(tx, account.id, events)
  saveFacts(
    tx,
    news.flatMap((object) => toFacts(object, account.provider, account.ref)),
    seenAt,
  )
  const moved = deriveCompanies(
    tx,
    account,
    news.filter(isOfCustomers).map(({ ref }) => ref),
  )
  // Whoever lost a customer to another is touched by it, and has no customer of its own that would say so.
  if (moved.length > 0) deriveMoved(tx, { ...parts.figures(tx), now: seenAt }, moved)
  for (const ref of touched.customers) customers.add(ref)
  return {
    changed: news.length,
    news,
    customers: [...customers],
    touched: { customers: [...touched.customers], unowned: [...touched.unowned], prices: [...touched.prices] },
  }
}

function isOfCustomers(object: MirroredObject): boolean {
  return object.kind === 'customer' || (object.kind === 'deleted' && object.of === 'customer')
}

function findOwner(object: MirroredObject): string | null {
  if (isOfCustomers(object)) return object.ref
  return object.kind === 'deleted' || object.kind === 'customer' ? null : object.customer
}
