import type { Instant } from '../../src-shared/model/instant.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import type { MirroredObject } from './mirrored.ts'

export type FactKind = 'customer.created' | 'customer.deleted'

/** Something that a provider, an import or a member of staff said happened. Never edited; a correction is a new fact. */
export interface Fact {
  /** Stable: the same happening, read again, has the same key. */
  key: string
  kind: FactKind
  at: Instant
  source: ProviderName
  /** The provider's account, and its object that the fact was read from. */
  account: string
  ref: string
  /** Whether it can be read from the provider again. What cannot is kept in a chain that shows any loss. */
  canBeReadAgain: boolean
}

/** The facts that an object tells by what it is. */
export function toFacts(object: MirroredObject, source: ProviderName, account: string): Fact[] {
  const fact = (kind: FactKind, at: Instant, canBeReadAgain: boolean): Fact => ({
    key: `${kind}:${source}:${account}:${object.ref}`,
    kind,
    at,
    source,
    account,
    ref: object.ref,
    canBeReadAgain,
  })
  if (object.kind === 'customer') return [fact('customer.created', object.createdAt, true)]
  // A deleted customer no longer says when: this was observed once. All else is told by the object itself, and by its earlier states.
  return object.kind === 'deleted' && object.of === 'customer' ? [fact('customer.deleted', object.deletedAt, false)] : []
}
