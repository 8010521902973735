import { invariant } from '../../../src-shared/model/assert.ts'
import type { ReadDb } from '../readDb.ts'
import { workspace } from '../schema/workspace.ts'

export type WorkspaceRow = typeof workspace.$inferSelect

export function getWorkspace({ drizzle }: ReadDb): WorkspaceRow {
  const row = drizzle.select().from(workspace).get()
  invariant(row, 'a workspace knows what it is')
  return row
}
