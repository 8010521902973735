import { invariant } from '../../../src-shared/model/assert.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { workspace } from '../schema/workspace.ts'

export type WorkspaceRow = typeof workspace.$inferSelect

const find = prepareOnce(({ drizzle }: ReadDb) => drizzle.select().from(workspace).prepare())

export function getWorkspace(db: ReadDb): WorkspaceRow {
  const row = find(db).get()
  invariant(row, 'a workspace knows what it is')
  return row
}
