import type { ObjectKind } from '../domain/mirrored.ts'
import type { FetchedObject, Provider, Way } from '../providers/provider.ts'
import type { Connection } from '../store/reads/connections.ts'
import { findMirrored } from '../store/reads/mirror.ts'
import { commitObjects } from './commitObjects.ts'
import { createRun, type RunError } from './createRun.ts'
import { syncCompany } from './syncCompany.ts'
import type { ConnectionParts } from './syncParts.ts'

/** A connection that is open to be acted on: its key is known to be its account's. */
export interface Line {
  connection: Connection
  provider: Provider
  /** For requests of staff: they go before the rest, within the same limits. */
  way: Way
  /**
   * Brings a company up to date, and these objects with it, whatever else is under way. @returns what kept it from that
   *
   * @param customers the provider's customers that it is; none for a provider that has none
   */
  bringUp(company: string, customers: readonly string[], objects: readonly { kind: ObjectKind; ref: string }[]): Promise<RunError | null>
}

export type OpenedLine = { ok: true; line: Line } | { ok: false; error: RunError }

export function createLine(parts: ConnectionParts): Line {
  const { connection, provider, limit, signal } = parts
  return {
    connection,
    provider,
    way: { signal, admit: (endpoint) => limit.take({ endpoint, isUrgent: true }, signal) },
    bringUp: async (company, customers, objects) => {
      const error = customers.length > 0 ? (await syncCompany(parts, { company, customers })).error : null
      return error ?? fetchThose(parts, company, objects, customers.length > 0)
    },
  }
}

/** @param isFresh whether what the mirror has was brought up to date a moment ago */
async function fetchThose(
  parts: ConnectionParts,
  company: string,
  objects: readonly { kind: ObjectKind; ref: string }[],
  isFresh: boolean,
): Promise<RunError | null> {
  const { store, connection, provider, clock, announce } = parts
  const wanted = objects.filter(({ kind, ref }) => !isFresh || findMirrored(store.read, connection.accountId, kind, ref) === null)
  if (wanted.length === 0) return null
  const run = createRun(parts, 'payments', true, company)
  for (const { kind, ref } of wanted) {
    const answer = await run.ask((way) => provider.fetchObject(kind, ref, way))
    if (answer.ok) take(answer.value)
    else if (answer.error.kind !== 'missing') return run.end(answer.error).error
  }
  return run.end(null).error

  function take(fetched: FetchedObject): void {
    store.transact((tx) => {
      const committed = commitObjects(tx, parts, { fetched: [fetched] }, clock.now())
      run.count(tx, { pages: 0, refs: [fetched.object.ref], ...committed, failures: [] })
    })
    announce('companies')
  }
}
