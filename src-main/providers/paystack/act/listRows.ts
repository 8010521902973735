import type { Mode } from '../../../../src-shared/model/provider.ts'
import { checkMode } from '../checkMode.ts'
import type { AskPaystack, Query } from '../createPaystackClient.ts'
import { PAGE, readPage, toPageQuery } from '../readPage.ts'
import { isRecord, type Wire } from '../readWire.ts'

/** All rows of a list, to its last page: what is looked for is not to be missed. */
export async function listRows(ask: AskPaystack, endpoint: string, query: Query, mode: Mode): Promise<Wire[]> {
  const rows: Wire[] = []
  let after: string | null = null
  do {
    const { body } = await ask(endpoint, [], { ...toPageQuery(after, false, PAGE), ...query })
    const { data, next } = readPage(body, after)
    for (const row of data.filter(isRecord)) {
      checkMode(row, mode)
      rows.push(row)
    }
    after = next
  } while (after !== null)
  return rows
}
