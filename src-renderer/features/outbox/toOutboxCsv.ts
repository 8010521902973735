import { type Instant, toIso } from '../../../src-shared/model/instant.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import { toCsv } from '../../ui/toCsv.ts'
import { describeFailure } from './describeFailure.ts'
import { isProposal, type OutboxRow, toRowTitle } from './outboxRow.ts'

/** What is proposed stands there too, as on the screen: decided by nobody, and next tried by its provider. */
export function toOutboxCsv(rows: readonly OutboxRow[]): string {
  return toCsv(
    [
      ...['Decided', 'State', 'Since', 'Action', 'Kind', 'Company', 'Company id', 'Provider', 'Amount', 'Currency'],
      ...['By', 'Reason', 'How it stands', 'Sent', 'Next try', 'Came of it', 'Id'],
    ],
    rows.map((row) => {
      const { kind, companyName, company, provider, amount } = row
      const what = [toRowTitle(row), kind, companyName, company, provider, amount && toDecimalText(amount), amount?.currency ?? null]
      if (isProposal(row)) {
        const { failedAt, nextOwnAt, invoice } = row
        return [null, 'proposed', toIso(failedAt), ...what, null, null, describeFailure(row), 0, writeAt(nextOwnAt), null, invoice]
      }
      const { at, state, since, who, reason, standing, attempts, nextAt, ref, id } = row
      return [toIso(at), state, toIso(since), ...what, who, reason, standing, attempts, writeAt(nextAt), ref, id]
    }),
  )
}

function writeAt(at: Instant | null): string | null {
  return at === null ? null : toIso(at)
}
