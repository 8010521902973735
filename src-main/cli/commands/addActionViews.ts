import type { Command } from 'commander'
import type { ActionDetail } from '../../../src-shared/contract/actions.ts'
import { ACTION_AREAS, type ActionKind } from '../../../src-shared/model/action.ts'
import { toIso } from '../../../src-shared/model/instant.ts'
import { isOwnAction } from '../../../src-shared/model/isOwnAction.ts'
import { PROVIDER_TITLES, type ProviderName } from '../../../src-shared/model/provider.ts'
import { toActionJson, toSeenJson, toStepJson } from '../actions/toActionJson.ts'
import { toActionText } from '../actions/toActionText.ts'
import { toSeenText } from '../actions/toSeenText.ts'
import { withProviders } from '../actions/withProviders.ts'
import { type AddCommand, EXIT } from '../command.ts'
import { done } from '../done.ts'
import { COMPANY_HELP } from '../readOptions.ts'
import { toTable } from '../toTable.ts'

const PERMISSIONS = { yes: 'yes', no: 'no permission', unknown: 'not known yet', 'not-offered': 'not offered' } as const

/** What of actions is only looked at, under `actions`. */
export const addActionViews: AddCommand = (actions: Command, run) => {
  actions
    .command('show')
    .argument('<id>')
    .description('An action: what was seen when it was decided, and each step since')
    .action((id: string) => run(({ withEngine }) => withEngine('read', async ({ client }) => toShown(await client.actions.get({ id })))))

  actions
    .command('offers')
    .argument('<company>', COMPANY_HELP)
    .description('What can be done for a company, and what not, with the reason')
    .action((company: string) =>
      run((context) =>
        withProviders(context, async ({ client }) => {
          const answer = await client.actions.offers({ company })
          const rows = answer.targets.flatMap(({ provider, ref, label, offers }) =>
            offers.map(({ kind, obstacle }) => [kind, label, toActor(kind, provider), ref, obstacle ?? 'yes']),
          )
          return done(answer, toTable(['Action', 'Of', 'By', 'Id', 'Can be done'], rows))
        }),
      ),
    )

  actions
    .command('link')
    .argument('<id>')
    .description('The address of a link that was made. It is kept nowhere, and ends with 1 where it cannot be had any more')
    .action((id: string) =>
      run((context) =>
        withProviders(context, async ({ client }) => {
          const { url, why } = await client.actions.link({ id })
          return { json: { url, why }, text: url ?? why ?? 'There is no address.', exitCode: url === null ? EXIT.failed : EXIT.done }
        }),
      ),
    )

  actions
    .command('permissions')
    .description('What the key of each provider may change, as far as is known')
    .action(() =>
      run((context) =>
        withProviders(context, async ({ client }) => {
          const answer = await client.actions.permissions({})
          const rows = answer.items.map(({ provider, areas }) => [
            PROVIDER_TITLES[provider],
            ...ACTION_AREAS.map((area) => PERMISSIONS[areas[area]]),
          ])
          return done(answer, answer.items.length === 0 ? 'No provider is connected.' : toTable(['Provider', ...ACTION_AREAS], rows))
        }),
      ),
    )
}

/** Of what no provider hears, ourselves. */
function toActor(kind: ActionKind, provider: ProviderName | null): string {
  return provider === null || isOwnAction(kind) ? 'Tierdesk' : PROVIDER_TITLES[provider]
}

function toShown({ action, wish, saw, steps }: ActionDetail) {
  const rows = steps.map(({ at, who, state, text, reason }) => [toIso(at), state, text, who, reason])
  const seen = saw.map(({ label, value }) => [label, toSeenText(value)])
  return done(
    {
      action: toActionJson(action),
      wish,
      saw: saw.map(({ value, ...row }) => ({ ...row, value: toSeenJson(value) })),
      steps: steps.map(toStepJson),
    },
    [
      toActionText(action),
      ...(seen.length === 0 ? [] : ['', toTable(['Decided with', ''], seen)]),
      '',
      toTable(['At', 'State', 'What', 'Who', 'Reason'], rows),
    ].join('\n'),
  )
}
