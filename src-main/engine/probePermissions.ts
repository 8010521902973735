import type { HostPorts } from '../ports.ts'
import type { PageAsk, Provider, ProviderError, Way } from '../providers/provider.ts'
import type { Connection } from '../store/reads/connections.ts'
import type { Permission } from '../store/schema/sync.ts'
import { toConnectRefusal } from './toConnectRefusal.ts'

const FIRST_PAGE: PageAsk = { from: null, until: null, after: null }

/** Asks each stream for its first page. `unknown` is what the provider does not offer at all. */
export async function probePermissions(
  client: Provider,
  { clock }: Pick<HostPorts, 'clock'>,
  title: string,
  way: Way,
): Promise<Connection['permissions']> {
  const permissions: Connection['permissions'] = {}
  for (const stream of client.streams) permissions[stream] = toPermission(await client.listPage(stream, FIRST_PAGE, way), title)
  permissions['events'] = toPermission(await client.listEvents(clock.now(), null, way), title)
  return permissions
}

function toPermission(answer: { ok: true } | { ok: false; error: ProviderError }, title: string): Permission {
  if (answer.ok) return 'read'
  if (answer.error.kind === 'forbidden') return answer.error.isUnregistered ? 'unregistered' : 'none'
  if (answer.error.kind === 'missing') return 'unknown'
  throw toConnectRefusal(answer.error, title)
}
