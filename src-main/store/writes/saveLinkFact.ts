import type { Instant } from '../../../src-shared/model/instant.ts'
import type { LinkFact } from '../../domain/links/linkFact.ts'
import { CHAIN_START, chainHash } from '../chain.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'

/** A row of the table, as far as its hash is made of it. */
type Row = Omit<LinkFact, 'offer' | 'at'> & { offer: string | null; at: number }

const findNewestHash = prepareOnce((tx: Tx) => tx.sqlite.prepare('select hash from link_fact order by id desc limit 1').pluck())

const insert = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into link_fact (kind, provider, account, ref, company, offer, at, source, reason, chained_to, hash)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
)

/** Appends the word of staff about whose something is. */
export function saveLinkFact(tx: Tx, fact: LinkFact): void {
  const chainedTo = (findNewestHash(tx).get() as Buffer | undefined) ?? CHAIN_START
  const at: Instant = fact.at
  const values = toLinkChainValues({ ...fact, at, offer: fact.offer === null ? null : JSON.stringify(fact.offer) })
  insert(tx).run(...values, chainedTo, chainHash(chainedTo, values))
}

/** What of a word its hash is made of, in the order of the table's columns. */
export function toLinkChainValues({ kind, provider, account, ref, company, offer, at, source, reason }: Row) {
  return [kind, provider, account, ref, company, offer, at, source, reason]
}
