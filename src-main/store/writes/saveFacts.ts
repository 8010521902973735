import { desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Fact } from '../../domain/fact.ts'
import { CHAIN_START, chainHash } from '../chain.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import { fact } from '../schema/mirror.ts'

const insert = prepareOnce((tx: Tx) =>
  tx.drizzle
    .insert(fact)
    .values({
      key: sql.placeholder('key'),
      kind: sql.placeholder('kind'),
      at: sql.placeholder('at'),
      seenAt: sql.placeholder('seenAt'),
      source: sql.placeholder('source'),
      account: sql.placeholder('account'),
      ref: sql.placeholder('ref'),
      chainedTo: sql.placeholder('chainedTo'),
      hash: sql.placeholder('hash'),
    })
    .onConflictDoNothing({ target: fact.key })
    .prepare(),
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
