import { ACTION_STATES, type ActionState } from '../../../src-shared/model/action.ts'
import { PROVIDERS, type ProviderName } from '../../../src-shared/model/provider.ts'
import { GROUPS, type OutboxGroup } from './outboxGroups.ts'

/** What the outbox is narrowed to, and which of its actions is open. What is null narrows nothing. */
export interface OutboxFilter {
  group: OutboxGroup | null
  state: ActionState | null
  provider: ProviderName | null
  /** Our id of the one whose details are open. */
  action: string | null
}

/** As the address has it: `needs,stripe,action:…`. What it does not know narrows nothing. */
export function readOutboxFilter(text: string | null): OutboxFilter {
  const words = text?.split(',') ?? []
  return {
    group: GROUPS.find((each) => words.includes(each)) ?? null,
    state: ACTION_STATES.find((each) => words.includes(each)) ?? null,
    provider: PROVIDERS.find((each) => words.includes(each)) ?? null,
    action: words.find((word) => word.startsWith('action:'))?.slice('action:'.length) || null,
  }
}

export function writeOutboxFilter({ group, state, provider, action }: OutboxFilter): string | null {
  return [group, state, provider, action && `action:${action}`].filter((word) => word !== null).join(',') || null
}
