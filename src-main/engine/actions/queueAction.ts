import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import type { SeenRow } from '../../../src-shared/model/action.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import type { Instant } from '../../../src-shared/model/instant.ts'
import { isOwnAction } from '../../../src-shared/model/isOwnAction.ts'
import type { Wish } from '../../../src-shared/model/wish.ts'
import type { Action, ActionStanding, ActionStep, StepDetail } from '../../domain/actions/action.ts'
import { needsApproval } from '../../domain/actions/actionCaps.ts'
import { compareSeen } from '../../domain/actions/compareSeen.ts'
import { toSerial } from '../../domain/actions/order.ts'
import type { Tx } from '../../store/readDb.ts'
import { findAction, readActionCaps } from '../../store/reads/actions.ts'
import { findConnection } from '../../store/reads/connections.ts'
import { saveAction, saveActionStep } from '../../store/writes/saveAction.ts'
import { getCompanyIdentity } from '../companies.ts'
import { type ActionParts, type ShownPreview, toWho } from './actionParts.ts'
import { askByHost } from './askByHost.ts'
import { type DescribedAction, describeAction } from './describeAction.ts'
import type { Actings } from './readActionWorld.ts'
import { recordOwnAction } from './recordOwnAction.ts'
import { toActionItem } from './toActionItem.ts'

export interface QueueAsk {
  id: string
  company: string
  wish: Wish
  digest: string
  reason: string
  isAcknowledged: boolean
  replaces: string | null
}

/**
 * Keeps what staff decided on, for the outbox to send.
 *
 * They decide on what they were shown: where the world is another by now, nothing is queued. What moves much waits for a second confirmation;
 * what no provider hears of is done at once. The same id again gives the action that there is.
 */
export async function queueAction(parts: ActionParts, ask: QueueAsk): Promise<ActionItem> {
  const known = findKnown(parts, ask)
  if (known) return known
  const shown = getShown(parts, ask)
  checkWords(shown, ask)
  const actings = await parts.openActings()
  const before = describeAction(parts.store.read, { ...ask, except: ask.replaces, at: parts.ports.clock.now() }, actings)
  checkUnchanged(before, shown)
  await confirm(parts, before, ask)
  // Whoever clicked twice was asked once: the first click has queued it.
  const again = findKnown(parts, ask)
  if (again) return again
  keep(parts, ask, shown, actings)
  parts.topics.announce('actions', 'companies')
  parts.outbox.wake()
  return getItem(parts, ask.id)
}

/** Goes on with what was in conflict, by what staff were shown of the world as it is now. */
export async function decideAnew(
  parts: ActionParts,
  { id, digest, reason }: { id: string; digest: string; reason: string },
): Promise<void> {
  const known = findAction(parts.store.read, id)
  if (!known) throw missing(id)
  const { company } = known.action
  const wish = JSON.parse(known.action.wish) as Wish
  const shown = getShown(parts, { company, wish, digest })
  if (isDecidedOn(known.standing, shown)) throw stale('That is what was decided on, and is in conflict.')
  // What is lost stands beside what they go on with.
  checkWords(shown, { reason, isAcknowledged: true })
  const actings = await parts.openActings()
  await confirm(parts, describeAction(parts.store.read, { company, wish, id, at: parts.ports.clock.now() }, actings), { wish })
  const at = parts.ports.clock.now()
  parts.store.transact((tx) => {
    if (findAction(tx, id)?.standing.state !== 'conflict') throw stale('It is in conflict no more.')
    const found = describeAction(tx, { company, wish, id, at }, actings)
    checkUnchanged(found, shown)
    const account = known.action.provider && findConnection(tx, known.action.provider)?.account.ref
    if (account !== known.action.account)
      throw new AppError(
        'action-refused',
        'Another account is connected now than it was decided for. Nothing was changed.',
        'Drop it, and decide anew.',
      )
    const { amount } = found.described
    const isDraft = needsApproval(readActionCaps(tx), amount)
    saveActionStep(tx, {
      ...{ action: id, at, who: toWho(parts), reason, detail: { ...toDetail(found, shown), amount } },
      state: isDraft ? 'draft' : 'queued',
      text: `Decided anew, with the world as it is now.${isDraft ? ' It moves more than the limit: it waits for a second confirmation.' : ''}`,
    })
  })
  parts.topics.announce('actions')
  parts.outbox.wake()
}

function keep(parts: ActionParts, ask: QueueAsk, shown: ShownPreview, actings: Actings): void {
  const { store, ports } = parts
  const at = ports.clock.now()
  const who = toWho(parts)
  store.transact((tx) => {
    const found = describeAction(tx, { ...ask, except: ask.replaces, at }, actings)
    checkUnchanged(found, shown)
    if (ask.replaces !== null) replace(tx, ask.replaces, { at, who, by: found.described.title })
    const action = toAction(tx, found, { ...ask, at, who })
    const isOwn = isOwnAction(ask.wish.kind)
    const isDraft = !isOwn && needsApproval(readActionCaps(tx), found.described.amount)
    const first: Omit<ActionStep, 'action'> = {
      state: isDraft ? 'draft' : 'queued',
      ...{ at, who, reason: ask.reason, detail: toDetail(found, shown) },
      text: isDraft ? 'It moves more than the limit: it waits for a second confirmation.' : 'Decided.',
    }
    saveAction(tx, action, first)
    if (!isOwn) return
    recordOwnAction(tx, { ...ask, company: found.company, companyId: found.companyId, product: found.described.product }, at)
    saveActionStep(tx, { action: ask.id, state: 'confirmed', at, who, text: 'Done.', reason: '', detail: {} })
  })
}

function toAction(
  tx: Tx,
  { company, provider, described }: DescribedAction,
  { id, wish, at, who, reason }: QueueAsk & { at: Instant; who: string },
): Action {
  const { order, title, amount, product } = described
  return {
    ...{ id, kind: wish.kind, provider, company, product, title, amount, at, who, reason },
    account: provider === null ? null : (findConnection(tx, provider)?.account.ref ?? null),
    serial: order === null ? null : toSerial(order),
    wish: JSON.stringify(wish),
  }
}

function toDetail({ described }: DescribedAction, { saw, sawAt, atMost }: ShownPreview): StepDetail {
  return { order: described.order, saw, sawAt, atMost }
}

function replace(tx: Tx, id: string, { at, who, by }: { at: Instant; who: string; by: string }): void {
  const known = findAction(tx, id)
  if (!known) throw missing(id)
  if (!['draft', 'queued', 'conflict'].includes(known.standing.state))
    throw new AppError(
      'action-refused',
      'What was to be replaced is under way already. Nothing was queued.',
      'See in the outbox where it stands.',
    )
  saveActionStep(tx, { action: id, state: 'cancelled', at, who, text: `Replaced: ${by}.`, reason: '', detail: {} })
}

function findKnown(parts: ActionParts, { id, company, wish }: QueueAsk): ActionItem | null {
  const known = findAction(parts.store.read, id)
  if (!known) return null
  const isSame =
    known.action.wish === JSON.stringify(wish) && known.action.company === getCompanyIdentity(parts.store.read, company).company
  if (isSame) return toActionItem(parts, known)
  throw new AppError('key-taken', 'This id is that of another action. Nothing was queued.', 'Draw another id.')
}

function getShown({ shown, store }: ActionParts, { digest, company, wish }: Pick<QueueAsk, 'digest' | 'company' | 'wish'>): ShownPreview {
  const found = shown.get(digest)
  if (found && found.wish === JSON.stringify(wish) && found.company === getCompanyIdentity(store.read, company).company) return found
  throw stale('What you decided on is not known any more.')
}

function checkWords({ preview }: ShownPreview, { reason, isAcknowledged }: Pick<QueueAsk, 'reason' | 'isAcknowledged'>): void {
  const { refusal, needs } = preview
  if (refusal) throw new AppError('action-refused', `${refusal.reason} Nothing was queued.`, refusal.hint)
  if (needs.reason && reason === '')
    throw new AppError('usage', 'It needs a written reason. Nothing was queued.', 'Say why: it is kept in the audit log.')
  if (needs.acknowledgement && !isAcknowledged)
    throw new AppError(
      'usage',
      'What is lost by it was not acknowledged. Nothing was queued.',
      'Read what is lost, and say that you understand it.',
    )
}

function checkUnchanged({ described }: DescribedAction, shown: ShownPreview): void {
  if (described.refusal) throw new AppError('action-refused', `${described.refusal.reason} Nothing was queued.`, described.refusal.hint)
  const differences = compareSeen(shown.mirrored, described.saw)
  if (differences.length > 0) throw stale(`Meanwhile it is another: ${toNames(differences)}.`)
}

function toNames(rows: readonly Pick<SeenRow, 'label'>[]): string {
  return rows.map(({ label }) => label.toLowerCase()).join(', ')
}

/** Whether it is the very decision that the world has left behind. */
function isDecidedOn({ saw, sawAt }: ActionStanding, shown: ShownPreview): boolean {
  return shown.sawAt === sawAt && compareSeen(shown.saw, saw).length === 0
}

/** By the system's own means, with the engine's own figures. */
async function confirm(
  { ports }: ActionParts,
  { described, companyName, provider }: DescribedAction,
  { wish }: Pick<QueueAsk, 'wish'>,
): Promise<void> {
  const { title, amount } = described
  await askByHost(ports, { kind: wish.kind, title, companyName, amount, provider }, 'Nothing was queued.')
}

function stale(message: string): AppError {
  return new AppError('action-stale', `${message} Nothing was queued.`, 'Look at it again, and decide then.')
}

export function missing(id: string): AppError {
  return new AppError('action-missing', `There is no action ${id.slice(0, 100)}.`, 'tierdesk actions lists them.')
}

export function getItem(parts: ActionParts, id: string): ActionItem {
  const known = findAction(parts.store.read, id)
  if (!known) throw missing(id)
  return toActionItem(parts, known)
}
