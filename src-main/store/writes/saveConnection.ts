import { and, eq } from 'drizzle-orm'
import { invariant } from '../../../src-shared/model/assert.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { Tx } from '../readDb.ts'
import type { AccountRow, ConnectionRow } from '../reads/connections.ts'
import { actionPermit } from '../schema/outbox.ts'
import { connection, providerAccount } from '../schema/sync.ts'

/** Keeps a connection to an account, in place of the provider's earlier one. */
export function saveConnection(
  tx: Tx,
  account: Omit<AccountRow, 'id'>,
  row: Omit<ConnectionRow, 'accountId' | 'provider' | 'lastSuccessAt'>,
): void {
  const { provider } = account
  const accountId = saveAccount(tx, account)
  // What another key may change says nothing of this one.
  tx.drizzle.delete(actionPermit).where(eq(actionPermit.accountId, accountId)).run()
  tx.drizzle
    .insert(connection)
    .values({ provider, accountId, ...row })
    .onConflictDoUpdate({ target: connection.provider, set: { accountId, ...row } })
    .run()
}

/** Keeps what the key may read, by stream, as the provider's answers say it. */
export function savePermission(tx: Tx, provider: ProviderName, permissions: ConnectionRow['permissions']): void {
  const { changes } = tx.drizzle.update(connection).set({ permissions }).where(eq(connection.provider, provider)).run()
  invariant(changes === 1, `${provider} is connected`)
}

/** A run of which every stream was complete began at `at`: the mirror is at least as new as that. */
export function saveSuccess(tx: Tx, provider: ProviderName, at: Instant): void {
  const { changes } = tx.drizzle.update(connection).set({ lastSuccessAt: at }).where(eq(connection.provider, provider)).run()
  invariant(changes === 1, `${provider} is connected`)
}

function saveAccount(tx: Tx, account: Omit<AccountRow, 'id'>): number {
  const isSame = and(
    eq(providerAccount.provider, account.provider),
    eq(providerAccount.ref, account.ref),
    eq(providerAccount.mode, account.mode),
  )
  const known = tx.drizzle.select({ id: providerAccount.id }).from(providerAccount).where(isSame).get()
  if (!known) return tx.drizzle.insert(providerAccount).values(account).returning({ id: providerAccount.id }).get().id
  tx.drizzle.update(providerAccount).set({ name: account.name }).where(eq(providerAccount.id, known.id)).run()
  return known.id
}
