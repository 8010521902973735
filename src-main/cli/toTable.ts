import Table from 'cli-table3'
import { toPlainLine } from './toPlainLine.ts'

// biome-ignore format: a frame without lines
const PLAIN = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '',
  bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ',
}

/** Columns for a terminal, without lines. Columns in `right` are aligned right. */
export function toTable(
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
  right: readonly number[] = [],
): string {
  const table = new Table({
    head: [...head],
    chars: PLAIN,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    colAligns: head.map((_, index) => (right.includes(index) ? 'right' : 'left')),
  })
  table.push(...rows.map((row) => row.map((cell) => toPlainText(cell))))
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

function toPlainText(cell: string | number | null): string {
  return cell === null || cell === '' ? '–' : toPlainLine(String(cell))
}
