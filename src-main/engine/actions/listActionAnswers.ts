import type { ActionCounts, ActionDetail, ActionItem } from '../../../src-shared/contract/actions.ts'
import type { AuditEntry } from '../../../src-shared/contract/audit.ts'
import { z } from '../../../src-shared/contract/zod.ts'
import type { ActionKind, ActionState } from '../../../src-shared/model/action.ts'
import { PROVIDER_TITLES, PROVIDERS, type ProviderName } from '../../../src-shared/model/provider.ts'
import { isHalted, REFUSALS_TO_HALT } from '../../domain/actions/isHalted.ts'
import type { ReadDb } from '../../store/readDb.ts'
import { countActions, findAction, listActionSteps, listActions, listAudit, listOutcomes } from '../../store/reads/actions.ts'
import { getCompanyIdentity } from '../companies.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import type { ActionParts } from './actionParts.ts'
import { readWish } from './describeAction.ts'
import { missing } from './queueAction.ts'
import { toActionItem, toCompanyName } from './toActionItem.ts'

interface ListAsk {
  company: string | null
  provider: ProviderName | null
  kind: ActionKind | null
  states: readonly ActionState[] | null
  limit: number
  cursor: string | null
}

const place = z.tuple([z.int()])

/** Newest first. */
export function listActionPage(parts: ActionParts, { limit, cursor, ...ask }: ListAsk): { items: ActionItem[]; next: string | null } {
  const db = parts.store.read
  const filter = { ...ask, company: ask.company === null ? null : getCompanyIdentity(db, ask.company).company }
  const question = `actions|${JSON.stringify(filter)}`
  const before = cursor === null ? null : readCursor(cursor, question, place)[0]
  const rows = listActions(db, filter, limit + 1, before)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { items: rows.slice(0, limit).map((known) => toActionItem(parts, known)), next: last ? writeCursor(question, [last.seq]) : null }
}

export function countActionRows({ store }: Pick<ActionParts, 'store'>): ActionCounts {
  const db = store.read
  const { queued = 0, attempting = 0, accepted = 0, conflict = 0, unknown = 0, draft = 0, rejected = 0 } = countActions(db)
  return {
    ...{ queued, conflict, unknown, draft, rejected },
    attempting: attempting + accepted,
    needPerson: conflict + unknown + draft,
    halted: listHalted(db, queued),
  }
}

function listHalted(db: ReadDb, queued: number): ActionCounts['halted'] {
  // Where nothing waits, nothing is held up.
  if (queued === 0) return []
  return PROVIDERS.filter((provider) => isHalted(listOutcomes(db, provider, REFUSALS_TO_HALT))).map((provider) => ({
    provider,
    reason: `${PROVIDER_TITLES[provider]} refused ${REFUSALS_TO_HALT} in a row.`,
  }))
}

export function showAction(parts: ActionParts, { id }: { id: string }): ActionDetail {
  const known = findAction(parts.store.read, id)
  if (!known) throw missing(id)
  return {
    action: toActionItem(parts, known),
    wish: readWish(known.action),
    saw: known.standing.saw,
    steps: listActionSteps(parts.store.read, id).map(({ at, who, state, text, reason, detail }) => ({
      ...{ at, who, state, text, reason },
      attempt: detail.attempt ?? null,
    })),
  }
}

interface AuditAsk {
  company: string | null
  action: string | null
  kind: ActionKind | null
  who: string | null
  limit: number
  cursor: string | null
}

/** Newest first. */
export function listAuditPage(db: ReadDb, { limit, cursor, ...ask }: AuditAsk): { items: AuditEntry[]; next: string | null } {
  const filter = { ...ask, company: ask.company === null ? null : getCompanyIdentity(db, ask.company).company }
  const question = `audit|${JSON.stringify(filter)}`
  const before = cursor === null ? null : readCursor(cursor, question, place)[0]
  const rows = listAudit(db, filter, limit + 1, before)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map(({ step, action }) => ({
      ...{ id: String(step.seq), at: step.at, who: step.who, action: action.id, kind: action.kind, state: step.state },
      ...{ provider: action.provider, company: action.company, companyName: toCompanyName(db, action.company) },
      ...{ title: action.title, text: step.text, reason: step.reason },
    })),
    next: last ? writeCursor(question, [last.step.seq]) : null,
  }
}
