import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { LARGEST_FILE, type StatementReport } from '../../../src-shared/contract/payments.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { toDecimalText } from '../../../src-shared/model/money.ts'
import { type AddCommand, EXIT, type Outcome } from '../command.ts'
import { readNeeded, readProvider, toIsoOrNull, wrongUse } from '../readOptions.ts'
import { toTable } from '../toTable.ts'

interface ImportOptions {
  provider?: string
  preview?: true
}

/** Three bytes of a file are four letters of base64. */
const BASE64_GROWTH = 4 / 3

/** `payments import`: a statement that a provider's portal exported. `--provider` is the list's option too. */
export const addStatementImport: AddCommand = (payments: Command, run) => {
  payments
    .command('import')
    .argument('<file>', 'a statement of the M-PESA organisation portal, CSV or XLSX')
    .description('Take in a statement: the payments that are not known yet, and the reversals. Ends with 3 where lines were rejected')
    .option('--provider <name>', 'mpesa')
    .option('--preview', 'only say what it would bring; keeps nothing')
    .action((file: string, _: unknown, command: Command) =>
      run(({ withEngine, progress }) => {
        const options = command.optsWithGlobals<ImportOptions>()
        const provider = readProvider(readNeeded('--provider mpesa', options.provider))
        if (provider !== 'mpesa') throw wrongUse('Only M-Pesa has statements that are imported.', 'Its payments come by tierdesk sync.')
        const isPreview = options.preview ?? false
        const statement = readStatementFile(file)
        return withEngine(isPreview ? 'read' : 'write', async ({ client }) => {
          progress(`${file}: reading`)
          return toOutcome(file, await client.payments.importStatement({ provider, ...statement, isPreview }), isPreview)
        })
      }),
    )
}

/** What a file is follows from its first bytes, whatever its name says. */
function readStatementFile(file: string): { content: string; format: 'csv' | 'xlsx' } {
  const bytes = readBytes(file)
  // A workbook, or one of before 2007, which the engine refuses in its own words.
  const isWorkbook = (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf)
  if (isWorkbook) return { content: bytes.toString('base64'), format: 'xlsx' }
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe
  return { content: new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes), format: 'csv' }
}

function readBytes(file: string): Buffer {
  const tooLarge = Math.floor(LARGEST_FILE / BASE64_GROWTH)
  try {
    const opened = openSync(file, 'r')
    try {
      if (fstatSync(opened).size > tooLarge)
        throw new AppError(
          'file-unreadable',
          `${file} is larger than ${Math.floor(tooLarge / 1_000_000)} MB, and no statement is. Nothing was read.`,
          'Export a shorter time from the M-PESA organisation portal, and import one file after the other.',
        )
      return readFileSync(opened)
    } finally {
      closeSync(opened)
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('file-unreadable', `${file} cannot be read. Nothing was kept.`, 'Check its name and who may read it.', {
      cause: error,
    })
  }
}

function toOutcome(file: string, report: StatementReport, isPreview: boolean): Outcome {
  const { payments, added, known, reversals, others, rejected, from, until, preview } = report
  const brought = isPreview ? 'it would bring' : 'it brought'
  const rows = preview.map((each) => [toIso(each.at), `${toDecimalText(each)} ${each.currency}`, each.payer, each.reference, each.ref])
  const text = [
    `${file}: ${count(payments, 'payment')}, ${brought} ${added} and ${known} ${known === 1 ? 'was' : 'were'} known; ${count(reversals, 'reversal')}, ${count(others, 'other line')}, ${rejected.length} rejected.`,
    ...(from === null || until === null ? [] : [`It covers ${toIso(from)} – ${toIso(until)}.`]),
    ...rejected.map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...(rows.length === 0 ? [] : [toTable(['At', 'Amount', 'Payer', 'Account', 'Receipt'], rows, [1])]),
    ...(added > preview.length ? [`And ${added - preview.length} more.`] : []),
  ].join('\n')
  const hasTaken = payments + reversals + others > 0
  return {
    json: {
      ...{ payments, added, known, reversals, others, rejected, from: toIsoOrNull(from), until: toIsoOrNull(until) },
      preview: preview.map((each) => ({ ...each, at: toIso(each.at) })),
    },
    text,
    exitCode: rejected.length === 0 ? EXIT.done : hasTaken ? EXIT.partly : EXIT.failed,
  }
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
