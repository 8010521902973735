import type { Instant } from '../../../src-shared/model/instant.ts'
import { toPortalTime } from './times.ts'
import type { Entry, World } from './world.ts'
import { type Cell, writeXlsx } from './writeXlsx.ts'

/** The organisation portal's statement, in both of its forms. */
export interface Statement {
  csv: string
  xlsx: Uint8Array
}

const COLUMNS = [
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
]

const AMOUNTS = new Set(['Paid In', 'Withdrawn', 'Balance'])

/** What moved within a time, newest first, under a block that says whose it is. */
export function writeStatement(world: World, from: Instant, until: Instant): Statement {
  const lines: string[][] = []
  let balance = 0
  for (const entry of world.entries) {
    balance += entry.kind === 'payment' ? entry.amount : -entry.amount
    if (entry.at >= from && entry.at <= until) lines.push(toLine(world, entry, balance))
  }
  const head = [
    ['Organisation Statement'],
    ['Account Holder:', `${world.shortCode} - ${world.organisation}`],
    ['Short Code:', world.shortCode],
    ['Account:', 'Utility Account'],
    ['Currency:', 'KES'],
    ['Time Period:', `From ${toPortalTime(from)} To ${toPortalTime(until)}`],
    ['Operator:', 'console'],
    [],
    COLUMNS,
  ]
  const table = lines.reverse()
  const csv = [...head, ...table].map((line) => line.map(quote).join(',')).join('\r\n')
  return { csv: `${csv}\r\n`, xlsx: writeXlsx([...head, ...table.map(toCells)]) }
}

/** A workbook holds amounts and times as such, and not as text. */
function toCells(line: readonly string[]): Cell[] {
  return line.map((cell, index) => {
    const column = COLUMNS[index] ?? ''
    if (cell !== '' && AMOUNTS.has(column)) return Number(cell)
    return column.endsWith(' Time') ? new Date(`${cell.slice(6, 10)}-${cell.slice(3, 5)}-${cell.slice(0, 2)}T${cell.slice(11)}Z`) : cell
  })
}

function toLine(world: World, entry: Entry, balance: number): string[] {
  const { receipt, at, amount, reference, linked } = entry
  const [details, reason, party] = describe(world, entry)
  const [paidIn, withdrawn] = entry.kind === 'payment' ? [amount.toFixed(2), ''] : ['', `-${amount.toFixed(2)}`]
  return [
    ...[receipt, toPortalTime(at), toPortalTime(at), details, 'Completed', paidIn, withdrawn, balance.toFixed(2), 'TRUE'],
    ...[reason, party, linked ?? '', entry.kind === 'payment' ? reference : ''],
  ]
}

function describe(world: World, { kind, phone, name, reference, linked, isPushed }: Entry): [string, string, string] {
  const shown = world.settings.masksPhones ? `${phone.slice(0, 4)}******${phone.slice(-3)}` : phone
  const party = `${shown} - ${name}`
  const isTill = world.till !== null
  switch (kind) {
    case 'payment': {
      const words = isTill ? 'Merchant Payment' : 'Pay Bill'
      return [`${words}${isPushed ? ' Online' : ''} from ${party} Acc. ${reference}`, `${words}${isPushed ? ' Online' : ''}`, party]
    }
    case 'charge':
      return [isTill ? 'Merchant Payment Charge' : 'Pay Bill Charge', isTill ? 'Merchant Charge' : 'Pay Bill Charge', party]
    case 'reversal':
      return [`Reversal of ${linked} to ${party}`, 'Transaction Reversal', party]
    case 'settlement':
      return [`Organization Settlement to ${name}`, 'Organization Settlement', name]
  }
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
