import { isOwnAction } from '../../../src-shared/model/isOwnAction.ts'
import { PROVIDER_TITLES } from '../../../src-shared/model/provider.ts'
import { findAction } from '../../store/reads/actions.ts'
import type { ActionParts } from './actionParts.ts'
import { missing } from './queueAction.ts'

/** The address of a link that was made: as it was told, or asked for anew. It is kept nowhere. */
export async function findActionLink(parts: ActionParts, { id }: { id: string }): Promise<{ url: string | null; why: string | null }> {
  const known = findAction(parts.store.read, id)
  if (!known) throw missing(id)
  const { action, standing } = known
  const ref = standing.accepted?.ref ?? null
  const told = parts.outbox.findLink(id)
  if (told !== null) return { url: told, why: null }
  if (action.provider === null || isOwnAction(action.kind) || standing.accepted === null)
    return { url: null, why: 'There is no address yet.' }
  const opened = await parts.openLine(action.provider)
  if (!opened.ok) return { url: null, why: opened.error.detail }
  const { acting, way } = opened.line
  if (!acting?.findLink || ref === null)
    return {
      url: null,
      why: `${PROVIDER_TITLES[action.provider]} tells such an address once, and it is kept nowhere. Make another: nothing was charged by it.`,
    }
  const answer = await acting.findLink(action.kind, ref, way)
  if (!answer.ok) return { url: null, why: answer.error.detail }
  return answer.value === null
    ? { url: null, why: 'It is not open any more. Make another: nothing was charged by it.' }
    : { url: answer.value, why: null }
}
