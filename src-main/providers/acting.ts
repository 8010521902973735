import type { ActionArea, ProviderActionKind } from '../../src-shared/model/action.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import type { Money } from '../../src-shared/model/money.ts'
import type { Mode } from '../../src-shared/model/provider.ts'
import type { Order } from '../domain/actions/order.ts'
import type { ObjectKind } from '../domain/mirrored.ts'
import type { Answer, ConnectionSettings, Provider, ProviderError, Way } from './provider.ts'

/** Names an object of the mirror. */
export interface ObjectName {
  kind: ObjectKind
  ref: string
}

/** Which action asks: what a provider is told, so that what was done can be found by it. */
export interface ActionMark {
  /** Our id of the action. */
  action: string
  /** When the attempt was decided on: amounts that depend on the instant are those of it. */
  at: Instant
}

/** What became of a request that was sent. */
export type Sent =
  /** The provider took it. `touched` is what the mirror has to see for it to be confirmed. */
  | { kind: 'accepted'; ref: string | null; touched: ObjectName[]; link: string | null }
  /** It was refused, and nothing was done. `reason` is for people. */
  | { kind: 'refused'; reason: string; code: string | null; lacksPermission: boolean }
  /** It was turned away before it was begun: the same may be sent again. */
  | { kind: 'turned-away'; error: ProviderError }
  /** There was no answer, or none that tells: it may have been done. */
  | { kind: 'lost'; error: ProviderError }

/** What is found out about a request whose answer was lost. */
export type LookedUp =
  | { kind: 'done'; ref: string | null; touched: ObjectName[] }
  /** It was refused, or what it asked for has failed. */
  | { kind: 'failed'; reason: string }
  /** There is no trace of it. */
  | { kind: 'absent' }
  /** What is there may be its doing, or somebody else's: people have to look. */
  | { kind: 'unsure'; reason: string }
  | { kind: 'unanswered'; error: ProviderError }

/** What an order would cost, by the provider's own reckoning. */
export interface OrderPreview {
  /** What is charged at once; negative where something is given back or credited, null where nothing is reckoned at once. */
  dueNow: Money | null
  /** What the next invoice will come to; null where there is none. */
  dueNext: Money | null
  nextAt: Instant | null
  /** Of what it consists, in the provider's words. */
  lines: { text: string; amount: Money }[]
}

/**
 * How a provider is asked to do something: no retries, no waiting, no memory, as its reading.
 *
 * A request is frozen, kept, and only then sent: `send` of the same text under the same key is the same request. Failures are values.
 */
export interface Acting {
  /** Why it cannot do such a thing at all, in a sentence for people; null where it can. */
  findObstacle(kind: ProviderActionKind): string | null
  /** What the key may change, found out by requests that can change nothing; an area that cannot be found out is left out. */
  probe(way: Way): Promise<Answer<Partial<Record<ActionArea, boolean>>>>
  /** Left out by a provider that reckons nothing beforehand. Null for an order that costs nothing by itself. */
  preview?(order: Order, at: Instant, way: Way): Promise<Answer<OrderPreview | null>>
  /** The request as JSON text without any secret, or why there can be none. */
  freeze(order: Order, mark: ActionMark): { ok: true; request: string } | { ok: false; reason: string }
  /** @param key the attempt's own: where the provider knows such keys, a second request under it is answered as the first was */
  send(request: string, key: string, way: Way): Promise<Sent>
  /** How long the same request under the same key cannot be done twice, by the provider's promise and an hour of ours; 0 for never. */
  sameKeyForMs: number
  /** Looks for what a request may have done. Left out where nobody can find out. @param sentAt when it was sent first */
  lookUp?(request: string, sentAt: Instant, way: Way): Promise<LookedUp>
  /** After how long the absence of a trace proves that nothing was done. */
  absentAfterMs: number
  /** The address that a link leads to, asked for anew: it is kept nowhere. Left out where it is told once only. */
  findLink?(kind: ProviderActionKind, ref: string, way: Way): Promise<Answer<string | null>>
}

/** A provider that can be asked to do something, and not only be read. */
export interface ActingProvider extends Provider {
  acting: Acting
}

/** As `ConnectProvider`. */
export type ConnectActing = (key: string, mode: Mode, baseUrl: string | null, settings: ConnectionSettings) => ActingProvider

/** How a provider is asked to do something; null for one that is only read. */
export function findActing(provider: Provider): Acting | null {
  return 'acting' in provider ? (provider as ActingProvider).acting : null
}
