/** Signs with which a spreadsheet begins a formula, their full-width forms too. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/
/** A number is one, whatever its sign. */
const NUMBER = /^-?\d+(\.\d+)?$/

type Cell = string | number | null

/**
 * Rows as CSV: RFC 4180 in UTF-8, with a head.
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe in front.
 */
export function toCsv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `${[head, ...rows].map((cells) => cells.map(toCell).join(',')).join('\r\n')}\r\n`
}

function toCell(cell: Cell): string {
  if (cell === null) return ''
  const text = String(cell)
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
