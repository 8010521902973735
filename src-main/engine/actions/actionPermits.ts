import { ACTION_AREAS, type ActionArea, AREA_OF, PROVIDER_ACTIONS } from '../../../src-shared/model/action.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { OutboxLine } from '../../outbox/outboxParts.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { readActionPermits } from '../../store/reads/actions.ts'
import { findConnection, listConnections } from '../../store/reads/connections.ts'
import { saveActionPermit } from '../../store/writes/saveActionSettings.ts'
import type { ActionParts } from './actionParts.ts'

/** Somebody looks at it meanwhile. */
const LONGEST_ASK_MS = 6_000

/** Whether the key of a provider may change something, as far as is known. */
export function findPermission(db: ReadDb, provider: ProviderName, area: ActionArea): 'yes' | 'no' | 'unknown' {
  const connection = findConnection(db, provider)
  const known = connection && readActionPermits(db, connection)[area]
  return known == null ? 'unknown' : known ? 'yes' : 'no'
}

/** Finds out what a key may change, once for each key. */
export async function learnPermits({ store, ports, topics }: ActionParts, { connection, acting, way }: OutboxLine): Promise<void> {
  if (!acting || Object.keys(readActionPermits(store.read, connection)).length > 0) return
  const answer = await acting.probe(way)
  if (!answer.ok) return
  store.transact((tx) => {
    for (const area of ACTION_AREAS) {
      const isPermitted = answer.value[area]
      if (isPermitted !== undefined) saveActionPermit(tx, connection.accountId, area, isPermitted, ports.clock.now())
    }
  })
  topics.announce('connections')
}

/** What each key may change, found out where it is not known yet; `not-offered` where the provider cannot do any such thing. */
export async function listPermissions(parts: ActionParts) {
  const { store, openActings, openLine, canWrite } = parts
  const unknown = listConnections(store.read).filter((connection) => Object.keys(readActionPermits(store.read, connection)).length === 0)
  if (canWrite) {
    await Promise.all(
      unknown.map(async ({ provider }) => {
        const opened = await openLine(provider, AbortSignal.timeout(LONGEST_ASK_MS))
        if (opened.ok) await learnPermits(parts, opened.line)
      }),
    )
  }
  const actings = await openActings()
  const items = listConnections(store.read).map(({ provider }) => {
    const acting = actings.get(provider)
    const areas = ACTION_AREAS.map((area) => {
      const kinds = PROVIDER_ACTIONS.filter((kind) => AREA_OF[kind] === area)
      const isOffered = !acting || kinds.some((kind) => acting.findObstacle(kind) === null)
      return [area, isOffered ? findPermission(store.read, provider, area) : 'not-offered'] as const
    })
    return { provider, areas: Object.fromEntries(areas) as Record<ActionArea, (typeof areas)[number][1]> }
  })
  return { items }
}
