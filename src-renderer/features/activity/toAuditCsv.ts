import type { AuditEntry } from '../../../src-shared/contract/audit.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toCsv } from '../../ui/toCsv.ts'

export function toAuditCsv(rows: readonly AuditEntry[]): string {
  return toCsv(
    ['When', 'Who', 'State', 'Action', 'Kind', 'Company', 'Company id', 'Provider', 'What happened', 'Reason', 'Action id', 'Entry'],
    rows.map(({ at, who, state, title, kind, companyName, company, provider, text, reason, action, id }) => [
      ...[toIso(at), who, state, title, kind, companyName, company, provider, text, reason, action, id],
    ]),
  )
}
