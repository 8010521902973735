import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { MeteredUse, MeterFact } from '../../domain/companyFacts.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

type ReadingRow = [ref: string, eventName: string, name: string, formula: MeterFact['meter']['formula'], readUpTo: Instant]
type UseRow = [from: Instant, until: Instant, quantity: number, windowStart: Instant | null]

const listReadings = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select meter.ref, meter.event_name, meter.name, meter.formula, reading.read_up_to
      from meter_reading reading cross join meter
      where reading.account_id = ? and reading.customer = ? and meter.account_id = reading.account_id and meter.ref = reading.meter`,
    )
    .raw(),
)

const listUses = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare('select from_at, until_at, quantity, window_at from metered_use where account_id = ? and customer = ? and meter = ?')
    .raw(),
)

/** What meters counted of a provider's customer. */
export function readMeterFacts(
  db: ReadDb,
  { accountId, account, provider }: { accountId: number; account: string; provider: ProviderName },
  customer: string,
): MeterFact[] {
  return (listReadings(db).all(accountId, customer) as ReadingRow[]).map(([ref, eventName, name, formula, readUpTo]) => ({
    ...{ provider, account, customer, readUpTo },
    meter: { ref, eventName, name, formula },
    uses: (listUses(db).all(accountId, customer, ref) as UseRow[]).map(
      ([from, until, quantity, windowStart]): MeteredUse => ({ from, until, quantity, windowStart }),
    ),
  }))
}
