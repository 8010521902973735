import { AppError } from '../../../src-shared/model/appError.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { Acting, ConnectActing } from '../../providers/acting.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { type Connection, listConnections } from '../../store/reads/connections.ts'

/** How each connected provider is asked, as far as its key can be had here. Nothing is sent. */
export async function openActings(
  db: ReadDb,
  providers: Readonly<Record<ProviderName, ConnectActing>>,
  openKey: (connection: Connection) => Promise<string>,
): Promise<Map<ProviderName, Acting | null>> {
  const found = new Map<ProviderName, Acting | null>()
  for (const connection of listConnections(db)) {
    const { provider, account, baseUrl, settings } = connection
    try {
      found.set(provider, providers[provider](await openKey(connection), account.mode, baseUrl, settings).acting)
    } catch (error) {
      // Without its key nothing is sent, and what it cannot do at all is said later.
      if (!(error instanceof AppError)) throw error
      found.set(provider, null)
    }
  }
  return found
}
