import type { Tx } from '../readDb.ts'
import { workspace } from '../schema/workspace.ts'

export function saveWorkspace(tx: Tx, row: Omit<typeof workspace.$inferInsert, 'id'>): void {
  tx.drizzle
    .insert(workspace)
    .values({ id: 1, ...row })
    .run()
}
