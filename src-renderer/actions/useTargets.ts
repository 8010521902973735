import { skipToken, useQuery } from '@tanstack/react-query'
import type { ActionTarget } from '../../src-shared/contract/actions.ts'
import type { ActionKind } from '../../src-shared/model/action.ts'
import { isOwnAction } from '../../src-shared/model/isOwnAction.ts'
import { useEngine } from '../lib/engine.ts'
import type { ActionRequest } from './actionDraft.ts'

/** What can be done for a company, and to what. @param company null asks nothing */
export function useTargets(company: string | null) {
  const { ask } = useEngine()
  return useQuery(ask.actions.offers.queryOptions({ input: company === null ? skipToken : { company } }))
}

/** How the dialog of an offer begins. */
export function toRequest(company: ActionRequest['company'], target: ActionTarget, kind: ActionKind): ActionRequest {
  const { provider, ref, product, label } = target
  const draft = { kind, provider: isOwnAction(kind) ? null : provider, ref: ref ?? '', product }
  return { company, ...(target.kind === 'company' ? {} : { label }), draft }
}
