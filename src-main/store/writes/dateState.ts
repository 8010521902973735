import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import type { AccountRow } from '../reads/connections.ts'
import { billedObject, observation } from '../schema/billing.ts'
import { providerEvent } from '../schema/mirror.ts'

/** Clocks of providers count in seconds: an answer and an event this close may be either way round. */
const SAME_TIME_MS = 2_000

/** By hand: it is asked for every object of a listing. */
const newestEvent = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `select at, seen_at as seenAt from provider_event where account_id = ? and object = ? and at <= ?
      order by at desc, seen_at desc limit 1`,
  ),
)

function findNewestEvent(tx: Tx, accountId: number, ref: string, until: Instant): { at: Instant; seenAt: Instant } | undefined {
  return newestEvent(tx).get(accountId, ref, until) as { at: Instant; seenAt: Instant } | undefined
}

const findState = prepareOnce((tx: Tx) =>
  tx.drizzle
    .select({ id: billedObject.id, customer: billedObject.customer, stateAt: billedObject.stateAt })
    .from(billedObject)
    .where(and(eq(billedObject.accountId, sql.placeholder('accountId')), eq(billedObject.ref, sql.placeholder('ref'))))
    .prepare(),
)

const findNewestObservation = prepareOnce((tx: Tx) =>
  tx.drizzle
    .select({ at: observation.at })
    .from(observation)
    .where(and(eq(observation.account, sql.placeholder('account')), eq(observation.ref, sql.placeholder('ref'))))
    .orderBy(desc(observation.at))
    .limit(1)
    .prepare(),
)

/**
 * Since when an object is as it was answered: the object does not say, so the newest event that named it does, else the answer.
 *
 * An event that the state before was read after cannot have brought about this one, unless it is only seen now.
 *
 * @param before the state that this one takes the place of; null at the first sight
 */
export function findStateAt(
  tx: Tx,
  accountId: number,
  ref: string,
  { answeredAt, seenAt }: { answeredAt: Instant; seenAt: Instant },
  before: { stateAt: Instant; fetchedAt: Instant } | null,
): Instant {
  const newest = findNewestEvent(tx, accountId, ref, answeredAt)
  if (before === null) return newest?.at ?? answeredAt
  // What dated the state before is no word about this one.
  const isLater = newest !== undefined && newest.at > before.stateAt && newest.at + SAME_TIME_MS > before.fetchedAt
  const isOfChange = newest !== undefined && (newest.seenAt === seenAt || isLater)
  return toInstant(Math.max(before.stateAt, isOfChange ? newest.at : answeredAt))
}

/**
 * Dates a state by an event that is seen only after it was read, as a list reads what events have yet to tell.
 *
 * Only a state that was dated by its answer: one that an event dated already stays. To be called after the events were saved.
 *
 * @returns whose figures that touches, null where nothing was changed
 */
export function redateState(tx: Tx, account: AccountRow, ref: string, seenAt: Instant): { customer: string | null } | null {
  const known = findState(tx).get({ accountId: account.id, ref })
  if (!known) return null
  const earlier = tx.drizzle
    .select({ at: providerEvent.at })
    .from(providerEvent)
    .where(
      and(
        eq(providerEvent.accountId, account.id),
        eq(providerEvent.object, ref),
        eq(providerEvent.seenAt, seenAt),
        lt(providerEvent.at, known.stateAt),
      ),
    )
    .orderBy(desc(providerEvent.at))
    .limit(1)
    .get()
  if (!earlier || findNewestEvent(tx, account.id, ref, known.stateAt)?.at === known.stateAt) return null
  const before = findNewestObservation(tx).get({ account: account.ref, ref })
  if (before && before.at >= earlier.at) return null
  tx.drizzle.update(billedObject).set({ stateAt: earlier.at }).where(eq(billedObject.id, known.id)).run()
  return { customer: known.customer }
}
