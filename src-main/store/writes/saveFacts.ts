import { desc, eq, isNotNull } from 'drizzle-orm'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Fact } from '../../domain/fact.ts'
import { CHAIN_START, chainHash } from '../chain.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { fact } from '../schema/mirror.ts'

/** By hand, as all that a first listing does for each of a million customers. */
const insert = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into fact (key, kind, at, seen_at, source, account, ref, chained_to, hash)
    values (:key, :kind, :at, :seenAt, :source, :account, :ref, :chainedTo, :hash) on conflict (key) do nothing`,
  ),
)

/** Keeps facts. One that is known by its key is not kept again, whatever it says now: a correction is a new fact. */
export function saveFacts(tx: Tx, facts: readonly Fact[], seenAt: Instant): void {
  for (const { canBeReadAgain, ...row } of facts) {
    if (canBeReadAgain) insert(tx).run({ ...row, seenAt, chainedTo: null, hash: null })
    else saveChained(tx, row, seenAt)
  }
}

function saveChained(tx: Tx, row: Omit<Fact, 'canBeReadAgain'>, seenAt: Instant): void {
  if (tx.drizzle.select({ id: fact.id }).from(fact).where(eq(fact.key, row.key)).get()) return
  const last = tx.drizzle.select({ hash: fact.hash }).from(fact).where(isNotNull(fact.hash)).orderBy(desc(fact.id)).limit(1).get()
  const chainedTo = last?.hash ?? CHAIN_START
  insert(tx).run({ ...row, seenAt, chainedTo, hash: chainHash(chainedTo, toFactChainValues({ ...row, seenAt })) })
}

export function toFactChainValues({ key, kind, at, seenAt, source, account, ref }: Omit<Fact, 'canBeReadAgain'> & { seenAt: number }) {
  return [key, kind, at, seenAt, source, account, ref]
}
