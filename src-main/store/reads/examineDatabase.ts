import { isNotNull, or } from 'drizzle-orm'
import type { Check } from '../../../src-shared/contract/workspace.ts'
import { findBrokenLink } from '../chain.ts'
import type { ReadDb } from '../readDb.ts'
import { observation } from '../schema/billing.ts'
import { fact } from '../schema/mirror.ts'
import { action, actionStep } from '../schema/outbox.ts'
import { linkFact, recordedFact, usageRecord } from '../schema/recorded.ts'
import { toActionChainValues, toStepChainValues } from '../writes/saveAction.ts'
import { toObservationChainValues } from '../writes/saveBilled.ts'
import { toCatalogChainValues } from '../writes/saveCatalogVersion.ts'
import { toFactChainValues } from '../writes/saveFacts.ts'
import { toLinkChainValues } from '../writes/saveLinkFact.ts'
import { toRecordedChainValues } from '../writes/saveRecorded.ts'
import { toUsageChainValues } from '../writes/saveUsage.ts'
import { listCatalogChain } from './catalogVersions.ts'
import { examineWhole } from './examineWhole.ts'

/** Reads the whole database for damage: SQLite's own check, the references, and the chains of what exists nowhere else. */
export function examineDatabase(db: ReadDb): Check[] {
  return [
    ...examineWhole(db.sqlite),
    toChainCheck(
      'catalog versions',
      listCatalogChain(db).map((row) => ({ ...row, values: toCatalogChainValues(row) })),
    ),
    toChainCheck(
      'observed facts',
      db.drizzle
        .select()
        .from(fact)
        .where(or(isNotNull(fact.hash), isNotNull(fact.chainedTo)))
        .orderBy(fact.id)
        .all()
        .map((row) => ({ chainedTo: row.chainedTo ?? Buffer.alloc(0), hash: row.hash ?? Buffer.alloc(0), values: toFactChainValues(row) })),
    ),
    toChainCheck(
      'earlier states',
      db.drizzle
        .select()
        .from(observation)
        .orderBy(observation.id)
        .all()
        .map((row) => ({ ...row, values: toObservationChainValues(row) })),
    ),
    toChainCheck(
      'usage',
      db.drizzle
        .select()
        .from(usageRecord)
        .orderBy(usageRecord.id)
        .all()
        .map((row) => ({ ...row, values: toUsageChainValues(row) })),
    ),
    toChainCheck(
      'recorded facts',
      db.drizzle
        .select()
        .from(recordedFact)
        .orderBy(recordedFact.id)
        .all()
        .map((row) => ({ ...row, values: toRecordedChainValues(row) })),
    ),
    toChainCheck(
      'links',
      db.drizzle
        .select()
        .from(linkFact)
        .orderBy(linkFact.id)
        .all()
        .map((row) => ({ ...row, values: toLinkChainValues(row) })),
    ),
    toChainCheck(
      'actions',
      db.drizzle
        .select()
        .from(action)
        .orderBy(action.seq)
        .all()
        .map((row) => ({ ...row, values: toActionChainValues(row) })),
    ),
    toChainCheck(
      'steps of actions',
      db.drizzle
        .select()
        .from(actionStep)
        .orderBy(actionStep.seq)
        .all()
        .map((row) => ({ ...row, values: toStepChainValues(row) })),
    ),
  ]
}

function toChainCheck(name: string, rows: Parameters<typeof findBrokenLink>[0] & { length: number }): Check {
  const broken = findBrokenLink(rows)
  return {
    name,
    ok: broken === null,
    detail: broken === null ? `${rows.length} in an unbroken chain` : `changed or lost at ${broken + 1} of ${rows.length}`,
  }
}
