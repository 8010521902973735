import type { Instant } from '../../src-shared/model/instant.ts'
import type { ObjectKind, UnreadableObject } from '../domain/mirrored.ts'
import type { FetchedObject, ProviderError } from '../providers/provider.ts'
import type { Run } from './createRun.ts'
import type { ConnectionParts } from './syncParts.ts'

type Settled = { ok: true; fetched: FetchedObject[]; failures: UnreadableObject[] } | { ok: false; error: ProviderError }

/**
 * Asks one by one for objects that the mirror has and a list left out.
 *
 * What is neither in the list nor to be had by its id is gone.
 */
export async function settleDoubts(
  { provider, clock }: Pick<ConnectionParts, 'provider' | 'clock'>,
  run: Run,
  kind: ObjectKind,
  refs: readonly string[],
): Promise<Settled> {
  const fetched: FetchedObject[] = []
  const failures: UnreadableObject[] = []
  for (const ref of refs) {
    const found = await run.ask((way) => provider.fetchObject(kind, ref, way))
    if (found.ok) fetched.push(found.value)
    // Neither in the list nor to be had by its id: the provider does not know it any more.
    else if (found.error.kind === 'missing') fetched.push(toGone(kind, ref, clock.now()))
    else if (found.error.kind === 'unreadable')
      failures.push({ kind, ref, reason: `It is not in the list any more. ${found.error.detail}` })
    else return { ok: false, error: found.error }
  }
  return { ok: true, fetched, failures }
}

function toGone(of: ObjectKind, ref: string, at: Instant): FetchedObject {
  return { object: { kind: 'deleted', of, ref, deletedAt: at }, answeredAt: at }
}
