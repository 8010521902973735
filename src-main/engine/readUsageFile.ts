import { createHash } from 'node:crypto'
import { CsvError, parse } from 'csv-parse/sync'
import { AppError } from '../../src-shared/model/appError.ts'
import { type Instant, parseInstant } from '../../src-shared/model/instant.ts'
import type { UsageRecord } from '../domain/usage/usageRecord.ts'

/** A line of a usage file as it was written, or why it cannot be read. Lines are counted from 1, as in the file. */
export type UsageLine = { line: number; ok: true; value: WrittenUsage } | { line: number; ok: false; reason: string }

export interface WrittenUsage {
  company: string
  metric: string
  quantity: number
  at: Instant
  dimension: UsageRecord['dimension']
  /** Null where the file names none. */
  key: string | null
}

const BATCH = 1000

/** So that sums of many stay exact. */
const MOST = 1_000_000_000_000

/** Every column that a file may have, with what each is called by whom. */
const COLUMNS: Readonly<Record<string, Column>> = {
  company: 'company',
  metric: 'metric',
  quantity: 'quantity',
  when: 'when',
  at: 'when',
  instant: 'when',
  dimension: 'dimension',
  endpoint: 'endpoint',
  part: 'part',
  key: 'key',
}
const NEEDED = ['company', 'metric', 'quantity', 'when'] as const

type Column = (typeof NEEDED)[number] | 'dimension' | 'endpoint' | 'part' | 'key'
type Cells = Partial<Record<Column, string>>

/**
 * Reads a usage file, a thousand lines at a time.
 *
 * No field of it holds a line break, so one line is one record: a quote that is never closed costs its own line and no other.
 * Refuses a file whose first line does not name its columns.
 */
export function* readUsageFile(text: string): Generator<UsageLine[]> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const start = lines.findIndex((line) => line.trim() !== '')
  const head = lines[start] ?? ''
  const delimiter = head.includes(';') && !head.includes(',') ? ';' : ','
  const columns = readHead(head, delimiter)
  for (let from = Math.max(0, start) + 1; from < lines.length; from += BATCH) {
    const batch = lines.slice(from, from + BATCH)
    const parsed = parseLines(batch, delimiter)
    yield batch.flatMap((written, index): UsageLine[] => {
      if (written.trim() === '') return []
      return [readLine(from + index + 1, parsed[index] ?? 'It cannot be read.', columns)]
    })
  }
}

function readHead(head: string, delimiter: string): Column[] {
  const [cells] = parseLines([head], delimiter)
  const names = typeof cells === 'object' ? cells.map((cell) => cell.trim().toLowerCase()) : []
  const columns = names.map((name) => (Object.hasOwn(COLUMNS, name) ? COLUMNS[name] : undefined))
  const unknown = names.filter((_, index) => columns[index] === undefined)
  const missing = NEEDED.filter((column) => !columns.includes(column))
  const doubled = columns.find((column, index) => column && columns.indexOf(column) !== index)
  const fault =
    missing.length > 0
      ? `It has no column ${missing.join(', ')}.`
      : unknown.length > 0
        ? `It has a column "${unknown[0]?.slice(0, 100)}", which is not known.`
        : doubled && `It has two columns for ${doubled}.`
  if (fault)
    throw new AppError(
      'file-unreadable',
      `The first line of a usage file names its columns. ${fault} Nothing was recorded.`,
      'Write it as company,metric,quantity,when and where wanted dimension (or endpoint, part) and key.',
    )
  return columns.filter((column) => column !== undefined)
}

/** The cells of each line, or why it has none. */
function parseLines(lines: readonly string[], delimiter: string): (string[] | string)[] {
  const whole = tryParse(lines.join('\n'), delimiter, lines.length)
  if (typeof whole === 'object') return whole
  return lines.map((line) => {
    const alone = tryParse(line, delimiter, 1)
    return typeof alone === 'string' ? alone : (alone[0] ?? [])
  })
}

function tryParse(text: string, delimiter: string, count: number): string[][] | string {
  try {
    const records = parse(text, { delimiter, relax_column_count: true, record_delimiter: '\n' }) as string[][]
    // An empty last line is no record to the parser.
    if (records.length === count - 1 && text.endsWith('\n')) records.push([''])
    return records.length === count ? records : 'A quote is opened and not closed.'
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return 'A quote stands where none may, or is not closed.'
  }
}

function readLine(line: number, cells: string[] | string, columns: readonly Column[]): UsageLine {
  const refuse = (reason: string): UsageLine => ({ line, ok: false, reason })
  if (typeof cells === 'string') return refuse(cells)
  if (cells.length > columns.length) return refuse(`It has ${cells.length} fields for ${columns.length} columns.`)
  const written: Cells = Object.fromEntries(columns.map((column, index) => [column, cells[index]?.trim() ?? '']))
  const missing = NEEDED.find((column) => !written[column])
  if (missing) return refuse(`It has no ${missing}.`)
  const { company = '', metric = '', quantity = '', when = '', key = '' } = written
  if (!/^\d+$/.test(quantity) || Number(quantity) > MOST)
    return refuse(`The quantity "${shorten(quantity)}" is not a whole number from 0 to ${MOST}.`)
  const at = parseInstant(when)
  if (at === null) return refuse(`"${shorten(when)}" is not an instant; write it as ISO 8601 with an offset or Z.`)
  if (key.length > 200) return refuse('The key is longer than 200 characters.')
  const dimension = readDimension(written)
  if (typeof dimension === 'string') return refuse(dimension)
  return { line, ok: true, value: { company, metric, quantity: Number(quantity), at, dimension, key: key || null } }
}

function readDimension({ dimension, endpoint, part }: Cells): UsageRecord['dimension'] | string {
  const named = [dimension, endpoint && `endpoint=${endpoint}`, part && `part=${part}`].filter((each) => each)
  const [only, ...others] = named
  if (!only) return null
  if (others.length > 0) return 'It names more than one dimension.'
  return parseDimension(only) ?? `The dimension "${shorten(only)}" is not of the form name=value.`
}

/** `endpoint=analyze`; null for anything else. */
export function parseDimension(text: string): UsageRecord['dimension'] {
  const match = /^\s*([A-Za-z][\w-]{0,99})\s*=\s*(\S.{0,199})$/.exec(text)
  return match ? { name: match[1] ?? '', value: (match[2] ?? '').trim() } : null
}

/** Gives each record without a key one that follows from what it says, and from how often the file has said so before. */
export function createKeyOf(): (company: string, product: string, record: Omit<WrittenUsage, 'company'>) => string {
  const seen = new Map<string, number>()
  return (company, product, { metric, quantity, at, dimension }) => {
    const content = JSON.stringify([company, product, metric, quantity, at, dimension?.name ?? null, dimension?.value ?? null])
    const count = (seen.get(content) ?? 0) + 1
    seen.set(content, count)
    return `file_${createHash('sha256').update(`${count}\n${content}`).digest('base64url').slice(0, 22)}`
  }
}

function shorten(text: string): string {
  return text.slice(0, 60)
}
