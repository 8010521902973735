import type { EventItem } from '../../../src-shared/contract/events.ts'
import type { SyncRun } from '../../../src-shared/contract/sync.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toCsv } from '../../ui/toCsv.ts'

export function toEventCsv(rows: readonly EventItem[]): string {
  return toCsv(
    ['Happened', 'Seen', 'Provider', 'Type', 'Company', 'Company id', 'Kind', 'Object', 'Outcome', 'Reason', 'Rules', 'Event'],
    rows.map(({ at, seenAt, provider, type, companyName, company, kind, object, outcome, reason, rules, ref }) => [
      toIso(at),
      toIso(seenAt),
      provider,
      type,
      companyName,
      company,
      kind,
      object,
      outcome,
      reason,
      rules.join(' '),
      ref,
    ]),
  )
}

export function toRunCsv(rows: readonly SyncRun[]): string {
  return toCsv(
    ['Started', 'Ended', 'Provider', 'Stream', 'Outcome', 'Reason', 'Pages', 'Objects', 'Changed', 'Requests', 'Failed'],
    rows.map(({ startedAt, endedAt, provider, stream, outcome, reason, pages, objects, changed, requests, failures }) => [
      toIso(startedAt),
      endedAt === null ? null : toIso(endedAt),
      provider,
      stream,
      outcome,
      reason,
      pages,
      objects,
      changed,
      requests,
      failures,
    ]),
  )
}
