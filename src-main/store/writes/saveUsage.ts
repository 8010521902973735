import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProductUsage } from '../../domain/companyFacts.ts'
import { CHAIN_START, chainHash } from '../chain.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'

/** A record of use, and our id of the company that it is about. */
export interface CompanyUsage extends ProductUsage {
  company: string
}

const findNewestHash = prepareOnce((tx: Tx) => tx.sqlite.prepare('select hash from usage_record order by id desc limit 1').pluck())

const insert = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into usage_record
      (company, product, metric, key, quantity, at, dimension_name, dimension_value, source, seen_at, chained_to, hash)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
)

/** Appends records that were admitted: a key that is known already breaks the transaction. */
export function saveUsage(tx: Tx, records: readonly CompanyUsage[], seenAt: Instant): void {
  let chainedTo = (findNewestHash(tx).get() as Buffer | undefined) ?? CHAIN_START
  for (const record of records) {
    const values = toUsageChainValues({
      ...record,
      dimensionName: record.dimension?.name ?? null,
      dimensionValue: record.dimension?.value ?? null,
      seenAt,
    })
    const hash = chainHash(chainedTo, values)
    insert(tx).run(...values, chainedTo, hash)
    chainedTo = hash
  }
}

/** What of a record its hash is made of, in the order of the table's columns. */
export function toUsageChainValues(
  row: Omit<CompanyUsage, 'dimension'> & { dimensionName: string | null; dimensionValue: string | null; seenAt: number },
) {
  const { company, product, metric, key, quantity, at, dimensionName, dimensionValue, source, seenAt } = row
  return [company, product, metric, key, quantity, at, dimensionName, dimensionValue, source, seenAt]
}
