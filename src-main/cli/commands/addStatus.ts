import type { Command } from 'commander'
import type { ConnectionHealth, DriftCause, DriftedObject } from '../../../src-shared/contract/sync.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import type { AddCommand } from '../command.ts'
import { done } from '../done.ts'
import { MOST_REQUESTS } from '../readOptions.ts'
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
          const { items: found, counts } = await client.sync.drift({ limit: 1 })
          const drift = toDrift(found[0], counts)
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
          const json = { connections: items, outbox: { queued: 0, conflict: 0, unknown: 0 }, unmatched, drift: drift.json }
          const waiting = unmatched > 0 ? [`Unmatched payments: ${unmatched}. See tierdesk payments --unmatched`] : []
          const refused = items
            .filter(({ state }) => state === 'refused')
            .map(
              ({ provider }) =>
                `${PROVIDER_TITLES[provider]} is not asked again until it has another key (tierdesk connect), or tierdesk sync goes well.`,
            )
          return done(
            json,
            [
              table,
              ...items.flatMap(({ problems }) => problems),
              ...refused,
              ...waiting,
              ...drift.lines,
              ...connections.flatMap(toLimitLine),
            ].join('\n'),
          )
        }),
      ),
    )
}

function toLimitLine({ provider, limits }: ConnectionHealth): string[] {
  if (limits === null || limits.account > MOST_REQUESTS) return []
  const { account, endpoint, share } = limits
  return [
    `${PROVIDER_TITLES[provider]} is sent ${account} requests a second at most, ${endpoint} of one kind; ${share} of that is Tierdesk’s own.`,
  ]
}

const CAUSES: Record<DriftCause, string> = {
  'no-event': 'no event told of it',
  'not-taken': 'an event told of it, and it could not be taken then',
  'not-followed': 'events were not followed then',
  'derived-differed': 'it was derived otherwise',
}

/** What comparing found otherwise than it should have been, and mended: how much of it, and the newest. */
function toDrift(newest: DriftedObject | undefined, counts: Record<DriftCause, number>): { json: object; lines: string[] } {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (!newest) return { json: { total, causes: counts, newest: null }, lines: [] }
  const { provider, kind, ref, change, cause, foundAt } = newest
  const last = `the newest ${toIso(foundAt)}: ${kind} ${ref} (${CAUSES[cause]})`
  return {
    json: { total, causes: counts, newest: { provider, kind, ref, change, cause, foundAt: toIso(foundAt) } },
    lines: [`Drift: ${total} ${total === 1 ? 'difference was' : 'differences were'} found by comparing, and mended; ${last}.`],
  }
}
