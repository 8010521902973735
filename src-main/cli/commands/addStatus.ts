import type { Command } from 'commander'
import { toIso } from '../../../src-shared/model/instant.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { AddCommand } from '../command.ts'
import { done } from '../done.ts'
import { toTable } from '../toTable.ts'

export const addStatus: AddCommand = (program: Command, run) => {
  program
    .command('status')
    .description('How each connection stands, and how old the mirror is')
    .action(() =>
      run(({ withEngine }) =>
        withEngine('read', async ({ client }) => {
          const { asOf, connections } = await client.sync.health({})
          const { total: unmatched } = await client.payments.count({ status: 'unmatched' })
          const items = connections.map(({ provider, mode, lastSuccessAt, state, problems }) => ({
            provider,
            mode,
            lastSuccessAt: lastSuccessAt === null ? null : toIso(lastSuccessAt),
            lagSeconds: lastSuccessAt === null ? null : Math.max(0, Math.floor((asOf - lastSuccessAt) / 1000)),
            state,
            problems,
          }))
          const rows = items.map(({ provider, mode, lastSuccessAt, lagSeconds, state }) => [
            PROVIDER_TITLES[provider],
            mode,
            state,
            lastSuccessAt ?? 'never',
            lagSeconds === null ? null : `${lagSeconds} s`,
          ])
          const table =
            items.length === 0
              ? 'No provider is connected. Next: tierdesk connect stripe --secret-env NAME'
              : toTable(['Provider', 'Mode', 'State', 'Last success', 'Age'], rows, [4])
          // Nothing can be queued yet, so nothing waits.
          const json = { connections: items, outbox: { queued: 0, conflict: 0, unknown: 0 }, unmatched }
          const waiting = unmatched > 0 ? [`Unmatched payments: ${unmatched}. See tierdesk payments --unmatched`] : []
          const refused = items
            .filter(({ state }) => state === 'refused')
            .map(
              ({ provider }) =>
                `${PROVIDER_TITLES[provider]} is not asked again until it has another key (tierdesk connect), or tierdesk sync goes well.`,
            )
          return done(json, [table, ...items.flatMap(({ problems }) => problems), ...refused, ...waiting].join('\n'))
        }),
      ),
    )
}
