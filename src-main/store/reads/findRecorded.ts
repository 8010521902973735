import { and, eq } from 'drizzle-orm'
import type { RecordedFact } from '../../domain/recordedFact.ts'
import type { ReadDb } from '../readDb.ts'
import { recordedFact } from '../schema/recorded.ts'

type Kinds = RecordedFact['kind']
type FactOf<Kind extends Kinds> = Extract<RecordedFact, { kind: Kind }>

/** @param company our id */
export function findRecorded<Kind extends Kinds>({ drizzle }: ReadDb, company: string, kind: Kind, key: string): FactOf<Kind> | null {
  const isIt = and(eq(recordedFact.company, company), eq(recordedFact.kind, kind), eq(recordedFact.key, key))
  const row = drizzle.select().from(recordedFact).where(isIt).get()
  if (!row) return null
  const { product, at, source } = row
  // What was kept under a kind is of that kind: only saveRecorded writes this table.
  return { company, product, kind, key, at, source, content: JSON.parse(row.content) as unknown } as FactOf<Kind>
}
