import type { Topic } from '../../src-shared/contract/changes.ts'
import type { ActionArea, SeenRow } from '../../src-shared/model/action.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import type { ProviderName } from '../../src-shared/model/provider.ts'
import type { Action, ActionStep } from '../domain/actions/action.ts'
import type { ObjectKind } from '../domain/mirrored.ts'
import type { Clock, Log, Randomness } from '../ports.ts'
import type { Acting, OrderPreview } from '../providers/acting.ts'
import type { ProviderError, Way } from '../providers/provider.ts'
import type { Store } from '../store/openStore.ts'
import type { ReadDb, Tx } from '../store/readDb.ts'
import type { Connection } from '../store/reads/connections.ts'

/**
 * Where an action can be cut off by whatever may happen to a program.
 *
 * `kept`: the attempt is on the disk and nothing was sent. `sent`: it was answered and nothing of the answer is on the disk. `answered`: it is.
 * `mirrored`: the mirror has seen what came of it, and nobody has said so. `over`: it is confirmed.
 */
export type Stage = 'kept' | 'sent' | 'answered' | 'mirrored' | 'over'

/** What is open to a provider, as the outbox knows it. */
export interface OutboxLine {
  connection: Connection
  acting: Acting | null
  way: Way
  bringUp(
    company: string,
    customers: readonly string[],
    objects: readonly { kind: ObjectKind; ref: string }[],
  ): Promise<ProviderError | { kind: 'no-key'; detail: string } | null>
}

/** What staff would see of an action now, and why it can be done no more; null where it can. */
export interface Judgement {
  saw: SeenRow[]
  refusal: string | null
}

/** What the mirror says of what was accepted. `open`: it is not there yet, or has no end yet. */
export type Seen =
  | { kind: 'seen'; text: string }
  | { kind: 'open' }
  | { kind: 'failed'; reason: string }
  | { kind: 'unsure'; reason: string }

export interface OutboxParts {
  store: Store
  clock: Clock
  random: Randomness
  log: Log
  announce: (...topics: Topic[]) => void
  openLine: (
    provider: ProviderName,
    signal?: AbortSignal,
  ) => Promise<{ ok: true; line: OutboxLine } | { ok: false; error: ProviderError | { kind: 'no-key'; detail: string } }>
  judge: (db: ReadDb, action: Action, at: Instant) => Judgement
  /** The rows that a provider's reckoning adds to what is seen. */
  toMoneyRows: (preview: OrderPreview) => SeenRow[]
  /** The provider's customers that a company is. */
  listCustomers: (db: ReadDb, company: string, accountId: number) => string[]
  /** Keeps what the step makes expected, or expected no more: in the step's own transaction. */
  follow: (tx: Tx, action: Action, step: ActionStep) => void
  see: (db: ReadDb, action: Action, accepted: { ref: string | null; touched: readonly { kind: ObjectKind; ref: string }[] }) => Seen
  /** What settles an unknown by itself: the id of what came of it, where the mirror has it by now. */
  findTrace: (db: ReadDb, action: Action) => string | null
  noteForbidden: (tx: Tx, accountId: number, area: ActionArea, at: Instant) => void
  /** Hears of each stage, before the next. For tests that cut it off. */
  onStage?: (stage: Stage, action: string) => void
}
