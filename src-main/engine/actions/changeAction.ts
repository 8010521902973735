import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import type { ActionCaps, ActionState } from '../../../src-shared/model/action.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import type { StepDetail } from '../../domain/actions/action.ts'
import { findAction } from '../../store/reads/actions.ts'
import { saveActionStep } from '../../store/writes/saveAction.ts'
import { saveActionCaps } from '../../store/writes/saveActionSettings.ts'
import { type ActionParts, toWho } from './actionParts.ts'
import { askByHost } from './askByHost.ts'
import { followAction } from './followAction.ts'
import { decideAnew, getItem, missing } from './queueAction.ts'

interface StepAsk {
  id: string
  from: readonly ActionState[]
  to: ActionState
  text: string
  reason: string
  detail?: StepDetail
}

/** Confirms once more what moves much. */
export async function approveAction(parts: ActionParts, { id, reason }: { id: string; reason: string }): Promise<ActionItem> {
  mustStand(parts, id, ['draft'])
  await askByHost(parts.ports, getItem(parts, id), 'Nothing was changed.')
  step(parts, { id, from: ['draft'], to: 'queued', text: 'Confirmed a second time.', reason })
  parts.outbox.wake()
  return getItem(parts, id)
}

export function cancelAction(parts: ActionParts, { id, reason }: { id: string; reason: string }): ActionItem {
  step(parts, { id, from: ['draft', 'queued', 'conflict'], to: 'cancelled', text: 'Canceled before it was sent.', reason })
  parts.outbox.wake()
  return getItem(parts, id)
}

/** Sends what waits, and waits for what becomes of it. What is under way already is looked after at once. */
export async function sendNow(parts: ActionParts, { id }: { id: string }): Promise<ActionItem> {
  const known = findAction(parts.store.read, id)
  if (!known) throw missing(id)
  if (known.standing.state === 'queued')
    step(parts, { id, from: ['queued'], to: 'queued', text: 'Sent on by hand.', reason: '', detail: { isForced: true } })
  await parts.outbox.runNow()
  return getItem(parts, id)
}

/** Sets what needs a second confirmation, and how much may go out. */
export function changeCaps({ store, topics, outbox }: ActionParts, caps: ActionCaps): ActionCaps {
  store.transact((tx) => saveActionCaps(tx, caps))
  topics.announce('actions')
  outbox.wake()
  return caps
}

/** Ends a conflict, or what nobody could find out. */
export async function settleAction(
  parts: ActionParts,
  ask: { id: string; as: 'go-on' | 'drop' | 'happened' | 'not-happened'; digest: string | null; reason: string },
): Promise<ActionItem> {
  const { id, as, digest, reason } = ask
  switch (as) {
    case 'go-on':
      if (digest === null)
        throw new AppError('usage', 'Nothing was shown to go on with. Nothing was changed.', 'Look at it as it is now, and decide then.')
      mustStand(parts, id, ['conflict'])
      await decideAnew(parts, { id, digest, reason })
      break
    case 'drop':
      step(parts, { id, from: ['conflict'], to: 'cancelled', text: 'Dropped: the world is another now.', reason })
      break
    case 'happened':
      step(parts, { id, from: ['unknown'], to: 'confirmed', text: 'It happened, by the word of staff.', reason: mustSayWhy(reason) })
      break
    case 'not-happened':
      step(parts, { id, from: ['unknown'], to: 'rejected', text: 'It did not happen, by the word of staff.', reason: mustSayWhy(reason) })
      break
  }
  parts.outbox.wake()
  return getItem(parts, id)
}

function mustSayWhy(reason: string): string {
  if (reason !== '') return reason
  throw new AppError('usage', 'It needs a written reason. Nothing was changed.', 'Say how you know: it is kept in the audit log.')
}

function mustStand({ store }: ActionParts, id: string, from: readonly ActionState[]): void {
  const known = findAction(store.read, id)
  if (!known) throw missing(id)
  if (!from.includes(known.standing.state))
    throw new AppError('action-refused', `It is ${known.standing.state} by now. Nothing was changed.`, 'See in the outbox where it stands.')
}

function step(parts: ActionParts, { id, from, to, text, reason, detail = {} }: StepAsk): void {
  const { store, ports, topics } = parts
  store.transact((tx) => {
    mustStand(parts, id, from)
    const action = findAction(tx, id)?.action
    if (!action) throw missing(id)
    const taken = { action: id, state: to, at: ports.clock.now(), who: toWho(parts), text, reason, detail }
    saveActionStep(tx, taken)
    followAction(tx, action, taken)
  })
  topics.announce('actions', 'companies')
}
