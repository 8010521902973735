import type { MirroredObject } from '../../domain/mirrored.ts'
import type { ObjectStream, ProviderError } from '../../providers/provider.ts'
import { findMirrored } from '../../store/reads/mirror.ts'
import { commitObjects } from '../commitObjects.ts'
import type { Run } from '../createRun.ts'
import type { ConnectionParts } from '../syncParts.ts'

const SUBSCRIPTIONS: ReadonlySet<ObjectStream> = new Set(['subscriptions'])

/**
 * Asks at once for whom new payments are of, and for the subscriptions that they paid: lists of these are read seldom, and a payment has to be
 * somebody's, and for something, when it is seen.
 *
 * @returns what ended it; null where it was done
 */
export async function completeNews(parts: ConnectionParts, run: Run, news: readonly MirroredObject[]): Promise<ProviderError | null> {
  const { store, connection, provider, clock, announce } = parts
  for (const customer of new Set(news.flatMap((object) => findIncomplete(parts, object)))) {
    const answer = await run.ask((way) => provider.fetchCustomer(customer, SUBSCRIPTIONS, way))
    // Whoever cannot be asked for comes with the next listing.
    if (!answer.ok && answer.error.kind !== 'missing' && answer.error.kind !== 'unreadable' && answer.error.kind !== 'forbidden')
      return answer.error
    if (!answer.ok) continue
    const { fetched, unreadable } = answer.value
    const changed = store.transact((tx) => {
      const committed = commitObjects(tx, { connection, figures: parts.figures }, { fetched }, clock.now())
      run.count(tx, { pages: 0, refs: fetched.map(({ object }) => object.ref), ...committed, failures: unreadable })
      return committed.changed
    })
    if (changed > 0) announce('companies')
  }
  return null
}

/** Of a payment by somebody whom nobody knows yet, or for a price, its customer. */
function findIncomplete({ store, connection }: ConnectionParts, object: MirroredObject): string[] {
  if (object.kind !== 'payment' || object.customer === null) return []
  const isKnown = findMirrored(store.read, connection.accountId, 'customer', object.customer) !== null
  return isKnown && object.content.price === undefined ? [] : [object.customer]
}
