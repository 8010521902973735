import type { Check } from '../../../src-shared/contract/workspace.ts'
import { toStanding } from '../../domain/actions/toStanding.ts'
import type { ReadDb } from '../readDb.ts'
import { listActionSteps } from './actions.ts'

interface Row {
  id: string
  seq: number
  kept: string | null
  keptSeq: number | null
  keptStep: number | null
  newest: number | null
}

/** Tells where each action stands anew, by its steps, and compares what is kept of it. */
export function examineActions(db: ReadDb): Check {
  const rows = db.sqlite
    .prepare(
      `select id, action.seq as seq, action_now.state as kept, action_now.seq as keptSeq, step as keptStep,
        (select max(seq) from action_step where action_step.action = id) as newest
        from action left join action_now on action_now.action = id`,
    )
    .all() as Row[]
  const strays = db.sqlite.prepare('select count(*) from action_now where action not in (select id from action)').pluck().get() as number
  const wrong = rows.filter((row) => !isKept(db, row)).length + strays
  return {
    name: 'where actions stand',
    ok: wrong === 0,
    detail: wrong === 0 ? `${rows.length} actions, as told by their steps` : `${wrong} do not stand where their steps say`,
  }
}

function isKept(db: ReadDb, { id, seq, kept, keptSeq, keptStep, newest }: Row): boolean {
  if (keptSeq !== seq || keptStep !== newest) return false
  try {
    return toStanding(listActionSteps(db, id)).state === kept
  } catch {
    // Steps that cannot follow on each other tell nothing.
    return false
  }
}
