import type { Instant } from '../../../src-shared/model/instant.ts'
import { parseNairobiTime } from '../../domain/mpesa/nairobiTime.ts'

export interface StatementHead {
  shortCode: string | null
  period: { from: Instant; until: Instant } | null
}

const PERIOD = /from\s*:?\s*(.+?)\s*(?:\bto\b|\s-\s)\s*:?\s*(.+)$/i

/** Reads the lines above a statement's table: whose it is, and of what time. @param lines their cells */
export function readStatementHead(lines: readonly (readonly string[])[]): StatementHead {
  const told = lines.map((cells) => cells.map((cell) => cell.trim()).filter((cell) => cell !== ''))
  const code = findLine(told, /^(organi[sz]ation )?short\s*code|^till( number)?/i)
  const period = PERIOD.exec(findLine(told, /time\s*period|statement\s*period/i) ?? '')
  return { shortCode: /\b\d{5,7}\b/.exec(code ?? '')?.[0] ?? null, period: period && toPeriod(period[1] ?? '', period[2] ?? '') }
}

/** The line that begins so, as one text: a name and what it names may share a cell. */
function findLine(lines: readonly (readonly string[])[], name: RegExp): string | null {
  const found = lines.find(([first = '']) => name.test(first))
  return found ? found.join(' ') : null
}

function toPeriod(from: string, until: string): StatementHead['period'] {
  const start = parseNairobiTime(from) ?? parseNairobiTime(`${from} 00:00:00`)
  const end = parseNairobiTime(until) ?? parseNairobiTime(`${until} 23:59:59`)
  return start === null || end === null || end < start ? null : { from: start, until: end }
}
