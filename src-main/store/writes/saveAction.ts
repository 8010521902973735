import { invariant } from '../../../src-shared/model/assert.ts'
import type { Action, ActionStep } from '../../domain/actions/action.ts'
import { canFollow } from '../../domain/actions/actionStates.ts'
import { CHAIN_START, chainHash } from '../chain.ts'
import { prepareOnce } from '../prepareOnce.ts'
import type { ReadDb, Tx } from '../readDb.ts'
import type { action as actionTable, actionStep as stepTable } from '../schema/outbox.ts'

type ActionRow = Omit<typeof actionTable.$inferSelect, 'seq' | 'chainedTo' | 'hash'>
type StepRow = Omit<typeof stepTable.$inferSelect, 'seq' | 'chainedTo' | 'hash'>

const findActionHash = prepareOnce((tx: Tx) => tx.sqlite.prepare('select hash from action order by seq desc limit 1').pluck())
const findStepHash = prepareOnce((tx: Tx) => tx.sqlite.prepare('select hash from action_step order by seq desc limit 1').pluck())
const findNow = prepareOnce((db: ReadDb) => db.sqlite.prepare('select state from action_now where action = ?').pluck())

const insertAction = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into action (id, kind, provider, account, company, product, serial, wish, title, amount, currency, at, who, reason, chained_to, hash)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
)

const insertStep = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into action_step (action, state, at, who, text, reason, detail, chained_to, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
)

const putNow = prepareOnce((tx: Tx) =>
  tx.sqlite.prepare(
    `insert into action_now (action, seq, state, step) values (:action, (select seq from action where id = :action), :state, :step)
      on conflict (action) do update set state = excluded.state, step = excluded.step`,
  ),
)

/** Appends what staff decided, with its first step. An id that is known breaks the transaction. */
export function saveAction(tx: Tx, action: Action, first: Omit<ActionStep, 'action'>): void {
  const chainedTo = (findActionHash(tx).get() as Buffer | undefined) ?? CHAIN_START
  const values = toActionChainValues(toRow(action))
  insertAction(tx).run(...values, chainedTo, chainHash(chainedTo, values))
  saveActionStep(tx, { ...first, action: action.id })
}

/** Appends what became of an action. Throws for what cannot follow on where it stands. */
export function saveActionStep(tx: Tx, step: ActionStep): void {
  const before = (findNow(tx).get(step.action) as ActionStep['state'] | undefined) ?? null
  invariant(canFollow(before, step.state), `an action does not go from ${before ?? 'nothing'} to ${step.state}`)
  const chainedTo = (findStepHash(tx).get() as Buffer | undefined) ?? CHAIN_START
  const values = toStepChainValues({ ...step, detail: JSON.stringify(step.detail) })
  const { lastInsertRowid } = insertStep(tx).run(...values, chainedTo, chainHash(chainedTo, values))
  putNow(tx).run({ action: step.action, state: step.state, step: lastInsertRowid })
}

/** Says anew where each action stands: by its newest step. */
export function tellActionsAnew({ sqlite }: Tx): void {
  sqlite.prepare('delete from action_now').run()
  sqlite
    .prepare(
      `insert into action_now (action, seq, state, step)
        select action.id, action.seq, newest.state, newest.seq from action join action_step newest on newest.action = action.id
        where newest.seq = (select max(seq) from action_step where action = newest.action)`,
    )
    .run()
}

function toRow({ amount, ...action }: Action): ActionRow {
  return {
    ...action,
    amount: amount?.amount ?? null,
    currency: amount?.currency ?? null,
  }
}

/** What of an action its hash is made of, in the order of the table's columns. */
export function toActionChainValues(row: ActionRow) {
  const { id, kind, provider, account, company, product, serial, wish, title, amount, currency, at, who, reason } = row
  return [id, kind, provider, account, company, product, serial, wish, title, amount, currency, at, who, reason]
}

export function toStepChainValues({ action, state, at, who, text, reason, detail }: StepRow) {
  return [action, state, at, who, text, reason, detail]
}
