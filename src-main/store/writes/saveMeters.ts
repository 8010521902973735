import type { Instant } from '../../../src-shared/model/instant.ts'
import type { MeteredUse } from '../../domain/companyFacts.ts'
import type { MirroredMeter } from '../../domain/mirrored.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'

const saveMeter = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into meter (account_id, ref, event_name, name, formula, is_active, fetched_at, json) values (?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (account_id, ref) do update set event_name = excluded.event_name, name = excluded.name, formula = excluded.formula,
      is_active = excluded.is_active, fetched_at = excluded.fetched_at, json = excluded.json`,
  ),
)
const listUses = prepareOnce((tx: Tx) =>
  tx.sqlite
    .prepare(
      `select from_at, until_at, quantity, window_at from metered_use where account_id = ? and customer = ? and meter = ? and from_at >= ?
      order by from_at, until_at`,
    )
    .raw(),
)
const dropUses = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare('delete from metered_use where account_id = ? and customer = ? and meter = ? and from_at >= ?'),
)
const addUse = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into metered_use (account_id, customer, meter, from_at, until_at, quantity, window_at, fetched_at)
    values (?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
)
const noteReading = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into meter_reading (account_id, customer, meter, read_up_to, whole_at) values (?, ?, ?, ?, ?)
    on conflict (account_id, customer, meter) do update set read_up_to = excluded.read_up_to, whole_at = excluded.whole_at`,
  ),
)

export function saveMeters(tx: Tx, accountId: number, meters: readonly MirroredMeter[], fetchedAt: Instant): void {
  for (const { ref, eventName, name, formula, isActive, json } of meters)
    saveMeter(tx).run(accountId, ref, eventName, name, formula, Number(isActive), fetchedAt, json)
}

/** What was read of a customer's use from a meter. */
export interface ReadUse {
  customer: string
  meter: string
  /** From a midnight of UTC on, as all that is kept lies within days of it. */
  from: Instant
  /** Up to when, by the provider's clock. */
  readUpTo: Instant
  /** When all that can still change was read last. */
  wholeAt: Instant
  uses: readonly MeteredUse[]
  fetchedAt: Instant
}

/**
 * Keeps what was read in the place of all that was read from there on before: the provider's newest word is the one that counts.
 *
 * @returns whether it is other than what was kept
 */
export function saveMeteredUse(tx: Tx, accountId: number, read: ReadUse): boolean {
  const { customer, meter, from, readUpTo, wholeAt, uses, fetchedAt } = read
  const of = [accountId, customer, meter] as const
  noteReading(tx).run(...of, readUpTo, wholeAt)
  const told = uses
    .toSorted((a, b) => a.from - b.from || a.until - b.until)
    .map((use) => [use.from, use.until, use.quantity, use.windowStart])
  if (JSON.stringify(told) === JSON.stringify(listUses(tx).all(...of, from))) return false
  dropUses(tx).run(...of, from)
  for (const use of uses) addUse(tx).run(...of, use.from, use.until, use.quantity, use.windowStart, fetchedAt)
  return true
}
