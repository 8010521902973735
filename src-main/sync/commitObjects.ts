import type { Instant } from '../../src-shared/model/instant.ts'
import { toFacts } from '../domain/fact.ts'
import type { MirroredObject } from '../domain/mirrored.ts'
import type { Tx } from '../store/readDb.ts'
import type { Connection } from '../store/reads/connections.ts'
import { deriveCompanies } from '../store/writes/deriveCompanies.ts'
import { saveCustomer } from '../store/writes/saveCustomer.ts'
import { saveFacts } from '../store/writes/saveFacts.ts'

/**
 * Stores objects, the facts that they tell, and what follows from them: one part of the transaction that moves the cursor.
 *
 * @returns how many were news
 */
export function commitObjects(
  tx: Tx,
  connection: Connection,
  objects: readonly MirroredObject[],
  times: { answeredAt: Instant; seenAt: Instant },
): number {
  const { account } = connection
  const news = objects.filter((object) => saveCustomer(tx, account.id, object, times.answeredAt))
  saveFacts(
    tx,
    news.flatMap((object) => toFacts(object, account.provider, account.ref)),
    times.seenAt,
  )
  deriveCompanies(
    tx,
    account,
    news.map(({ ref }) => ref),
  )
  return news.length
}
