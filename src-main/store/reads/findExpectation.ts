import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { RecordedFact } from '../../domain/recordedFact.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { findRecorded } from './findRecorded.ts'

/** A payment that was expected, and whether it still is. */
export interface Expectation {
  fact: Extract<RecordedFact, { kind: 'expected' }>
  /** Null where it was not withdrawn. */
  withdrawn: { at: Instant; reason: string } | null
}

const findCompany = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select company from recorded_fact where kind = 'expected' and key = :key and content ->> 'provider' = :provider
        and content ->> 'account' = :account and company = coalesce(:company, company) limit 1`,
    )
    .pluck(),
)

/** Of a company that is several: whose key it was is a part of what it is listed by. */
const OF_ONE = /^(.+) of (co_[a-z0-9]+)$/

/** What is expected under a name: the provider's, else the key, as the list of payments shows it. Null where nothing was. */
export function findExpectation(db: ReadDb, provider: ProviderName, account: string, name: string): Expectation | null {
  const [, ownKey = null, of = null] = OF_ONE.exec(name) ?? []
  return find(name, null) ?? (ownKey === null ? null : find(ownKey, of))

  function find(key: string, only: string | null): Expectation | null {
    const company = findCompany(db).get({ key, provider, account, company: only }) as string | undefined
    const fact = company === undefined ? null : findRecorded(db, company, 'expected', key)
    if (company === undefined || fact === null) return null
    const gone = findRecorded(db, company, 'withdrawn', key)
    return { fact, withdrawn: gone && { at: gone.at, reason: gone.content.reason } }
  }
}
