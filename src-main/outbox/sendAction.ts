import { AREA_OF } from '../../src-shared/model/action.ts'
import { assertNever } from '../../src-shared/model/assert.ts'
import { type Instant, toInstant } from '../../src-shared/model/instant.ts'
import { PROVIDER_TITLES } from '../../src-shared/model/provider.ts'
import { isBeyondDay } from '../domain/actions/actionCaps.ts'
import { compareSeen } from '../domain/actions/compareSeen.ts'
import { isHalted, REFUSALS_TO_HALT } from '../domain/actions/isHalted.ts'
import type { Order } from '../domain/actions/order.ts'
import type { Acting, Sent } from '../providers/acting.ts'
import type { ProviderError } from '../providers/provider.ts'
import {
  countSends,
  findAction,
  findFirstOfSerial,
  type KnownAction,
  listOutcomes,
  readActionCaps,
  sumMoved,
} from '../store/reads/actions.ts'
import { noteStep } from './noteStep.ts'
import type { OutboxLine, OutboxParts } from './outboxParts.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** What became of one turn of an action. */
export type Turn =
  /** It stands elsewhere now. */
  | { kind: 'moved' }
  /** It waits, for what `why` says. @property until when it is worth another look; null where something else has to happen first */
  | { kind: 'waits'; until: Instant | null; why: string }
  /** The provider cannot be reached, or wants to be left alone: nothing else is worth sending there now. */
  | { kind: 'down'; error: ProviderError | { kind: 'no-key'; detail: string } }

export interface OpenLine {
  line: OutboxLine
  acting: Acting
  order: Order
  /** When no trace of the action was found first, by this process; begun anew by a clock that was set back. */
  noteAbsent: () => Instant
}

/**
 * Sends what is queued, if it is still what staff decided on.
 *
 * What they saw is read again first; a difference is a conflict. The attempt, with its key and its frozen request, is on the disk before the
 * first byte leaves.
 */
export async function sendAction(parts: OutboxParts, known: KnownAction, open: OpenLine): Promise<Turn> {
  const { store, clock } = parts
  const { action, standing } = known
  const { line, acting, order } = open
  const held = findHold(parts, known)
  if (held) return held
  const { account, accountId } = line.connection
  if (action.account !== account.ref) {
    const now = [{ name: 'account', label: 'Account', value: { kind: 'text' as const, text: account.ref } }]
    noteStep(parts, known, 'conflict', `It was decided for ${action.account}, and ${account.ref} is connected now.`, { now })
    return { kind: 'moved' }
  }
  const error = await line.bringUp(action.company, parts.listCustomers(store.read, action.company, accountId), toSubjects(order))
  if (error) return { kind: 'down', error }
  if (!isQueued(parts, action.id)) return { kind: 'moved' }
  const judged = parts.judge(store.read, action, clock.now())
  const saw = standing.saw.filter(({ name }) => !MONEY_ROWS.has(name))
  const differences = compareSeen(saw, judged.saw)
  if (differences.length > 0 || judged.refusal !== null) {
    const text = judged.refusal ?? `Changed since it was decided: ${differences.map(({ label }) => label.toLowerCase()).join(', ')}.`
    // What it would cost was not asked: that is shown where staff decide anew.
    const money = standing.saw.filter(({ name }) => MONEY_ROWS.has(name))
    noteStep(parts, known, 'conflict', text, { now: [...judged.saw, ...money] })
    return { kind: 'moved' }
  }
  const reckoned = await reckon(parts, known, open)
  if (reckoned) return reckoned
  const frozen = acting.freeze(order, { action: action.id, at: standing.sawAt })
  if (!frozen.ok) {
    noteStep(parts, known, 'rejected', frozen.reason)
    return { kind: 'moved' }
  }
  const attempt = standing.attempts + 1
  const key = `tierdesk-${action.id}-${attempt}`
  noteStep(parts, known, 'attempting', `Sent to ${PROVIDER_TITLES[line.connection.provider]}.`, { attempt, key, request: frozen.request })
  parts.onStage?.('kept', action.id)
  const sent = await acting.send(frozen.request, key, line.way)
  const turn = takeAnswer(parts, known, open, sent)
  // A charge that was declined leaves its mark: what is decided next is decided on what there is now. Where it cannot be had, the next sync brings it.
  if (sent.kind === 'refused')
    await line.bringUp(action.company, parts.listCustomers(store.read, action.company, accountId), toSubjects(order))
  return turn
}

/** Keeps what a request that was sent was answered. */
export function takeAnswer(parts: OutboxParts, known: KnownAction, { line, acting, order }: OpenLine, sent: Sent): Turn {
  parts.onStage?.('sent', known.action.id)
  const title = PROVIDER_TITLES[line.connection.provider]
  switch (sent.kind) {
    case 'accepted': {
      const { ref, touched, link } = sent
      noteStep(parts, known, 'accepted', `${title} took it.`, { ref, touched, hasLink: link !== null })
      break
    }
    case 'refused':
      noteStep(parts, known, 'rejected', sent.reason, {}, (tx) => {
        if (sent.lacksPermission) parts.noteForbidden(tx, line.connection.accountId, AREA_OF[order.kind], parts.clock.now())
      })
      break
    case 'turned-away':
      noteStep(parts, known, 'queued', `${title} did not begin it: ${sent.error.detail}`)
      return { kind: 'down', error: sent.error }
    case 'lost':
      if (acting.sameKeyForMs > 0 || acting.lookUp) return { kind: 'down', error: sent.error }
      noteStep(
        parts,
        known,
        'unknown',
        `No answer came, and ${title} cannot be asked whether it was done. It is not sent again by itself: ${sent.error.detail}`,
      )
      break
    default:
      return assertNever(sent)
  }
  parts.onStage?.('answered', known.action.id)
  return { kind: 'moved' }
}

/** The rows that only the provider can fill: they are compared by asking it again. */
const MONEY_ROWS: ReadonlySet<string> = new Set(['due-now', 'due-next'])

/** Has the provider reckon once more what it would cost. @returns what keeps it from being sent */
async function reckon(parts: OutboxParts, known: KnownAction, { acting, line, order }: OpenLine): Promise<Turn | null> {
  const { saw, sawAt, atMost } = known.standing
  if (!acting.preview) return null
  const answer = await acting.preview(order, sawAt, line.way)
  if (!isQueued(parts, known.action.id)) return { kind: 'moved' }
  if (!answer.ok) {
    if (answer.error.kind !== 'missing' && answer.error.kind !== 'forbidden') return { kind: 'down', error: answer.error }
    noteStep(parts, known, 'conflict', `What it costs cannot be reckoned any more: ${answer.error.detail}`, { now: withoutMoney(saw) })
    return { kind: 'moved' }
  }
  if (answer.value === null) return null
  const now = parts.toMoneyRows(answer.value)
  const seenMoney = saw.filter(({ name }) => MONEY_ROWS.has(name))
  const { dueNow } = answer.value
  const isMore = dueNow !== null && atMost !== null && (dueNow.currency !== atMost.currency || dueNow.amount > atMost.amount)
  if (seenMoney.length > 0 ? compareSeen(seenMoney, now).length === 0 : !isMore) return null
  const text = seenMoney.length > 0 ? 'What it costs is not what it was when it was decided.' : 'It costs more than was agreed on.'
  noteStep(parts, known, 'conflict', text, { now: [...withoutMoney(saw), ...now] })
  return { kind: 'moved' }
}

/** Staff may have cancelled it while the provider was asked. */
function isQueued({ store }: OutboxParts, id: string): boolean {
  return findAction(store.read, id)?.standing.state === 'queued'
}

function withoutMoney(saw: KnownAction['standing']['saw']) {
  return saw.filter(({ name }) => !MONEY_ROWS.has(name))
}

/** What keeps an action back that could be sent; null for nothing. */
function findHold({ store, clock }: Pick<OutboxParts, 'store' | 'clock'>, { action, standing }: KnownAction): Turn | null {
  const db = store.read
  const now = clock.now()
  const first = action.serial === null ? null : findFirstOfSerial(db, action.serial, action.account)
  if (first && first.id !== action.id)
    return { kind: 'waits', until: null, why: `It waits for another that comes before it: ${first.title}` }
  const caps = readActionCaps(db)
  if (countSends(db, { at: now, ms: MINUTE_MS }) >= caps.sendsPerMinute)
    return {
      kind: 'waits',
      until: toInstant(now + MINUTE_MS),
      why: `${caps.sendsPerMinute} were sent within a minute; it goes in the next.`,
    }
  if (standing.isForced || action.provider === null) return null
  if (isHalted(listOutcomes(db, action.provider, REFUSALS_TO_HALT)))
    return {
      kind: 'waits',
      until: null,
      why: `${PROVIDER_TITLES[action.provider]} refused ${REFUSALS_TO_HALT} in a row. Nothing more is sent there until somebody says so.`,
    }
  if (action.amount && isBeyondDay(caps, action.amount, sumMoved(db, action.amount.currency, { at: now, ms: DAY_MS })))
    return {
      kind: 'waits',
      // Every hour, what was moved a day before counts no more.
      until: toInstant(now + HOUR_MS),
      why: 'With it, more would be moved within a day than is allowed. Send it by hand, or raise the limit.',
    }
  return null
}

/** What of the mirror an order is about. */
function toSubjects(order: Order) {
  if ('subscription' in order) return [{ kind: 'subscription' as const, ref: order.subscription }]
  if ('invoice' in order) return [{ kind: 'invoice' as const, ref: order.invoice }]
  return 'payment' in order ? [{ kind: 'payment' as const, ref: order.payment }] : []
}
