import { CsvError, parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/universal'
import { AppError } from '../../../src-shared/model/appError.ts'

/** A line of a table, counted from 1 as in the file. */
export interface TableLine {
  line: number
  /** Why its cells cannot be told apart; null where they can. */
  fault: string | null
  cells: string[]
}

interface PlacedRecord {
  record: string[]
  info: { lines: number }
}

/** A year of a busy till has a tenth of it. */
const MOST_BYTES = 50_000_000

/** Reads a file of CSV, or the first sheet of one of XLSX. Refuses all else. */
export async function readTable(file: Uint8Array): Promise<TableLine[]> {
  if (file.length > MOST_BYTES) throw refuse('The file is larger than any statement.')
  if (file[0] === 0x50 && file[1] === 0x4b) return readXlsx(file)
  if (file[0] === 0xd0 && file[1] === 0xcf) throw refuse('This is a workbook of before 2007.')
  return readCsv(decode(file))
}

async function readXlsx(file: Uint8Array): Promise<TableLine[]> {
  try {
    const sheet = await readSheet(new Uint8Array(file).buffer)
    return sheet.map((row, index) => ({ line: index + 1, fault: null, cells: row.map(toCell) }))
  } catch (error) {
    // Whatever is wrong with a workbook, the library says so by throwing, each time something else.
    throw refuse('This workbook cannot be opened.', error)
  }
}

/** A date of a workbook is what a clock on the wall showed, as a fraction of days that can fall just short of its second. */
function toCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (!(value instanceof Date)) return String(value).trim()
  return new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

/** Line by line where the file as a whole cannot be read: a quote that is never closed then costs its own line and no other. */
function readCsv(text: string): TableLine[] {
  const delimiter = findDelimiter(text)
  const options = { delimiter, relax_column_count: true, trim: true } as const
  try {
    // The library's types know nothing of `info`, which puts each record beside its place.
    const records = parse(text, { ...options, info: true, skip_empty_lines: true }) as unknown as PlacedRecord[]
    return records.map(({ record, info }) => ({ line: info.lines, fault: null, cells: record }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
  }
  return text.split(/\r\n|\n|\r/).flatMap((written, index) => (written.trim() === '' ? [] : [readLine(written, index + 1, options)]))
}

function readLine(written: string, line: number, options: object): TableLine {
  try {
    const [cells = []] = parse(written, options) as string[][]
    return { line, fault: null, cells }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { line, fault: 'A quote in it is never closed, or stands where none may be.', cells: [] }
  }
}

function findDelimiter(text: string): string {
  const head = text.split(/\r\n|\n|\r/).find((line) => /receipt\s*no/i.test(line)) ?? ''
  return [',', ';', '\t'].find((each) => head.includes(each)) ?? ','
}

function decode(file: Uint8Array): string {
  const isWide = file[0] === 0xff && file[1] === 0xfe
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(file)
}

function refuse(what: string, cause?: unknown): AppError {
  const hint = 'Export the statement from the M-PESA organisation portal as CSV or Excel (.xlsx).'
  return new AppError('file-unreadable', `${what} Nothing was changed.`, hint, cause === undefined ? {} : { cause })
}
