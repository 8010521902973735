import type { ObjectStream } from '../providers/provider.ts'
import { listLivingOfCustomer } from '../store/reads/mirror.ts'
import { commitObjects } from './commitObjects.ts'
import { createRun, type RunResult } from './createRun.ts'
import { isRefused } from './isRefused.ts'
import { settleDoubts } from './settleDoubts.ts'
import type { ConnectionParts } from './syncParts.ts'

/** A company and the provider customers that it is, by their ids. */
export interface CompanyAsk {
  company: string
  customers: readonly string[]
}

/**
 * Brings one company up to date: all that hangs on its customers is asked for, stored, and its figures derived.
 *
 * It moves no cursor and says nothing of the age of the mirror.
 */
export async function syncCompany(parts: ConnectionParts, { company, customers }: CompanyAsk): Promise<RunResult> {
  const { store, connection, provider, clock, announce } = parts
  const run = createRun(parts, 'customers', false, company)
  const streams: ReadonlySet<ObjectStream> = new Set(
    provider.streams.filter((stream) => connection.permissions[stream] !== 'unknown' && !isRefused(connection.permissions[stream])),
  )
  for (const customer of customers) {
    const found = await run.ask((way) => provider.fetchCustomer(customer, streams, way))
    if (!found.ok) return run.end(found.error)
    const { fetched, unreadable } = found.value
    const told = new Set([...fetched.map(({ object }) => object.ref), ...unreadable.map(({ ref }) => ref)])
    for (const { kind, ref } of listLivingOfCustomer(store.read, connection.accountId, customer)) {
      if (told.has(ref)) continue
      const settled = await settleDoubts(parts, run, kind, [ref])
      if (!settled.ok) return run.end(settled.error)
      fetched.push(...settled.fetched)
      unreadable.push(...settled.failures)
    }
    store.transact((tx) => {
      const committed = commitObjects(tx, parts, { fetched }, clock.now())
      const refs = fetched.map(({ object }) => object.ref)
      run.count(tx, { pages: 1, refs, ...committed, customers: [customer], failures: unreadable })
    })
    announce('companies')
  }
  return run.end(null)
}
