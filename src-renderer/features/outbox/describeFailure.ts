import type { ActionProposal } from '../../../src-shared/contract/actions.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { formatCount } from '../../ui/formatCount.ts'

/** Why an invoice was not paid, and how often that was tried. */
export function describeFailure({ provider, reason, attempts }: ActionProposal): string {
  const why = reason ?? `${PROVIDER_TITLES[provider]} could not collect it.`
  const ended = /[.!?)]$/.test(why) ? why : `${why}.`
  return attempts > 1 ? `${ended} Tried ${formatCount(attempts)} times.` : ended
}
