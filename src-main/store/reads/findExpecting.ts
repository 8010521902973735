import type { ProviderName } from '../../../src-shared/model/provider.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

const find = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select company from recorded_fact where kind = 'expected' and key = ? and content ->> 'provider' = ? and content ->> 'account' = ? limit 1`,
    )
    .pluck(),
)

/** Our id of the company that a payment is expected of, by the provider's own name of it; null where it is expected of nobody. */
export function findExpecting(db: ReadDb, provider: ProviderName, account: string, ref: string): string | null {
  return (find(db).get(ref, provider, account) as string | undefined) ?? null
}
