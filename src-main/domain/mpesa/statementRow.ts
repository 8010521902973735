import { parseShillings } from './parseShillings.ts'
import { splitParty } from './splitParty.ts'
import { toChannel } from './toChannel.ts'

/** The columns of the organisation portal's statement, as it calls them. */
export const STATEMENT_COLUMNS = [
  'Receipt No.',
  'Completion Time',
  'Initiation Time',
  'Details',
  'Transaction Status',
  'Paid In',
  'Withdrawn',
  'Balance',
  'Balance Confirmed',
  'Reason Type',
  'Other Party Info',
  'Linked Transaction ID',
  'A/C No.',
] as const

export type StatementColumn = (typeof STATEMENT_COLUMNS)[number]

/** A row of a statement: what its cells say, those left out that say nothing. */
export type StatementRow = Readonly<Partial<Record<StatementColumn, string>>>

/** `other` is money in that no customer paid; `unfinished` what did not come about. */
export type StatementRowKind = 'payment' | 'reversal' | 'charge' | 'withdrawal' | 'unfinished' | 'other'

/** What a row tells of. A payment and what the organisation is charged for it have one receipt, so that the receipt alone does not say. */
export function sortStatementRow(row: StatementRow): StatementRowKind {
  if (!/^(completed|success\w*)?$/i.test(row['Transaction Status'] ?? '')) return 'unfinished'
  const about = `${row['Reason Type'] ?? ''} ${row['Details'] ?? ''}`
  if (/\b(charge|fee|tariff|commission)s?\b/i.test(row['Reason Type'] ?? row['Details'] ?? '')) return 'charge'
  if (!isNothing(row['Paid In'])) return /revers/i.test(about) || !isCustomer(row) ? 'other' : 'payment'
  return /revers/i.test(about) ? 'reversal' : 'withdrawal'
}

function isNothing(cell: string | undefined): boolean {
  return cell === undefined || parseShillings(cell) === 0
}

/** Whoever has a phone number, and whoever paid in a way that customers pay. */
function isCustomer(row: StatementRow): boolean {
  const way = toChannel(row['Reason Type'] ?? row['Details'] ?? '')
  return way === 'paybill' || way === 'till' || splitParty(row['Other Party Info'] ?? '').phone !== null
}
