import { invariant } from '../../../src-shared/model/assert.ts'
import { toDayText } from '../../domain/calendar/findDay.ts'
import type { ProductUsage } from '../../domain/companyFacts.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'
import type { Tally } from './createTallies.ts'

type Row = [key: string, product: string, metric: string, quantity: number, at: ProductUsage['at'], source: string]

const FIELDS = 'key, product, metric, quantity, at, source'

const list = prepareOnce((tx: Tx) => tx.sqlite.prepare(`select ${FIELDS} from metered_record where company_id = ?`).raw())
const findRef = prepareOnce((tx: Tx) => tx.sqlite.prepare('select ref from company where id = ?').pluck())
const save = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into metered_record (company_id, company, ${FIELDS}) values (?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (company_id, key) do update set product = excluded.product, metric = excluded.metric, quantity = excluded.quantity,
      at = excluded.at, source = excluded.source`,
  ),
)
const drop = prepareOnce((tx: Tx) => tx.sqlite.prepare('delete from metered_record where company_id = ? and key = ?'))
const listAll = prepareOnce((tx: Tx) => tx.sqlite.prepare(`select ${FIELDS} from metered_record`).raw())

/** The sums of the days that records of use are added to. */
export interface UsageDays {
  zone: string
  tally: Tally
}

/** Keeps what meters counted of a company, and its part in the sums of the days. True where it is other than was kept. */
export function saveMetered(tx: Tx, companyId: number, records: readonly ProductUsage[], days: UsageDays): boolean {
  const known = new Map((list(tx).all(companyId) as Row[]).map((row) => [row[0], row]))
  let isOther = false
  for (const { key, product, metric, quantity, at, source } of records) {
    const row: Row = [key, product, metric, quantity, at, source]
    const before = known.get(key)
    known.delete(key)
    if (before?.every((value, index) => value === row[index])) continue
    isOther = true
    if (before) addToDay(days, before, -1)
    const ref = findRef(tx).get(companyId)
    invariant(ref !== undefined, `company ${companyId} has a row`)
    save(tx).run(companyId, ref, ...row)
    addToDay(days, row, 1)
  }
  for (const row of known.values()) {
    drop(tx).run(companyId, row[0])
    addToDay(days, row, -1)
  }
  return isOther || known.size > 0
}

/** Adds all that meters counted to sums that were begun anew. */
export function addAllMetered(tx: Tx, days: UsageDays): void {
  for (const row of listAll(tx).iterate() as IterableIterator<Row>) addToDay(days, row, 1)
}

/** A meter tells of no endpoint, and only of what adds up. */
function addToDay({ zone, tally }: UsageDays, [, product, metric, quantity, at]: Row, sign: 1 | -1): void {
  tally.add([product, metric, 'flow', toDayText(at, zone), ''], [sign * quantity, sign])
}
