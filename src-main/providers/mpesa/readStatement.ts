import { AppError } from '../../../src-shared/model/appError.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { MirroredBilled } from '../../domain/mirrored.ts'
import {
  STATEMENT_COLUMNS,
  type StatementColumn,
  type StatementRow,
  type StatementRowKind,
  sortStatementRow,
} from '../../domain/mpesa/statementRow.ts'
import { readMpesaObject } from './readMpesaObject.ts'
import { readStatementHead } from './readStatementHead.ts'
import { readTable, type TableLine } from './readTable.ts'
import { toSentence, UnreadableAnswer } from './unreadableAnswer.ts'

/** What a statement of the organisation portal tells. */
export interface StatementReading {
  shortCode: string
  /** What was asked for at the portal; null where it does not say. Its end can lie after the instant at which it was made. */
  period: { from: Instant; until: Instant } | null
  /** Money that customers paid: as a pull gives it, under the same receipt. */
  payments: MirroredBilled[]
  /** Money that went back to its payer, each under its own receipt and hanging on that of its payment. */
  reversals: MirroredBilled[]
  /** How many rows tell of something else. */
  leftOut: Record<Exclude<StatementRowKind, 'payment' | 'reversal'>, number>
  unreadable: { line: number; reason: string }[]
}

const NEEDED: readonly StatementColumn[] = ['Receipt No.', 'Completion Time', 'Paid In', 'Withdrawn']
const COLUMN_OF = new Map(STATEMENT_COLUMNS.map((column) => [toLetters(column), column]))

/**
 * Reads a statement, as CSV or XLSX, of the short code or till that is mirrored here.
 *
 * A row that cannot be read stops no other. Refuses a file that is none, that does not say whose it is, or that is another's.
 */
export async function readStatement(file: Uint8Array, own: { shortCode: string; till: string | null }): Promise<StatementReading> {
  const lines = await readTable(file)
  const start = lines.findIndex(({ cells }) => isColumns(cells))
  const columns = (lines[start]?.cells ?? []).map((cell) => COLUMN_OF.get(toLetters(cell)) ?? null)
  const missing = NEEDED.filter((column) => !columns.includes(column))
  if (start < 0 || missing.length > 0) throw refuse(`This is no statement: it has no column ${(start < 0 ? NEEDED : missing).join(', ')}.`)
  const head = readStatementHead(lines.slice(0, start).map(({ cells }) => cells))
  checkOwner(head.shortCode, own)
  const reading: StatementReading = {
    ...{ shortCode: head.shortCode ?? own.shortCode, period: head.period, payments: [], reversals: [] },
    ...{ leftOut: { charge: 0, withdrawal: 0, unfinished: 0, other: 0 }, unreadable: [] },
  }
  const seen = new Set<string>()
  for (const line of lines.slice(start + 1)) addLine(reading, line, columns, seen)
  return reading
}

function addLine(
  reading: StatementReading,
  { line, fault, cells }: TableLine,
  columns: readonly (StatementColumn | null)[],
  seen: Set<string>,
): void {
  if (cells.every((cell) => cell === '') && fault === null) return
  try {
    if (fault !== null) throw new UnreadableAnswer(fault)
    const row = toRow(cells, columns)
    const kind = sortStatementRow(row)
    if (kind !== 'payment' && kind !== 'reversal') {
      reading.leftOut[kind] += 1
      return
    }
    const object = readMpesaObject(kind === 'payment' ? 'payment' : 'refund', JSON.stringify({ statement: row }))
    if (seen.has(object.ref)) throw new UnreadableAnswer(`its receipt ${object.ref} stands on a line before it`)
    seen.add(object.ref)
    reading[kind === 'payment' ? 'payments' : 'reversals'].push(object)
  } catch (error) {
    if (!(error instanceof UnreadableAnswer)) throw error
    reading.unreadable.push({ line, reason: fault ?? toSentence(error) })
  }
}

function toRow(cells: readonly string[], columns: readonly (StatementColumn | null)[]): StatementRow {
  const told = columns.flatMap((column, index) => {
    const cell = cells[index]?.trim() ?? ''
    return column === null || cell === '' ? [] : [[column, cell] as const]
  })
  return Object.fromEntries(told)
}

function isColumns(cells: readonly string[]): boolean {
  const names = cells.map(toLetters)
  return names.includes('receiptno') && names.includes('completiontime')
}

function toLetters(cell: string): string {
  return cell.toLowerCase().replace(/[^a-z]/g, '')
}

function checkOwner(shortCode: string | null, own: { shortCode: string; till: string | null }): void {
  if (shortCode === null) throw refuse('This statement does not say which short code it is of.')
  if (shortCode === own.shortCode || shortCode === own.till) return
  throw new AppError(
    'account-differs',
    `This statement is of short code ${shortCode}, and this workspace mirrors ${own.shortCode}. Nothing was changed.`,
    'Export the statement of this workspace’s short code, or import it into the workspace of the other.',
  )
}

function refuse(what: string): AppError {
  return new AppError(
    'file-unreadable',
    `${what} Nothing was changed.`,
    'Export it from the M-PESA organisation portal as CSV or Excel (.xlsx), and leave the lines above the table in it.',
  )
}
