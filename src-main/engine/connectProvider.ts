import type { Topic } from '../../src-shared/contract/changes.ts'
import { AppError } from '../../src-shared/model/appError.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../src-shared/model/provider.ts'
import type { HostPorts } from '../ports.ts'
import type { ConnectProvider, Provider, Way } from '../providers/provider.ts'
import type { Store } from '../store/openStore.ts'
import { type Connection, findConnection } from '../store/reads/connections.ts'
import { getWorkspace } from '../store/reads/getWorkspace.ts'
import type { ConnectionLimits } from '../store/schema/sync.ts'
import { saveConnection } from '../store/writes/saveConnection.ts'
import { OWN_SHARE } from '../sync/createRateLimit.ts'
import { checkBaseUrl } from './checkBaseUrl.ts'
import { checkKeepable, keepSecret, readSecret, type SecretSource } from './keys.ts'
import { probePermissions } from './probePermissions.ts'
import { toConnectRefusal } from './toConnectRefusal.ts'

/** A dozen requests that somebody waits for. */
const AT_ONCE: Way = { signal: new AbortController().signal, admit: async () => {} }

export interface ConnectParts {
  ports: HostPorts
  store: Store
  folder: string
  providers: Partial<Record<ProviderName, ConnectProvider>>
  announce: (...topics: Topic[]) => void
}

export interface ConnectAsk {
  provider: ProviderName
  secret: SecretSource
  baseUrl: string | null
  /**
   * How fast it may be asked: what is not named is as the provider says, with half of it left to others. Null for all of that; absent for
   * what the connection had.
   */
  limits?: Partial<ConnectionLimits> | null
  /** What it is beside its key, each by its name; what is no secret. Absent for what the connection had. */
  settings?: Record<string, string>
}

/**
 * Connects a provider: its key is tried, its mode and account are checked, and only then anything is kept.
 *
 * A workspace mirrors one account of a provider. A new key of the same account replaces the old one.
 */
export async function connectProvider(parts: ConnectParts, ask: ConnectAsk): Promise<Connection> {
  const { ports, store, folder } = parts
  const { provider, secret: source, baseUrl } = ask
  const connect = parts.providers[provider]
  const title = PROVIDER_TITLES[provider]
  if (!connect)
    throw new AppError(
      'provider-unknown',
      `This Tierdesk cannot connect ${title} yet. Nothing was changed.`,
      'Stripe, Paystack and M-Pesa can be connected.',
    )
  const { mode } = getWorkspace(store.read)
  checkKeepable(ports, source)
  const secret = readSecret(ports, source)
  const known = findConnection(store.read, provider)
  const settings = ask.settings ?? known?.settings ?? {}
  const client = connect(secret, mode, baseUrl === null ? null : checkBaseUrl(baseUrl), settings)

  const identity = await client.identify(AT_ONCE)
  if (!identity.ok) throw toConnectRefusal(identity.error, title)
  const account = identity.value
  if (known && known.account.ref !== account.ref) {
    throw new AppError(
      'account-differs',
      `This key is of account ${account.ref}, and this workspace mirrors ${known.account.ref}. Nothing was changed.`,
      'Make another workspace for that account, or use a key of this one.',
    )
  }
  const permissions = await probePermissions(client, ports, title, AT_ONCE)
  const kept = await keepSecret(ports, folder, provider, source, secret)
  store.transact((tx) =>
    saveConnection(
      tx,
      { provider, mode, ref: account.ref, name: account.name },
      {
        ...{ baseUrl, ...kept, lastFour: secret.slice(-4), permissions, connectedAt: ports.clock.now() },
        ...{ limits: toLimits(ask, known, client), settings },
      },
    ),
  )
  parts.announce('connections')
  const saved = findConnection(store.read, provider)
  if (!saved) throw new Error('Broken promise: what was connected is a connection')
  return saved
}

function toLimits({ limits: asked }: ConnectAsk, known: Connection | null, { limits }: Provider): ConnectionLimits | null {
  if (asked === undefined) return known?.limits ?? null
  return asked === null ? null : { account: limits.account, endpoint: limits.endpoint, share: OWN_SHARE, ...asked }
}
