import { and, asc, desc, eq, gte, inArray, lt, type SQL } from 'drizzle-orm'
import type { ActionArea, ActionCaps, ActionKind, ActionState } from '../../../src-shared/model/action.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import type { ProviderName } from '../../../src-shared/model/provider.ts'
import type { Action, ActionStanding, ActionStep } from '../../domain/actions/action.ts'
import { DEFAULT_CAPS } from '../../domain/actions/actionCaps.ts'
import { toStanding } from '../../domain/actions/toStanding.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb } from '../readDb.ts'
import { action, actionCaps, actionNow, actionPermit, actionStep } from '../schema/outbox.ts'
import type { Connection } from './connections.ts'

export interface KnownAction {
  /** Its place among all, oldest first. */
  seq: number
  action: Action
  standing: ActionStanding
}

export interface ActionFilter {
  company: string | null
  provider: ProviderName | null
  kind: ActionKind | null
  states: readonly ActionState[] | null
}

/** Not over, and not waiting for a person: what the outbox has to look after. */
const LIVE: readonly ActionState[] = ['queued', 'attempting', 'accepted', 'unknown']

/** Newest first. */
export function listActions(db: ReadDb, filter: ActionFilter, limit: number, before: number | null): KnownAction[] {
  const { company, provider, kind, states } = filter
  const wanted: (SQL | undefined)[] = [
    company === null ? undefined : eq(action.company, company),
    provider === null ? undefined : eq(action.provider, provider),
    kind === null ? undefined : eq(action.kind, kind),
    states === null ? undefined : inArray(actionNow.state, [...states]),
    before === null ? undefined : lt(action.seq, before),
  ]
  const rows = select(db)
    .where(and(...wanted))
    .orderBy(desc(action.seq))
    .limit(limit)
    .all()
  return rows.map(({ action: row }) => toKnown(db, row))
}

const listLive = prepareOnce((db: ReadDb) =>
  select(db)
    .where(inArray(actionNow.state, [...LIVE]))
    .orderBy(asc(action.seq))
    .prepare(),
)

/** What is to be sent, looked up or confirmed, oldest first. */
export function listLiveActions(db: ReadDb): KnownAction[] {
  const rows = listLive(db).all()
  return rows.map(({ action: row }) => toKnown(db, row))
}

export function findAction(db: ReadDb, id: string): KnownAction | null {
  const row = db.drizzle.select().from(action).where(eq(action.id, id)).get()
  return row ? toKnown(db, row) : null
}

/** Oldest first. */
export function listActionSteps({ drizzle }: ReadDb, id: string): ActionStep[] {
  return drizzle.select().from(actionStep).where(eq(actionStep.action, id)).orderBy(actionStep.seq).all().map(toStep)
}

/** The oldest that is not over of those that must not go at once; null where there is none. */
export function findFirstOfSerial({ drizzle }: ReadDb, serial: string, account: string | null): { id: string; title: string } | null {
  const isOpen = inArray(actionNow.state, ['draft', 'conflict', ...LIVE])
  const isOfAccount = account === null ? undefined : eq(action.account, account)
  return (
    drizzle
      .select({ id: action.id, title: action.title })
      .from(action)
      .innerJoin(actionNow, eq(actionNow.action, action.id))
      .where(and(eq(action.serial, serial), isOfAccount, isOpen))
      .orderBy(asc(action.seq))
      .limit(1)
      .get() ?? null
  )
}

/**
 * The oldest that is not over of those that must not go at once and came before an action, or before one that is still to come.
 *
 * @param id of the action; of none for one that is not kept yet
 */
export function findUnderWay(
  db: ReadDb,
  serial: string,
  { id, except }: { id: string; except: string | null },
): { kind: ActionKind; title: string; state: ActionState } | null {
  const row = findBefore(db).get({ serial, id, except }) as [ActionKind, string, ActionState] | undefined
  return row ? { kind: row[0], title: row[1], state: row[2] } : null
}

const findBefore = prepareOnce(({ sqlite }: ReadDb) =>
  sqlite
    .prepare(
      `select kind, title, action_now.state from action join action_now on action_now.action = action.id
        where serial = :serial and action_now.state in ('draft', 'queued', 'attempting', 'accepted', 'conflict', 'unknown')
          and action.id is not :except and action.seq < coalesce((select seq from action where id = :id), 9007199254740991)
        order by action.seq limit 1`,
    )
    .raw(),
)

export function countActions({ sqlite }: ReadDb): Partial<Record<ActionState, number>> {
  const rows = sqlite.prepare('select state, count(*) from action_now group by state').raw().all() as [ActionState, number][]
  return Object.fromEntries(rows)
}

/** A time around an instant, its ends left out. By a clock that was set right meanwhile, what was sent before it lies behind the instant. */
export interface Around {
  at: Instant
  ms: number
}

/** How often something was sent around an instant. */
export function countSends({ sqlite }: ReadDb, { at, ms }: Around): number {
  const count = sqlite.prepare("select count(*) from action_step where state = 'attempting' and at > ? and at < ?").pluck()
  return count.get(at - ms, at + ms) as number
}

/** How much was moved, or may have been, around an instant: in the currency's minor unit, by what staff decided last. */
export function sumMoved({ sqlite }: ReadDb, currency: string, { at, ms }: Around): number {
  const sum = sqlite
    .prepare(
      `select coalesce(sum(abs(coalesce(decided, amount))), 0) from (
        select amount, currency, (select json_extract(detail, '$.amount.amount') from action_step
          where action = action.id and json_extract(detail, '$.amount') is not null order by action_step.seq desc limit 1) as decided
        from action
          where id in (select action from action_step where state = 'attempting' and at > ? and at < ?)
          and id in (select action from action_now where state in ('attempting', 'accepted', 'confirmed', 'unknown')))
        where currency = ?`,
    )
    .pluck()
  return sum.get(at - ms, at + ms, currency) as number
}

/** The newest outcomes of what was sent to a provider, newest first; `queued` for a person who said to go on. */
export function listOutcomes({ sqlite }: ReadDb, provider: ProviderName, limit: number): ActionState[] {
  return sqlite
    .prepare(
      `select step.state from action_step step join action on action.id = step.action
        where provider = ? and (step.state in ('accepted', 'rejected', 'unknown')
          or (step.state = 'queued' and json_extract(detail, '$.isForced') = 1))
        order by step.seq desc limit ?`,
    )
    .pluck()
    .all(provider, limit) as ActionState[]
}

export function readActionCaps({ drizzle }: ReadDb): ActionCaps {
  const row = drizzle.select().from(actionCaps).get()
  return row ? (JSON.parse(row.caps) as ActionCaps) : DEFAULT_CAPS
}

/** What a key may change, as far as it was found out since it was connected. */
export function readActionPermits(
  { drizzle }: ReadDb,
  { accountId, connectedAt }: Pick<Connection, 'accountId' | 'connectedAt'>,
): Partial<Record<ActionArea, boolean>> {
  const isOfKey = and(eq(actionPermit.accountId, accountId), gte(actionPermit.seenAt, connectedAt))
  const rows = drizzle.select().from(actionPermit).where(isOfKey).all()
  return Object.fromEntries(rows.map(({ area, isPermitted }) => [area, isPermitted]))
}

/** When the oldest of it was found out; null where nothing was. */
export function findOldestPermit(
  { sqlite }: ReadDb,
  { accountId, connectedAt }: Pick<Connection, 'accountId' | 'connectedAt'>,
): Instant | null {
  const oldest = sqlite.prepare('select min(seen_at) from action_permit where account_id = ? and seen_at >= ?').pluck()
  return oldest.get(accountId, connectedAt) as Instant | null
}

export interface AuditFilter {
  company: string | null
  action: string | null
  kind: ActionKind | null
  who: string | null
}

/** Steps of all actions with what they are of, newest first. */
export function listAudit({ drizzle }: ReadDb, filter: AuditFilter, limit: number, before: number | null) {
  const wanted: (SQL | undefined)[] = [
    filter.company === null ? undefined : eq(action.company, filter.company),
    filter.action === null ? undefined : eq(actionStep.action, filter.action),
    filter.kind === null ? undefined : eq(action.kind, filter.kind),
    filter.who === null ? undefined : eq(actionStep.who, filter.who),
    before === null ? undefined : lt(actionStep.seq, before),
  ]
  return drizzle
    .select({ step: actionStep, action })
    .from(actionStep)
    .innerJoin(action, eq(action.id, actionStep.action))
    .where(and(...wanted))
    .orderBy(desc(actionStep.seq))
    .limit(limit)
    .all()
}

function select({ drizzle }: ReadDb) {
  return drizzle.select({ action }).from(action).innerJoin(actionNow, eq(actionNow.action, action.id))
}

function toKnown(db: ReadDb, row: typeof action.$inferSelect): KnownAction {
  const { seq, chainedTo: _, hash: __, amount, currency, ...rest } = row
  const standing = toStanding(listActionSteps(db, row.id))
  const decided = amount === null || currency === null ? null : { amount, currency }
  return { seq, action: { ...rest, amount: standing.amount ?? decided }, standing }
}

function toStep({ action, state, at, who, text, reason, detail }: typeof actionStep.$inferSelect): ActionStep {
  return { action, state, at, who, text, reason, detail: JSON.parse(detail) }
}
