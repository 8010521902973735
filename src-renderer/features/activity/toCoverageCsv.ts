import type { DriftedObject } from '../../../src-shared/contract/sync.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toCsv } from '../../ui/toCsv.ts'
import type { GapRow } from './listGaps.ts'

export function toGapCsv(rows: readonly GapRow[]): string {
  return toCsv(
    ['Provider', 'From', 'Until', 'Closed', 'Cause'],
    rows.map(({ provider, from, until, closedAt, cause }) => [
      provider,
      from === null ? null : toIso(from),
      toIso(until),
      closedAt === null ? null : toIso(closedAt),
      cause,
    ]),
  )
}

export function toDriftCsv(rows: readonly DriftedObject[]): string {
  return toCsv(
    ['Found', 'Provider', 'Kind', 'Object', 'Change', 'Cause'],
    rows.map(({ foundAt, provider, kind, ref, change, cause }) => [toIso(foundAt), provider, kind, ref, change, cause]),
  )
}
