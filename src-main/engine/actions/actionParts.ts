import type { ActionPreview } from '../../../src-shared/contract/actions.ts'
import type { SeenRow } from '../../../src-shared/model/action.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Money } from '../../../src-shared/model/money.ts'
import type { Outbox } from '../../outbox/createOutbox.ts'
import type { OutboxParts } from '../../outbox/outboxParts.ts'
import type { HostPorts } from '../../ports.ts'
import type { Topics } from '../createTopics.ts'
import type { GuardedStore } from '../guardStore.ts'
import type { Actings } from './readActionWorld.ts'

/** What actions are decided with. */
export interface ActionParts {
  store: GuardedStore
  ports: HostPorts
  topics: Pick<Topics, 'announce'>
  outbox: Outbox
  canWrite: boolean
  openLine: OutboxParts['openLine']
  /** How each connected provider is asked: read anew with each call, for keys change. */
  openActings: () => Promise<Actings>
  /** What was shown lately, by its digest: what staff may decide on. */
  shown: Map<string, ShownPreview>
}

/** A preview as it was shown. */
export interface ShownPreview {
  company: string
  /** JSON. */
  wish: string
  /** What the mirror knows of it, without what the provider reckoned. */
  mirrored: SeenRow[]
  saw: SeenRow[]
  sawAt: Instant
  atMost: Money | null
  preview: ActionPreview
}

/** Who says it, as the audit log names them. */
export function toWho({ ports }: Pick<ActionParts, 'ports'>): string {
  return ports.who?.() ?? 'somebody at this machine'
}
