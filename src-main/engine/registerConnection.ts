import { AppError } from '../../src-shared/model/appError.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../src-shared/model/provider.ts'
import type { RegisterAsk, Registered, Way } from '../providers/provider.ts'
import { type Connection, findConnection } from '../store/reads/connections.ts'
import { savePermission } from '../store/writes/saveConnection.ts'
import type { ConnectParts } from './connectProvider.ts'
import { openKey } from './keys.ts'
import { probePermissions } from './probePermissions.ts'
import { toConnectRefusal } from './toConnectRefusal.ts'

/** A few requests that somebody waits for. */
const AT_ONCE: Way = { signal: new AbortController().signal, admit: async () => {} }

/**
 * Registers the account of a connection for what its lists need, and asks then whether they are given.
 *
 * Whether it is registered is what the lists answer, here and at every sync: that this was done is kept nowhere else.
 */
export async function registerConnection(
  { ports, store, folder, providers, announce }: ConnectParts,
  { provider, ...ask }: RegisterAsk & { provider: ProviderName },
): Promise<Registered & { connection: Connection }> {
  const title = PROVIDER_TITLES[provider]
  const connection = findConnection(store.read, provider)
  if (!connection)
    throw new AppError('not-connected', `${title} is not connected. Nothing was sent.`, `Connect it: tierdesk connect ${provider}`)
  const { account, baseUrl, settings } = connection
  const client = providers[provider]?.(await openKey(ports, folder, connection), account.mode, baseUrl, settings)
  if (!client?.register)
    throw new AppError('usage', `${title} needs no registration. Nothing was sent.`, 'Its lists are given to every key.')
  const answer = await client.register(ask, AT_ONCE)
  if (!answer.ok) throw toConnectRefusal(answer.error, title)
  const permissions = await probePermissions(client, ports, title, AT_ONCE).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
    // What was refused before is not asked for by itself: it counts as not tried yet, and the next sync tries it.
    return Object.fromEntries(Object.entries(connection.permissions).filter(([, each]) => each !== 'unregistered'))
  })
  store.transact((tx) => savePermission(tx, provider, permissions))
  announce('connections')
  return { ...answer.value, connection: { ...connection, permissions } }
}
