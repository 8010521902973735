import type { Instant } from '../../src-shared/model/instant.ts'
import { toFacts } from '../domain/fact.ts'
import type { MirroredObject } from '../domain/mirrored.ts'
import type { FetchedObject } from '../providers/provider.ts'
import type { Tx } from '../store/readDb.ts'
import { redateState } from '../store/writes/dateState.ts'
import { deriveCompanies } from '../store/writes/deriveCompanies.ts'
import { deriveFigures } from '../store/writes/deriveFigures.ts'
import { type HandledEvent, saveEvents } from '../store/writes/saveEvents.ts'
import { saveFacts } from '../store/writes/saveFacts.ts'
import { saveObject } from '../store/writes/saveObject.ts'
import { saveRules } from '../store/writes/saveRules.ts'
import type { ConnectionParts } from './syncParts.ts'

/** Objects as they were answered, with the events that named them; an object that the mirror has may be named alone. */
export interface Brought {
  fetched: readonly FetchedObject[]
  events?: readonly HandledEvent[]
}

export interface Committed {
  /** How many objects were news. */
  changed: number
  /** The provider customers whose objects were taken, news or not. */
  customers: string[]
}

/**
 * Stores events, the objects that they named, the facts that these tell, and what follows: one part of the transaction that moves the cursor.
 *
 * Events come first, for they date what the objects do not. What follows is derived once, for those that were touched.
 */
export function commitObjects(
  tx: Tx,
  parts: Pick<ConnectionParts, 'connection' | 'figures'>,
  { fetched, events = [] }: Brought,
  seenAt: Instant,
): Committed {
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
  deriveCompanies(
    tx,
    account,
    news.filter(isOfCustomers).map(({ ref }) => ref),
  )
  const isTouched = Object.values(touched).some(({ size }) => size > 0)
  if (isTouched) {
    const all = { customers: [...touched.customers], unowned: [...touched.unowned], prices: [...touched.prices] }
    deriveFigures(tx, { ...parts.figures(tx), now: seenAt }, all, account)
  }
  for (const ref of touched.customers) customers.add(ref)
  return { changed: news.length, customers: [...customers] }
}

function isOfCustomers(object: MirroredObject): boolean {
  return object.kind === 'customer' || (object.kind === 'deleted' && object.of === 'customer')
}

function findOwner(object: MirroredObject): string | null {
  if (isOfCustomers(object)) return object.ref
  return object.kind === 'deleted' || object.kind === 'customer' ? null : object.customer
}
