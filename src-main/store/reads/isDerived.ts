import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'

/** Goes up by one whenever what is kept of derived rows becomes another: a workspace of an older one is then derived again as it is opened. */
export const DERIVATION = 3

const findVersion = prepareOnce(({ sqlite }: ReadDb) => sqlite.prepare('select version from derivation where id = 1').pluck())

/** Whether the derived rows are such as this program makes them. A migration that adds some leaves them to be made. */
export function isDerived(db: ReadDb): boolean {
  return findVersion(db).get() === DERIVATION
}
