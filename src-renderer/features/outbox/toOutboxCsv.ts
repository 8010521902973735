import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import { toCsv } from '../../ui/toCsv.ts'

export function toOutboxCsv(rows: readonly ActionItem[]): string {
  return toCsv(
    [
      ...['Decided', 'State', 'Since', 'Action', 'Kind', 'Company', 'Company id', 'Provider', 'Amount', 'Currency'],
      ...['By', 'Reason', 'How it stands', 'Sent', 'Next try', 'Came of it', 'Id'],
    ],
    rows.map(
      ({ at, state, since, title, kind, companyName, company, provider, amount, who, reason, standing, attempts, nextAt, ref, id }) => [
        ...[toIso(at), state, toIso(since), title, kind, companyName, company, provider],
        ...[amount && toDecimalText(amount), amount?.currency ?? null, who, reason, standing, attempts],
        ...[nextAt === null ? null : toIso(nextAt), ref, id],
      ],
    ),
  )
}
