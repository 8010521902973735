import { and, desc, eq, type SQL } from 'drizzle-orm'
import type { NoteFact } from '../../domain/recordedFact.ts'
import type { ReadDb } from '../readDb.ts'
import { recordedFact } from '../schema/recorded.ts'
import { NO_PRODUCT } from '../writes/saveRecorded.ts'

/** @param company our id */
export function findNote(db: ReadDb, company: string, key: string): NoteFact | null {
  return readNotes(db, company, eq(recordedFact.key, key))[0] ?? null
}

/** All that was written down about a company, newest first; of one instant, the last written first. */
export function listCompanyNotes(db: ReadDb, company: string): NoteFact[] {
  return readNotes(db, company)
}

function readNotes({ drizzle }: ReadDb, company: string, fits?: SQL): NoteFact[] {
  const { at, id, product, kind } = recordedFact
  return drizzle
    .select({ key: recordedFact.key, at, source: recordedFact.source, content: recordedFact.content })
    .from(recordedFact)
    .where(and(eq(recordedFact.company, company), eq(product, NO_PRODUCT), eq(kind, 'note'), fits))
    .orderBy(desc(at), desc(id))
    .all()
    .map(({ content, ...row }) => ({ company, kind: 'note', ...row, content: JSON.parse(content) as NoteFact['content'] }))
}
