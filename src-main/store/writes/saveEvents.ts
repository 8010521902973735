import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderEvent } from '../../domain/mirrored.ts'
import type { Tx } from '../readDb.ts'
import { providerEvent } from '../schema/mirror.ts'

export interface HandledEvent extends ProviderEvent {
  outcome: 'processed' | 'skipped' | 'failed'
  reason: string | null
}

/** Keeps the log of what a provider reported and what was done about it. An event that is known stays as it was told. */
export function saveEvents(tx: Tx, accountId: number, events: readonly HandledEvent[], seenAt: Instant): void {
  for (const { ref, type, at, object, outcome, reason } of events) {
    tx.drizzle
      .insert(providerEvent)
      .values({ accountId, ref, type, object: object?.ref ?? null, at, seenAt, outcome, reason })
      .onConflictDoNothing()
      .run()
  }
}
