import { and, desc, eq, type SQL } from 'drizzle-orm'
import type { NoteFact } from '../../domain/recordedFact.ts'
import type { ReadDb } from '../readDb.ts'
import { companyLink } from '../schema/companies.ts'
import { recordedFact } from '../schema/recorded.ts'
import { NO_PRODUCT } from '../writes/saveRecorded.ts'

/** @param company our id */
export function findNote(db: ReadDb, company: string, key: string): NoteFact | null {
  return readNotes(db, company, eq(recordedFact.key, key))[0] ?? null
}

/** All that was written down about a company, and of those that are it now, newest first; of one instant, the last written first. */
export function listCompanyNotes(db: ReadDb, companyId: number): NoteFact[] {
  const owns = db.drizzle.select({ own: companyLink.own }).from(companyLink).where(eq(companyLink.companyId, companyId)).all()
  return owns.flatMap(({ own }) => readNotes(db, own)).sort((a, b) => b.at - a.at)
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
