import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { UsageAdmission } from '../../../src-shared/contract/usage.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { parseDimension } from '../../engine/readUsageFile.ts'
import { type AddCommand, type CommandContext, EXIT, type Outcome } from '../command.ts'
import { done } from '../done.ts'
import { CURSOR_HELP, LIMIT_HELP, type PageOptions, readChoice, readInstantOrNull, readPage, readWhole, wrongUse } from '../readOptions.ts'
import { toTable } from '../toTable.ts'

const COMPANY_HELP = 'its id, a provider’s id of it, or its e-mail'
const MOST = 1_000_000_000_000
const GROUPS = ['endpoint', 'part', 'day', 'month'] as const

interface AddOptions {
  when?: string
  dimension?: string
  key?: string
}

interface ListOptions extends PageOptions {
  from?: string
  to?: string
  by?: string
}

export const addUsage: AddCommand = (program: Command, run) => {
  const usage = program.command('usage').description('What companies use: tell it, and look at what was told')

  usage
    .command('add')
    .argument('<company>', COMPANY_HELP)
    .argument('<metric>', 'product.metric')
    .argument('<quantity>', 'how many were used; of a stock metric, how many there are')
    .description('Tell what a company uses. Ends with 4 where the key is that of another record')
    .option('--when <instant>', 'when it was so; now unless named')
    .option('--dimension <name=value>', 'such as endpoint=analyze; of a stock metric part=NAME')
    .option('--key <key>', 'the same key with the same content is counted once')
    .action((company: string, metric: string, quantity: string, options: AddOptions) =>
      run((context) => add(context, { company, metric, quantity, options })),
    )

  usage
    .command('import')
    .argument('<file>', 'CSV with the columns company, metric, quantity, when, and where wanted dimension and key')
    .description('Take a file of usage: all good lines of it at once')
    .action((file: string) =>
      run(({ withEngine, progress }) => {
        const text = readText(file)
        return withEngine('write', async ({ client }) => {
          progress(`${file}: ${text.split('\n').length} lines`)
          return toImported(file, await client.usage.import({ text }))
        })
      }),
    )

  usage
    .command('list')
    .argument('<company>', COMPANY_HELP)
    .argument('<metric>', 'product.metric')
    .description('What was told of a metric, newest first, or its sums')
    .option('--from <instant>', 'from then on')
    .option('--to <instant>', 'before then')
    .option('--by <what>', `sums: ${GROUPS.join(', ')}`)
    .option('--limit <n>', LIMIT_HELP)
    .option('--cursor <next>', CURSOR_HELP)
    .action((company: string, metric: string, options: ListOptions) => run((context) => list(context, company, metric, options)))
}

function add(
  { withEngine }: CommandContext,
  { company, metric, quantity, options }: { company: string; metric: string; quantity: string; options: AddOptions },
): Promise<Outcome> {
  const count = readWhole('QUANTITY', quantity, 0, MOST)
  const dimension = options.dimension === undefined ? null : parseDimension(options.dimension)
  if (options.dimension !== undefined && dimension === null)
    throw wrongUse(`"${options.dimension}" is not of the form name=value.`, 'Such as --dimension endpoint=analyze.')
  const at = readInstantOrNull(options.when)
  return withEngine('write', async ({ client }) => {
    const answer = await client.usage.record({ company, metric, quantity: count, at, dimension, key: options.key ?? null })
    const [refusal] = answer.rejected
    const text = refusal ? refusal.reason : answer.duplicate > 0 ? 'It is known already: nothing was counted twice.' : 'Recorded.'
    return { json: answer, text, exitCode: refusal ? EXIT.refused : EXIT.done }
  })
}

function toImported(file: string, answer: UsageAdmission): Outcome {
  const { accepted, duplicate, rejected } = answer
  const text = [
    `${file}: ${accepted} recorded, ${duplicate} known already, ${rejected.length} rejected.`,
    ...rejected.map(({ line, reason }) => `  line ${line}: ${reason}`),
  ].join('\n')
  const exitCode = rejected.length === 0 ? EXIT.done : accepted + duplicate > 0 ? EXIT.partly : EXIT.failed
  return { json: answer, text, exitCode }
}

function list({ withEngine, at }: CommandContext, company: string, metric: string, options: ListOptions): Promise<Outcome> {
  const span = { company, metric, at, from: readInstantOrNull(options.from), to: readInstantOrNull(options.to) }
  const page = readPage(options)
  const by = options.by === undefined ? null : readChoice('sum', options.by, GROUPS)
  return withEngine('read', async ({ client }) => {
    if (by) {
      const { items } = await client.usage.sums({ ...span, by })
      const json = items.map(({ group, quantity, asOf }) => ({ [by]: group, quantity, asOf: toIso(asOf) }))
      const rows = items.map(({ group, quantity, asOf }) => [group, quantity, toIso(asOf)])
      return done({ items: json, next: null }, rows.length === 0 ? NOTHING : toTable([by, 'Quantity', 'As of'], rows, [1]))
    }
    const { items, next } = await client.usage.list({ ...span, ...page })
    const json = items.map(({ at: when, quantity, dimension, source }) => ({ at: toIso(when), quantity, dimension, source }))
    const rows = items.map(({ at: when, quantity, dimension, source, key }) => [
      toIso(when),
      quantity,
      dimension && `${dimension.name}=${dimension.value}`,
      source,
      key,
    ])
    const more = next === null ? [] : [`More: --cursor ${next}`]
    const table = rows.length === 0 ? NOTHING : toTable(['At', 'Quantity', 'Dimension', 'Source', 'Key'], rows, [1])
    return done({ items: json, next }, [table, ...more].join('\n'))
  })
}

const NOTHING = 'Nobody has told anything of it. Next: tierdesk usage add COMPANY METRIC QUANTITY'

/** What is not UTF-8 would come in with other names than it has. */
function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    const isDecoded = error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
    throw new AppError(
      'file-unreadable',
      isDecoded ? `${file} is not UTF-8. Nothing was recorded.` : `${file} cannot be read. Nothing was recorded.`,
      isDecoded ? 'Save it as CSV UTF-8.' : 'Check its name and who may read it.',
      { cause: error },
    )
  }
}
