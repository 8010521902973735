import type { Check } from '../../../src-shared/contract/workspace.ts'
import type { ReadDb } from '../readDb.ts'
import { compareUseMonths } from './compareUseMonths.ts'
import { countToEnd } from './countToEnd.ts'
import { type Recount, recountSums, type SumContext } from './recountSums.ts'

/** Counts again what is kept as sums, and tells what is not the same. */
export function examineSums(db: ReadDb, context: SumContext): Check[] {
  return [...countToEnd(recountSums(db, context)), compareUseMonths(db, context)].map(toCheck)
}

function toCheck({ name, kept, differences }: Omit<Recount, 'name'> & { name: string }): Check {
  return {
    name,
    ok: differences === 0,
    detail:
      differences === 0
        ? `${kept} sums, as counted again`
        : `${differences} sums are not what is counted again; tierdesk rebuild mends them`,
  }
}
