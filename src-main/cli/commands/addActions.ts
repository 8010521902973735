import type { Command } from 'commander'
import { ACTION_KINDS, ACTION_STATES } from '../../../src-shared/model/action.ts'
import { toActionJson } from '../actions/toActionJson.ts'
import { toActionTable } from '../actions/toActionText.ts'
import type { AddCommand } from '../command.ts'
import { done } from '../done.ts'
import { COMPANY_HELP, CURSOR_HELP, LIMIT_HELP, type PageOptions, readChoice, readPage, readProvider } from '../readOptions.ts'
import { addActionCaps } from './addActionCaps.ts'
import { addActionSettling } from './addActionSettling.ts'
import { addActionViews } from './addActionViews.ts'

interface ListOptions extends PageOptions {
  state?: string
  company?: string
  provider?: string
  kind?: string
}

/** `actions`: the outbox. */
export const addActions: AddCommand = (program: Command, run) => {
  const actions = program
    .command('actions')
    .description('What was decided on and how far it is, newest first')
    .option('--state <state>', ACTION_STATES.join(', '))
    .option('--company <name>', COMPANY_HELP)
    .option('--provider <name>')
    .option('--kind <kind>', 'what is done')
    .option('--limit <n>', LIMIT_HELP)
    .option('--cursor <next>', CURSOR_HELP)
    .action((options: ListOptions) =>
      run(({ withEngine }) => {
        const filter = {
          company: options.company ?? null,
          provider: options.provider === undefined ? null : readProvider(options.provider),
          kind: options.kind === undefined ? null : readChoice('kind of action', options.kind, ACTION_KINDS),
          states: options.state === undefined ? null : [readChoice('state of an action', options.state, ACTION_STATES)],
        }
        const page = readPage(options)
        return withEngine('read', async ({ client }) => {
          const { items, next } = await client.actions.list({ ...filter, ...page })
          const more = next === null ? [] : [`More: --cursor ${next}`]
          const text = items.length === 0 ? 'No such action.' : [toActionTable(items), ...more].join('\n')
          return done({ items: items.map(toActionJson), next }, text)
        })
      }),
    )

  for (const add of [addActionViews, addActionSettling, addActionCaps]) add(actions, run)
}
