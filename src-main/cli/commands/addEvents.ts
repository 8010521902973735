import type { Command } from 'commander'
import { toIso } from '../../../src-shared/model/instant.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { AddCommand } from '../command.ts'
import { done } from '../done.ts'
import { CURSOR_HELP, LIMIT_HELP, type PageOptions, readChoice, readInstantOrNull, readPage, readProvider } from '../readOptions.ts'
import { toTable } from '../toTable.ts'

const OUTCOMES = ['processed', 'skipped', 'failed'] as const

interface EventOptions extends PageOptions {
  provider?: string
  type?: string
  rule?: string
  object?: string
  company?: string
  outcome?: string
  from?: string
  to?: string
}

export const addEvents: AddCommand = (program: Command, run) => {
  program
    .command('events')
    .description('The providers’ event log, newest first')
    .option('--provider <name>')
    .option('--type <type>', 'as the provider calls it')
    .option('--rule <id>', 'that this rule was set off by')
    .option('--object <id>', 'about this object, or the event itself: the provider’s id, or how it begins')
    .option('--company <name>', 'about its customers and what hangs on them')
    .option('--outcome <outcome>', OUTCOMES.join(', '))
    .option('--from <instant>')
    .option('--to <instant>', 'which no more belongs to it')
    .option('--limit <n>', LIMIT_HELP)
    .option('--cursor <next>', CURSOR_HELP)
    .action((options: EventOptions) =>
      run(({ withEngine, at }) => {
        const filter = {
          provider: options.provider === undefined ? null : readProvider(options.provider),
          type: options.type ?? null,
          rule: options.rule ?? null,
          object: options.object ?? null,
          company: options.company ?? null,
          outcome: options.outcome === undefined ? null : readChoice('outcome of an event', options.outcome, OUTCOMES),
          from: readInstantOrNull(options.from),
          to: readInstantOrNull(options.to),
        }
        const page = readPage(options)
        return withEngine('read', async ({ client }) => {
          const { items, next } = await client.events.list({ ...filter, ...page, at })
          const json = items.map(({ provider, type, object, at: when, seenAt, outcome, rules }) => ({
            provider,
            type,
            object,
            at: toIso(when),
            seenAt: toIso(seenAt),
            outcome,
            rules,
          }))
          const rows = items.map((item) => [
            toIso(item.at),
            PROVIDER_TITLES[item.provider],
            item.type,
            item.object,
            item.reason === null ? item.outcome : `${item.outcome}: ${item.reason}`,
            item.rules.join(', '),
          ])
          const more = next === null ? [] : [`More: --cursor ${next}`]
          const head = ['At', 'Provider', 'Type', 'Object', 'Outcome', 'Rules']
          return done({ items: json, next }, items.length === 0 ? 'No such event.' : [toTable(head, rows), ...more].join('\n'))
        })
      }),
    )
}
