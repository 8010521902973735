import type { ActionArea, ActionCaps } from '../../../src-shared/model/action.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Tx } from '../readDb.ts'
import { actionCaps, actionPermit } from '../schema/outbox.ts'

export function saveActionCaps({ drizzle }: Tx, caps: ActionCaps): void {
  const row = { id: 1, caps: JSON.stringify(caps) }
  drizzle.insert(actionCaps).values(row).onConflictDoUpdate({ target: actionCaps.id, set: row }).run()
}

/** Keeps what a key was found to be allowed to change. */
export function saveActionPermit({ drizzle }: Tx, accountId: number, area: ActionArea, isPermitted: boolean, seenAt: Instant): void {
  const row = { accountId, area, isPermitted, seenAt }
  drizzle
    .insert(actionPermit)
    .values(row)
    .onConflictDoUpdate({ target: [actionPermit.accountId, actionPermit.area], set: row })
    .run()
}
