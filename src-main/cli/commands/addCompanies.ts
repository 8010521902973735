import type { Command } from 'commander'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { AddCommand } from '../command.ts'
import { done } from '../done.ts'
import { readWhole } from '../readOptions.ts'
import { toTable } from '../toTable.ts'

const DEFAULT_LIMIT = 50

export const addCompanies: AddCommand = (program: Command, run) => {
  program
    .command('companies')
    .description('The companies of the mirror, by name')
    .option('--search <text>', 'by name, e-mail, phone or any provider id')
    .option('--limit <n>', `how many, from 1 to 1000 (default ${DEFAULT_LIMIT})`)
    .option('--cursor <next>', 'go on where a page ended')
    .action((options: { search?: string; limit?: string; cursor?: string }) =>
      run(({ withEngine, at }) =>
        withEngine('read', async ({ client }) => {
          const limit = options.limit === undefined ? DEFAULT_LIMIT : readWhole('--limit', options.limit, 1, 1000)
          const search = options.search ?? ''
          const { items, next } = await client.companies.list({ search, at, limit, cursor: options.cursor ?? null })
          // Subscriptions are not mirrored yet: a company has none that we know of.
          const json = {
            items: items.map(({ id, name, email, phone, links }) => ({
              id,
              name,
              email,
              phone,
              links: links.map(({ provider, ref }) => ({ provider, ref })),
              subscriptions: [],
              mrr: [],
            })),
            next,
          }
          const rows = items.map(({ id, name, email, phone, links }) => [
            name,
            email,
            phone,
            links.map(({ provider, ref }) => `${PROVIDER_TITLES[provider]} ${ref}`).join(', '),
            id,
          ])
          const more = next === null ? [] : [`More: --cursor ${next}`]
          const empty = search ? `No company matches "${search}".` : 'No companies yet. Next: tierdesk sync'
          return done(
            json,
            items.length === 0 ? empty : [toTable(['Company', 'E-mail', 'Phone', 'Provider customers', 'Id'], rows), ...more].join('\n'),
          )
        }),
      ),
    )
}
