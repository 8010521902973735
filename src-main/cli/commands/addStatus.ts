import type { Command } from 'commander'
import type { ActionCounts } from '../../../src-shared/contract/actions.ts'
import type { ConnectionHealth, CoverageGap, DriftCause, DriftedObject } from '../../../src-shared/contract/sync.ts'
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
          const { items: found, counts: causes } = await client.sync.drift({ limit: 1 })
          const drift = toDrift(found[0], causes)
          const items = connections.map(({ provider, mode, lastSuccessAt, state, problems, gaps, registration }) => ({
            provider,
            mode,
            lastSuccessAt: lastSuccessAt === null ? null : toIso(lastSuccessAt),
            lagSeconds: lastSuccessAt === null ? null : Math.max(0, Math.floor((asOf - lastSuccessAt) / 1000)),
            state,
            problems,
            registration,
            gaps: gaps.filter(({ closedAt }) => closedAt === null).map(toGapItem),
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
          const counts = await client.actions.count({})
          const { queued, conflict, unknown } = counts
          const json = { connections: items, outbox: { queued, conflict, unknown }, unmatched, drift: drift.json }
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
              ...connections.flatMap(toRegistrationLine),
              ...connections.flatMap(toBeginningLines),
              ...refused,
              ...waiting,
              ...toOutboxLines(counts),
              ...drift.lines,
              ...connections.flatMap(toLimitLine),
            ].join('\n'),
          )
        }),
      ),
    )
}

/** Only what waits. */
function toOutboxLines({ draft, queued, attempting, conflict, unknown, halted }: ActionCounts): string[] {
  const parts = [
    ...(queued > 0 ? [`${queued} queued`] : []),
    ...(attempting > 0 ? [`${attempting} under way`] : []),
    ...(draft > 0 ? [`${draft} to be confirmed a second time`] : []),
    ...(conflict > 0 ? [`${conflict} in conflict`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ]
  const stopped = halted.map(({ reason }) => `${reason} Nothing more is sent there: tierdesk actions send ID`)
  return parts.length === 0 ? stopped : [`Outbox: ${parts.join(', ')}. See tierdesk actions`, ...stopped]
}

function toGapItem({ from, until, cause }: CoverageGap) {
  return { from: from === null ? null : toIso(from), until: toIso(until), cause }
}

/** Only what is still to be done. */
function toRegistrationLine({ provider, account, registration }: ConnectionHealth): string[] {
  if (registration !== 'not-registered') return []
  return [
    `${PROVIDER_TITLES[provider]}: ${account} is not registered for the list of its payments. Register it: tierdesk connect register ${provider} --number PHONE --callback https://…`,
  ]
}

/** What was before the provider was first asked is no problem of how it is followed, and so is told beside them. */
function toBeginningLines({ provider, gaps }: ConnectionHealth): string[] {
  return gaps
    .filter(({ isBeforeFirst, closedAt }) => isBeforeFirst && closedAt === null)
    .map(
      ({ from, until }) =>
        `${PROVIDER_TITLES[provider]}: payments ${from === null ? 'before' : `from ${toIso(from)} to`} ${toIso(until)} are not here. A statement tells them: tierdesk payments import FILE --provider ${provider}`,
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
