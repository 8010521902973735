import { and, lt, sql } from 'drizzle-orm'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import type { ProviderEvent } from '../../domain/mirrored.ts'
import type { Tx } from '../readDb.ts'
import { billedObject, observation } from '../schema/billing.ts'
import { providerEvent } from '../schema/mirror.ts'

export interface HandledEvent extends ProviderEvent {
  outcome: 'processed' | 'skipped' | 'failed'
  reason: string | null
}

/** How long the log is kept. */
const EVENT_LIFE_MS = 30 * 24 * 60 * 60 * 1000

/** Keeps the log of what a provider reported and what was done about it. An event that is known stays as it was told. */
export function saveEvents(tx: Tx, accountId: number, events: readonly HandledEvent[], seenAt: Instant): void {
  for (const { ref, type, at, object, outcome, reason } of events) {
    tx.drizzle
      .insert(providerEvent)
      .values({ accountId, ref, type, object: object?.ref ?? null, at, seenAt, outcome, reason, rules: [] })
      .onConflictDoNothing()
      .run()
  }
}

/** Lets go of what is older than the log is kept for, but for what dates a state: what facts refer to stays. */
export function pruneEvents(tx: Tx, now: Instant): void {
  tx.drizzle
    .delete(providerEvent)
    .where(
      and(
        lt(providerEvent.at, toInstant(now - EVENT_LIFE_MS)),
        sql`not exists (select 1 from ${observation} where ${observation.ref} = ${providerEvent.object} and ${observation.at} = ${providerEvent.at})`,
        sql`not exists (select 1 from ${billedObject} where ${billedObject.accountId} = ${providerEvent.accountId}
          and ${billedObject.ref} = ${providerEvent.object} and ${billedObject.stateAt} = ${providerEvent.at})`,
      ),
    )
    .run()
}
