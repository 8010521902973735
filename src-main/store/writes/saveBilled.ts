import { hash } from 'node:crypto'
import { and, desc, eq, sql } from 'drizzle-orm'
import { invariant } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { BilledContents } from '../../domain/billing/billedObject.ts'
import type { DeletedObject, MirroredBilled } from '../../domain/mirrored.ts'
import { toObserved } from '../../domain/toObserved.ts'
import { CHAIN_START, chainHash } from '../chain.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import type { AccountRow } from '../reads/connections.ts'
import { billedObject, observation } from '../schema/billing.ts'
import { findStateAt } from './dateState.ts'

/** When an answer was given by the provider's clock, and when it was seen by ours. */
export interface SeenTimes {
  answeredAt: Instant
  seenAt: Instant
}

/** What news of an object touches. */
export interface News {
  isNews: boolean
  /** The provider customers whose figures it has a part in. */
  customers: string[]
  /** Payments of nobody. */
  unowned: string[]
  prices: string[]
}

export const NO_NEWS: News = { isNews: false, customers: [], unowned: [], prices: [] }

const find = prepareOnce((tx: Tx) =>
  tx.drizzle
    .select()
    .from(billedObject)
    .where(and(eq(billedObject.accountId, sql.placeholder('accountId')), eq(billedObject.ref, sql.placeholder('ref'))))
    .prepare(),
)

/**
 * By hand, as all that a first listing does for each of a million objects: a builder's rows would take a third of its time. Whether it is there
 * already shows by nothing having been inserted.
 */
const insert = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into billed_object (account_id, kind, ref, customer, part_of, created_at, fetched_at, state_at, digest, content)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (account_id, ref) do nothing`,
  ),
)

const insertRaw = prepareOnce((tx: Tx) => tx.sqlite.prepare('insert into billed_object_raw (object_id, json) values (?, ?)'))
const updateRaw = prepareOnce((tx: Tx) => tx.sqlite.prepare('update billed_object_raw set json = ? where object_id = ?'))

/**
 * Stores what a provider said of an object of its billing.
 *
 * Never goes backwards: an answer older than the one that is kept is dropped, and what was deleted stays deleted. A state that no provider
 * can tell again is kept as an observation when the next one is seen. The events that named the object are to be saved before it.
 */
export function saveBilled(tx: Tx, account: AccountRow, object: MirroredBilled, times: SeenTimes): News {
  const { kind, ref, customer, partOf, createdAt, json } = object
  const { answeredAt: fetchedAt } = times
  const digest = hash('sha256', json, 'buffer').subarray(0, 16)
  const content = JSON.stringify(object.content)
  const firstAt = findStateAt(tx, account.id, ref, times, null)
  const inserted = insert(tx).run(account.id, kind, ref, customer, partOf, createdAt, fetchedAt, firstAt, digest, content)
  if (inserted.changes === 1) {
    insertRaw(tx).run(inserted.lastInsertRowid, json)
    return toNews(tx, account, object, null)
  }
  const known = find(tx).get({ accountId: account.id, ref })
  invariant(known, 'an object that is not new is known')
  if (known.deletedAt !== null || fetchedAt < known.fetchedAt) return NO_NEWS
  if (digest.equals(known.digest)) {
    if (fetchedAt > known.fetchedAt) tx.drizzle.update(billedObject).set({ fetchedAt }).where(eq(billedObject.id, known.id)).run()
    return NO_NEWS
  }
  const before = JSON.parse(known.content) as BilledContents[typeof kind]
  const isOtherState = toObserved(kind, before) !== toObserved(kind, object.content)
  const stateAt = isOtherState ? findStateAt(tx, account.id, ref, times, known) : known.stateAt
  if (isOtherState)
    saveObservation(tx, { account: account.ref, kind, ref, at: known.stateAt, seenAt: times.seenAt, content: known.content })
  const { changes } = tx.drizzle
    .update(billedObject)
    .set({ customer, partOf, createdAt, fetchedAt, stateAt, digest, content })
    .where(eq(billedObject.id, known.id))
    .run()
  const { changes: raws } = updateRaw(tx).run(json, known.id)
  invariant(changes === 1 && raws === 1, 'an object that is known can be changed')
  return toNews(tx, account, object, known)
}

/** What the provider deleted stays, with the instant. */
export function saveDeletedBilled(tx: Tx, account: AccountRow, { ref, deletedAt }: DeletedObject, { answeredAt }: SeenTimes): News {
  const known = find(tx).get({ accountId: account.id, ref })
  if (!known || known.deletedAt !== null) return NO_NEWS
  tx.drizzle.update(billedObject).set({ deletedAt, fetchedAt: answeredAt }).where(eq(billedObject.id, known.id)).run()
  return toNews(tx, account, known, null)
}

/** Whose an object is: what names nobody hangs on what does. */
type Belonging = Pick<MirroredBilled, 'customer' | 'partOf'>

/** @param before whose it was until now: who lost it is touched as much as who got it */
function toNews(tx: Tx, account: AccountRow, object: Belonging & Pick<MirroredBilled, 'kind' | 'ref'>, before: Belonging | null): News {
  const { kind, ref } = object
  if (kind === 'price') return { ...NO_NEWS, isNews: true, prices: [ref] }
  if (kind === 'product') return { ...NO_NEWS, isNews: true }
  const customers = new Set<string>()
  const unowned = new Set<string>()
  for (const { customer, partOf } of before === null ? [object] : [object, before]) {
    const owner = customer ?? findCustomer(tx, account, partOf)
    if (owner !== null) customers.add(owner)
    else for (const each of [ref, partOf]) if (each !== null) unowned.add(each)
  }
  return { isNews: true, customers: [...customers], unowned: [...unowned], prices: [] }
}

function findCustomer(tx: Tx, { id: accountId }: AccountRow, ref: string | null): string | null {
  return ref === null ? null : (find(tx).get({ accountId, ref })?.customer ?? null)
}

type Observation = Omit<typeof observation.$inferInsert, 'id' | 'chainedTo' | 'hash'>

function saveObservation(tx: Tx, row: Observation): void {
  const last = tx.drizzle.select({ hash: observation.hash }).from(observation).orderBy(desc(observation.id)).limit(1).get()
  const chainedTo = last?.hash ?? CHAIN_START
  tx.drizzle
    .insert(observation)
    .values({ ...row, chainedTo, hash: chainHash(chainedTo, toObservationChainValues(row)) })
    .run()
}

export function toObservationChainValues({ account, kind, ref, at, seenAt, content }: Observation): (string | number)[] {
  return [account, kind, ref, at, seenAt, content]
}
