import { ACTION_AREAS, type ActionArea, AREA_OF, PROVIDER_ACTIONS } from '../../../src-shared/model/action.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { OutboxLine } from '../../outbox/outboxParts.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { findOldestPermit, readActionPermits } from '../../store/reads/actions.ts'
import { type Connection, findConnection, listConnections } from '../../store/reads/connections.ts'
import { saveActionPermit } from '../../store/writes/saveActionSettings.ts'
import type { ActionParts } from './actionParts.ts'

/** What was found out is taken for true as long as this. */
const GOOD_FOR_MS = 10 * 60_000
/** Somebody looks at it meanwhile. */
const LONGEST_ASK_MS = 6_000

/** Whether the key of a provider may change something, as far as is known. */
export function findPermission(db: ReadDb, provider: ProviderName, area: ActionArea): 'yes' | 'no' | 'unknown' {
  const connection = findConnection(db, provider)
  const known = connection && readActionPermits(db, connection)[area]
  return known == null ? 'unknown' : known ? 'yes' : 'no'
}

/** Finds out what a key may change, where that is not known, or may be another by now. */
export async function learnPermits({ store, ports, topics }: ActionParts, { connection, acting, way }: OutboxLine): Promise<void> {
  if (!acting || !isToBeLearned(store.read, connection, ports.clock.now())) return
  const answer = await acting.probe(way)
  if (!answer.ok) return
  const known = readActionPermits(store.read, connection)
  store.transact((tx) => {
    for (const area of ACTION_AREAS) {
      const isPermitted = answer.value[area]
      if (isPermitted !== undefined) saveActionPermit(tx, connection.accountId, area, isPermitted, ports.clock.now())
    }
  })
  if (ACTION_AREAS.some((area) => answer.value[area] !== undefined && answer.value[area] !== known[area])) topics.announce('connections')
}

/** A key is widened and narrowed at its provider, which tells nobody: a no is looked at again, and a yes after a while. */
function isToBeLearned(db: ReadDb, connection: Connection, now: Instant): boolean {
  const known = Object.values(readActionPermits(db, connection))
  const seenAt = findOldestPermit(db, connection)
  return known.includes(false) || seenAt === null || now - seenAt > GOOD_FOR_MS || seenAt > now
}

/** What each key may change, found out where it is not known yet; `not-offered` where the provider cannot do any such thing. */
export async function listPermissions(parts: ActionParts) {
  const { store, openActings, openLine, canWrite } = parts
  const unknown = listConnections(store.read).filter((connection) => isToBeLearned(store.read, connection, parts.ports.clock.now()))
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
