import { prepareOnce } from '../prepareOnce.ts'
import type { Tx } from '../readDb.ts'

/** What is to be added to the sums of a table: gathered over many companies, and written once. */
export interface Tally {
  /** @param key in the order of the table's key @param amounts in the order of its sums; what is taken back is below 0 */
  add(key: readonly (string | number)[], amounts: readonly number[]): void
  save(tx: Tx): void
}

/** A table of sums: its key, and what is added up. */
export interface SumTable {
  name: string
  key: readonly string[]
  sums: readonly string[]
}

/**
 * Makes tallies of a table of sums.
 *
 * What is added is always the difference of a row that was and the row that is, so the sums are those of the rows: nothing is counted up
 * that a row does not stand for. A sum that has come to nothing has no row.
 */
export function createTallies({ name, key, sums }: SumTable): () => Tally {
  const columns = [...key, ...sums]
  const addTo = prepareOnce((tx: Tx) =>
    tx.sqlite.prepare(
      `insert into ${name} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})
      on conflict (${key.join(', ')}) do update set ${sums.map((sum) => `${sum} = ${sum} + excluded.${sum}`).join(', ')}`,
    ),
  )
  const dropEmpty = prepareOnce((tx: Tx) =>
    tx.sqlite.prepare(
      `delete from ${name} where ${[...key.map((each) => `${each} = ?`), ...sums.map((sum) => `${sum} = 0`)].join(' and ')}`,
    ),
  )
  return () => {
    const changes = new Map<string, { values: readonly (string | number)[]; amounts: number[] }>()
    return {
      add(values, amounts) {
        const text = JSON.stringify(values)
        const known = changes.get(text)
        if (known) for (const [index, amount] of amounts.entries()) known.amounts[index] = (known.amounts[index] ?? 0) + amount
        else changes.set(text, { values, amounts: [...amounts] })
      },
      save(tx) {
        for (const { values, amounts } of changes.values()) {
          if (amounts.every((amount) => amount === 0)) continue
          addTo(tx).run(...values, ...amounts)
          dropEmpty(tx).run(...values)
        }
        changes.clear()
      },
    }
  }
}
