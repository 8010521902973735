import { ACTION_AREAS, ACTION_KINDS, ACTION_STATES } from '../model/action.ts'
import { command, query } from './kinds.ts'
import { companyName, instant, page, provider } from './primitives.ts'
import { currency, wish } from './wish.ts'
import { z } from './zod.ts'

const money = z.strictObject({ amount: z.int(), currency })
const reason = z.string().trim().max(2_000).default('')

/** Something that staff saw, or would see now. */
const seenValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('money'), amount: z.int(), currency }),
  z.strictObject({ kind: z.literal('instant'), at: instant }),
  z.strictObject({ kind: z.literal('number'), number: z.number() }),
  z.strictObject({ kind: z.literal('none') }),
])
export type SeenValue = z.infer<typeof seenValue>

const seenRow = z.strictObject({ name: z.string(), label: z.string(), value: seenValue })
export type SeenRow = z.infer<typeof seenRow>

const changeRow = z.strictObject({ name: z.string(), label: z.string(), before: seenValue, after: seenValue })

const exceed = z.strictObject({ metric: z.string(), kind: z.enum(['stock', 'flow']), used: z.int(), limit: z.int(), overage: z.int() })

/** What an action would do, with the world as it is now. */
const preview = z.strictObject({
  kind: z.enum(ACTION_KINDS),
  provider: provider.nullable(),
  /** Our id. */
  company: z.string(),
  companyName: z.string(),
  product: z.string().nullable(),
  /** What would be done, in a sentence. */
  title: z.string(),
  /** Why it cannot be done, and what to do about it; null where it can. */
  refusal: z.strictObject({ reason: z.string(), hint: z.string() }).nullable(),
  /** What changes, before and after. */
  rows: z.array(changeRow),
  gained: z.array(z.string()),
  lost: z.array(z.string()),
  /** What the check of a change of plan says; null where it is none. */
  check: z
    .strictObject({
      verdict: z.enum(['blocked', 'unknown', 'period-end', 'warning', 'ok']),
      exceeds: z.array(exceed),
      steps: z.array(z.string()),
      /** When a change that has to wait may take effect. */
      possibleAt: instant.nullable(),
    })
    .nullable(),
  money: z.strictObject({
    /** Whether it moves money, or lets money be moved. */
    isMoved: z.boolean(),
    /** What is charged at once; negative where it is given back. Null where nobody knows yet. */
    dueNow: money.nullable(),
    dueNext: money.nullable(),
    nextAt: instant.nullable(),
    lines: z.array(z.strictObject({ text: z.string(), amount: money })),
    /** Whose reckoning it is; `later` is the provider's, made before it is sent. */
    source: z.enum(['provider', 'own', 'later', 'none']),
    /** More than this is not paid without asking again; null where nothing is paid. */
    atMost: money.nullable(),
  }),
  takesEffect: z.enum(['now', 'period-end', 'date']),
  effectAt: instant.nullable(),
  warnings: z.array(z.string()),
  needs: z.strictObject({
    /** A written reason, without which it is not taken. */
    reason: z.boolean(),
    /** That staff say that they understand what is lost. */
    acknowledgement: z.boolean(),
    /** A second confirmation, for its amount is above the limit. */
    approval: z.boolean(),
  }),
  /** Whether the key may do it, as far as is known. */
  permission: z.enum(['yes', 'no', 'unknown']),
  /** What is compared when it is sent. */
  saw: z.array(seenRow),
  /** Of `saw`: what staff decided on. */
  digest: z.string(),
})
export type ActionPreview = z.infer<typeof preview>

const conflictRow = z.strictObject({ name: z.string(), label: z.string(), saw: seenValue, now: seenValue })
export type ConflictRow = z.infer<typeof conflictRow>

const action = z.strictObject({
  id: z.string(),
  kind: z.enum(ACTION_KINDS),
  provider: provider.nullable(),
  company: z.string(),
  companyName: z.string(),
  product: z.string().nullable(),
  /** What is done, in a sentence. */
  title: z.string(),
  /** What it moves; null where it moves none, or nobody knows yet. */
  amount: money.nullable(),
  state: z.enum(ACTION_STATES),
  /** Why it stands where it stands, and what comes next, in a sentence. */
  standing: z.string(),
  /** Whether it goes on only when a person does something. */
  needsPerson: z.boolean(),
  who: z.string(),
  reason: z.string(),
  at: instant,
  /** Since when it is in its state. */
  since: instant,
  attempts: z.int(),
  /** When it is tried next; null where nothing is planned. */
  nextAt: instant.nullable(),
  /** The provider's id of what came of it. */
  ref: z.string().nullable(),
  /** Whether there is an address to hand to the customer. */
  hasLink: z.boolean(),
  /** Both sides of a conflict, the rows that differ; empty where there is none. */
  conflict: z.array(conflictRow),
  /** What can be done with it. */
  can: z.strictObject({ approve: z.boolean(), send: z.boolean(), cancel: z.boolean(), edit: z.boolean(), settle: z.boolean() }),
})
export type ActionItem = z.infer<typeof action>

const step = z.strictObject({
  at: instant,
  /** The system's user and host, or Tierdesk itself. */
  who: z.string(),
  state: z.enum(ACTION_STATES),
  text: z.string(),
  reason: z.string(),
  attempt: z.int().nullable(),
})
export type ActionStep = z.infer<typeof step>

const detail = z.strictObject({
  action,
  wish,
  saw: z.array(seenRow),
  steps: z.array(step),
})
export type ActionDetail = z.infer<typeof detail>

/** Something that actions are done to, or with. */
const target = z.strictObject({
  kind: z.enum(['subscription', 'invoice', 'payment', 'customer', 'company']),
  provider: provider.nullable(),
  ref: z.string().nullable(),
  label: z.string(),
  product: z.string().nullable(),
  offers: z.array(
    z.strictObject({
      kind: z.enum(ACTION_KINDS),
      /** Why it is not to be had here; null where it is. */
      obstacle: z.string().nullable(),
    }),
  ),
})
export type ActionTarget = z.infer<typeof target>

const caps = z.strictObject({
  /** What moves more than this asks for a second confirmation, by currency. Others are held to `other`, in their minor unit. */
  confirmAbove: z.record(currency, z.int().min(0)),
  confirmAboveOther: z.int().min(0),
  /** How much may be moved in 24 hours, by currency. */
  moneyPerDay: z.record(currency, z.int().min(0)),
  moneyPerDayOther: z.int().min(0),
  sendsPerMinute: z.int().min(1).max(600),
})
export type ActionCaps = z.infer<typeof caps>

const counts = z.strictObject({
  queued: z.int(),
  attempting: z.int(),
  conflict: z.int(),
  unknown: z.int(),
  draft: z.int(),
  rejected: z.int(),
  /** How many go on only when a person does something. */
  needPerson: z.int(),
  /** Whether sending was stopped, by provider, and why. */
  halted: z.array(z.strictObject({ provider, reason: z.string() })),
})
export type ActionCounts = z.infer<typeof counts>

/** Something that staff may want to do, and that nobody has decided on. */
const proposal = z.strictObject({
  kind: z.literal('invoice.retry'),
  provider,
  invoice: z.string(),
  number: z.string().nullable(),
  company: z.string(),
  companyName: z.string(),
  amount: money,
  failedAt: instant,
  /** The provider's words. */
  reason: z.string().nullable(),
  attempts: z.int(),
  /** When the provider tries by itself; null where it does not. */
  nextOwnAt: instant.nullable(),
})
export type ActionProposal = z.infer<typeof proposal>

/** One action, by our id of it. */
const one = { id: z.string().min(1).max(100) }

const filter = {
  company: companyName.nullable().default(null),
  provider: provider.nullable().default(null),
  kind: z.enum(ACTION_KINDS).nullable().default(null),
  states: z.array(z.enum(ACTION_STATES)).max(ACTION_STATES.length).nullable().default(null),
}

export const actions = {
  /** What can be done for a company, and what not, with the reason. */
  offers: query(z.strictObject({ company: companyName }), z.strictObject({ company: z.string(), targets: z.array(target) })),
  /** What staff may want to do, the newest first: invoices to be tried again. */
  proposals: query(z.strictObject({ limit: z.int().min(1).max(200).default(50) }), z.strictObject({ items: z.array(proposal) })),
  /** What an action would do. Asks the provider where the line is up; changes nothing. */
  preview: query(
    z.strictObject({
      company: companyName,
      wish,
      /** An action that is decided on anew by it, or in whose place it comes: that one is no obstacle. */
      anew: z.string().max(100).nullable().default(null),
    }),
    preview,
  ),
  /** Decides on an action. The same id with the same wish gives the action that there is. */
  queue: command(
    z.strictObject({
      /** Drawn by whoever asks: a double click is one action. */
      id: z.string().regex(/^[A-Za-z0-9_-]{8,60}$/),
      company: companyName,
      wish,
      /** Of the preview that staff decided on: where the world is another by now, nothing is queued. */
      digest: z.string().max(200),
      reason,
      isAcknowledged: z.boolean().default(false),
      /** An action that waits, in whose place this one comes. */
      replaces: z.string().max(100).nullable().default(null),
    }),
    action,
  ),
  list: query(z.strictObject({ ...filter, ...page }), z.strictObject({ items: z.array(action), next: z.string().nullable() })),
  count: query(z.strictObject({}), counts),
  get: query(z.strictObject(one), detail),
  /** Confirms once more what moves much. */
  approve: command(z.strictObject({ ...one, reason }), action),
  /** Sends now what waits, whatever kept it, and begins to send again where that was stopped. */
  send: command(z.strictObject(one), action),
  cancel: command(z.strictObject({ ...one, reason }), action),
  /** Ends a conflict: `go-on` with the world as it is now, or `drop`. Ends an unknown: it `happened`, or it did `not-happen`. */
  settle: command(
    z.strictObject({
      ...one,
      as: z.enum(['go-on', 'drop', 'happened', 'not-happened']),
      digest: z.string().max(200).nullable().default(null),
      reason,
    }),
    action,
  ),
  /** The address of a link that was made. It is kept nowhere: where it cannot be had any more, null, and why. */
  link: command(z.strictObject(one), z.strictObject({ url: z.string().nullable(), why: z.string().nullable() })),
  caps: query(z.strictObject({}), caps),
  setCaps: command(caps, caps),
  /** What the keys may change, by provider, as far as is known. */
  permissions: query(
    z.strictObject({}),
    z.strictObject({
      items: z.array(z.strictObject({ provider, areas: z.record(z.enum(ACTION_AREAS), z.enum(['yes', 'no', 'unknown', 'not-offered'])) })),
    }),
  ),
}
