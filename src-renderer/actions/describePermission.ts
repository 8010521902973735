import type { ActionPreview } from '../../src-shared/contract/actions.ts'
import { type ActionArea, AREA_OF } from '../../src-shared/model/action.ts'
import { isOwnAction } from '../../src-shared/model/isOwnAction.ts'
import { PROVIDER_TITLES } from '../../src-shared/model/provider.ts'

/** What a key may change, as people say it. */
export const AREA_WORDS: Record<ActionArea, string> = {
  subscriptions: 'subscriptions',
  invoices: 'invoices',
  refunds: 'refunds',
  checkouts: 'payment links',
  portal: 'portal links',
  accounts: 'virtual accounts',
  pushes: 'pushes',
}

/** Which key may not do what. */
export function describePermission({ kind, provider }: Pick<ActionPreview, 'kind' | 'provider'>): string {
  if (provider === null || isOwnAction(kind)) return 'This workspace may only be looked at.'
  return `The key of ${PROVIDER_TITLES[provider]} may not change ${AREA_WORDS[AREA_OF[kind]]}.`
}
