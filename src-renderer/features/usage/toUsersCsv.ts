import type { UseInSpan } from '../../../src-shared/contract/usage.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toCsv } from '../../ui/toCsv.ts'

export function toUsersCsv(rows: readonly UseInSpan[]): string {
  return toCsv(
    ['Company', 'Id', 'Quantity', 'Records', 'Told last'],
    rows.map(({ name, company, quantity, records, asOf }) => [name, company, quantity, records, toIso(asOf)]),
  )
}
