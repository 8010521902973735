import type { ObjectStream } from '../providers/provider.ts'
import { findCursor } from '../store/reads/connections.ts'
import type { Permission } from '../store/schema/sync.ts'
import { savePermission } from '../store/writes/saveConnection.ts'
import { saveCursor } from '../store/writes/saveRun.ts'
import { dropShards } from '../store/writes/saveShards.ts'
import type { ConnectionParts } from './syncParts.ts'

/**
 * Keeps what a provider's answer says of a stream: that the key may read it, that it may not, or that it is not offered.
 *
 * What happens to a stream while it may not be read is missed, so its list counts as never read from then on.
 */
export function learnPermission({ store, connection }: ConnectionParts, stream: ObjectStream, found: Permission): void {
  const { accountId, permissions, provider } = connection
  const isForgotten = found === 'read' || findCursor(store.read, accountId, stream)?.completedAt == null
  if (permissions[stream] === found && isForgotten) return
  permissions[stream] = found
  store.transact((tx) => {
    savePermission(tx, provider, permissions)
    if (!isForgotten) {
      saveCursor(tx, accountId, stream, { completedAt: null })
      dropShards(tx, accountId, stream)
    }
  })
}
