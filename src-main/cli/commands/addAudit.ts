import type { Command } from 'commander'
import { ACTION_KINDS } from '../../../src-shared/model/action.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import type { AddCommand } from '../command.ts'
import { done } from '../done.ts'
import { COMPANY_HELP, CURSOR_HELP, LIMIT_HELP, type PageOptions, readChoice, readPage } from '../readOptions.ts'
import { toTable } from '../toTable.ts'

interface AuditOptions extends PageOptions {
  company?: string
  kind?: string
  who?: string
  action?: string
}

/** `audit`: each step of each action. */
export const addAudit: AddCommand = (program: Command, run) => {
  program
    .command('audit')
    .description('Who decided what and why, and what became of it, newest first')
    .option('--company <name>', COMPANY_HELP)
    .option('--kind <kind>', ACTION_KINDS.join(', '))
    .option('--who <name>', 'the system’s user and machine, as the log names them')
    .option('--action <id>', 'of one action')
    .option('--limit <n>', LIMIT_HELP)
    .option('--cursor <next>', CURSOR_HELP)
    .action((options: AuditOptions) =>
      run(({ withEngine }) => {
        const filter = {
          company: options.company ?? null,
          kind: options.kind === undefined ? null : readChoice('kind of action', options.kind, ACTION_KINDS),
          who: options.who ?? null,
          action: options.action ?? null,
        }
        const page = readPage(options)
        return withEngine('read', async ({ client }) => {
          const { items, next } = await client.audit.list({ ...filter, ...page })
          const json = items.map(({ companyName: _, ...item }) => ({ ...item, at: toIso(item.at) }))
          const rows = items.map(({ at, who, state, title, companyName, text, reason, action }) => [
            ...[toIso(at), who, state, title, companyName, text, reason, action],
          ])
          const head = ['At', 'Who', 'State', 'Action', 'Company', 'What', 'Reason', 'Id']
          const more = next === null ? [] : [`More: --cursor ${next}`]
          return done({ items: json, next }, items.length === 0 ? 'Nothing was decided yet.' : [toTable(head, rows), ...more].join('\n'))
        })
      }),
    )
}
