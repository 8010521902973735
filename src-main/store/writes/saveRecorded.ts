import type { Instant } from '../../../src-shared/model/instant.ts'
import type { NoteFact, RecordedFact, RecordedKind } from '../../domain/recordedFact.ts'
import { CHAIN_START, chainHash } from '../chain.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'

/** What stands in the column of the product where a fact is of none. No product is called so. */
export const NO_PRODUCT = ''

/** A row of the table, as far as its hash is made of it. */
interface Row {
  company: string
  product: string
  kind: RecordedKind
  key: string
  at: number
  seenAt: number
  source: string
  /** JSON. */
  content: string
}

const findNewestHash = prepareOnce((tx: Tx) => tx.sqlite.prepare('select hash from recorded_fact order by id desc limit 1').pluck())

const insert = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into recorded_fact (company, product, kind, key, at, seen_at, source, content, chained_to, hash)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
)

/** Appends a fact that was admitted: a key that is known already breaks the transaction. */
export function saveRecorded(tx: Tx, fact: RecordedFact | NoteFact, seenAt: Instant): void {
  const chainedTo = (findNewestHash(tx).get() as Buffer | undefined) ?? CHAIN_START
  const product = fact.kind === 'note' ? NO_PRODUCT : fact.product
  const values = toRecordedChainValues({ ...fact, product, seenAt, content: JSON.stringify(fact.content) })
  insert(tx).run(...values, chainedTo, chainHash(chainedTo, values))
}

/** What of a fact its hash is made of, in the order of the table's columns. */
export function toRecordedChainValues({ company, product, kind, key, at, seenAt, source, content }: Row) {
  return [company, product, kind, key, at, seenAt, source, content]
}
