import type { SeenRow, SeenValue } from '../../../src-shared/model/action.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { Money } from '../../../src-shared/model/money.ts'
import type { ChangeCheck } from '../plans/checkChange.ts'
import type { Order } from './order.ts'

/** What an action would do, with the world as it is. */
export interface Described {
  product: string | null
  /** In a sentence. */
  title: string
  /** Null where it cannot be done, and for what no provider hears of. */
  order: Order | null
  /** Why it cannot be done, and what to do about it. */
  refusal: Refusal | null
  /** What is compared before it is sent, as far as the mirror knows it. */
  saw: SeenRow[]
  rows: { name: string; label: string; before: SeenValue; after: SeenValue }[]
  gained: string[]
  lost: string[]
  check: ChangeCheck | null
  /** What it moves, or may; null where it moves none. */
  amount: Money | null
  /** More than this is not paid without asking again; null where nothing is. */
  atMost: Money | null
  /** What is due by our own reckoning, where no provider need be asked; negative for what is given back. */
  dueNow: Money | null
  takesEffect: 'now' | 'period-end' | 'date'
  effectAt: Instant | null
  warnings: string[]
  needsReason: boolean
  needsAcknowledgement: boolean
}

export interface Refusal {
  reason: string
  hint: string
}

const NOTHING: Omit<Described, 'title'> = {
  product: null,
  order: null,
  refusal: null,
  saw: [],
  rows: [],
  gained: [],
  lost: [],
  check: null,
  amount: null,
  atMost: null,
  dueNow: null,
  takesEffect: 'now',
  effectAt: null,
  warnings: [],
  needsReason: false,
  needsAcknowledgement: false,
}

export function describe(title: string, parts: Partial<Described>): Described {
  return { ...NOTHING, title, ...parts }
}

export function refuse(title: string, reason: string, hint: string, parts: Partial<Described> = {}): Described {
  return describe(title, { ...parts, order: null, refusal: { reason, hint } })
}

export function seen(name: string, label: string, value: SeenValue): SeenRow {
  return { name, label, value }
}

export function text(value: string | null): SeenValue {
  return value === null ? { kind: 'none' } : { kind: 'text', text: value }
}

export function instant(at: Instant | null): SeenValue {
  return at === null ? { kind: 'none' } : { kind: 'instant', at }
}

export function money(value: Money | null): SeenValue {
  return value === null ? { kind: 'none' } : { kind: 'money', amount: value.amount, currency: value.currency }
}
