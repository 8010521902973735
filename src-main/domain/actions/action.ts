import type { ActionKind, ActionState, SeenRow } from '../../../src-shared/model/action.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Money } from '../../../src-shared/model/money.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { ObjectKind } from '../mirrored.ts'
import type { Order } from './order.ts'

/** What staff decided. Never changed: what becomes of it are its steps. */
export interface Action {
  /** Drawn by whoever asked for it: the same one again is the same action. */
  id: string
  kind: ActionKind
  /** Null, with the account, for what staff do by their own word. */
  provider: ProviderName | null
  /** The provider's account that it was decided for. */
  account: string | null
  /** Our id of the company. */
  company: string
  product: string | null
  /** Of all that bear the same one, only the oldest that is not over goes on; null where nothing is sent. */
  serial: string | null
  /** JSON of what staff wanted, to be edited and shown. */
  wish: string
  /** What is done, in a sentence. */
  title: string
  /** What it moves, as it was decided last; null where it moves none, or nobody knows yet. */
  amount: Money | null
  at: Instant
  /** The system's user and host. */
  who: string
  reason: string
}

/** One step of an action, appended and never changed. The newest says where it stands. */
export interface ActionStep {
  action: string
  state: ActionState
  at: Instant
  who: string
  /** What happened, in a sentence. */
  text: string
  /** Why a person did it; empty for what Tierdesk did by itself. */
  reason: string
  detail: StepDetail
}

/** What of a step is needed later, each where it applies. */
export interface StepDetail {
  /** On being decided: what the provider is asked for, what staff saw, when they saw it, and what more than which they do not pay. */
  order?: Order | null
  saw?: SeenRow[]
  sawAt?: Instant
  atMost?: Money | null
  /** On being decided anew: what it moves then. */
  amount?: Money | null
  /** A person said that it goes, whatever stopped the others. */
  isForced?: true
  /** Of an attempt: its number from 1, its key, and the frozen request. */
  attempt?: number
  key?: string
  request?: string
  /** Of what was accepted: the provider's id of what came of it, and what the mirror has to see. */
  ref?: string | null
  touched?: { kind: ObjectKind; ref: string }[]
  hasLink?: boolean
  /** Of a conflict: what would be seen now. */
  now?: SeenRow[]
}

/** Where an action stands, by its steps. */
export interface ActionStanding {
  state: ActionState
  since: Instant
  text: string
  /** How often it was sent, at most once each. */
  attempts: number
  /** What the provider is asked for; null where nobody is. */
  order: Order | null
  saw: SeenRow[]
  /** When staff saw what they decided on. */
  sawAt: Instant
  atMost: Money | null
  /** What it moves where that was decided anew; null where it was not. */
  amount: Money | null
  /** Whether a person sent it on since it was queued. */
  isForced: boolean
  /** The newest attempt. */
  attempt: { number: number; key: string; request: string; at: Instant } | null
  accepted: { ref: string | null; touched: { kind: ObjectKind; ref: string }[]; hasLink: boolean; at: Instant } | null
  /** Of a conflict, what would be seen now. */
  now: SeenRow[] | null
}
