import type { Database } from 'better-sqlite3'

/** A literal, a quoted name or a comment, which stay as they are; or a place where a value is bound, with or without a name. */
const PIECE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|\?\d*|[:@$][A-Za-z_]\w*/g
const IS_HOLE = /^[?:@$]/

/**
 * Has each statement of a database planned once.
 *
 * This SQLite is built to plan by the values that are bound, so it plans a statement with an order, or about a table with a partial index, anew
 * whenever one is bound to it: ten times the work of finding a row. It keeps no statistics here by which another value would lead to another plan.
 * A plus before the place hides the value from the planner, and changes neither it nor how it is compared.
 */
export function planOnce(sqlite: Database): void {
  const prepare = sqlite.prepare
  sqlite.prepare = ((text: string) => prepare.call(sqlite, hideValues(text))) as typeof prepare
}

/** A statement with a plus before each place where a value is bound. */
function hideValues(text: string): string {
  return text.replace(PIECE, (piece) => (IS_HOLE.test(piece) ? `+${piece}` : piece))
}
