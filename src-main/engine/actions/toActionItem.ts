import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import { waitsForPerson } from '../../domain/actions/actionStates.ts'
import { compareSeen } from '../../domain/actions/compareSeen.ts'
import type { ReadDb } from '../../store/readDb.ts'
import type { KnownAction } from '../../store/reads/actions.ts'
import { findCompanyIds, getCompanyName } from '../../store/reads/findCompanyIds.ts'
import type { ActionParts } from './actionParts.ts'

/** An action as it is listed, with what can be done with it. */
export function toActionItem({ store, outbox }: Pick<ActionParts, 'store' | 'outbox'>, { action, standing }: KnownAction): ActionItem {
  const { id, kind, provider, company, product, title, amount, who, reason, at } = action
  const { state, since, attempts, accepted, saw, now } = standing
  const isWaiting = state === 'queued' || state === 'attempting' || state === 'accepted'
  const wait = isWaiting ? outbox.describeWait(id) : null
  const isOpen = state === 'draft' || state === 'queued' || state === 'conflict'
  return {
    ...{ id, kind, provider, company, product, title, amount, state, who, reason, at, since, attempts },
    companyName: toCompanyName(store.read, company),
    standing: wait?.why ?? standing.text,
    needsPerson: waitsForPerson(state),
    nextAt: wait?.until ?? null,
    ref: accepted?.ref ?? null,
    hasLink: (state === 'accepted' || state === 'confirmed') && (accepted?.hasLink ?? false),
    conflict: now ? compareSeen(saw, now) : [],
    can: {
      approve: state === 'draft',
      send: state === 'queued',
      cancel: isOpen,
      edit: isOpen,
      settle: state === 'conflict' || state === 'unknown',
    },
  }
}

/** A company that was merged away keeps its id here. */
export function toCompanyName(db: ReadDb, company: string): string {
  const [id] = findCompanyIds(db, company)
  return id === undefined ? company : getCompanyName(db, id).name
}
