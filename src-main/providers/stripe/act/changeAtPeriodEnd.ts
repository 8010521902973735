import type { OrderOf } from '../../../domain/actions/order.ts'
import type { Sent } from '../../acting.ts'
import { getItems, isRecord, readId, readPart, readText, type Wire } from '../readWire.ts'
import { UnreadableAnswer } from '../toProviderError.ts'
import { isMarked, toMarkMetadata } from './actionMark.ts'
import type { Frozen } from './frozen.ts'
import { isEnding } from './keepSubscription.ts'
import { type Line, look, tell } from './line.ts'
import { toPhases } from './toPhases.ts'
import { refuse, toUnbegun } from './toSent.ts'
import { post, toPath } from './toWrite.ts'

const PATH = '/v1/subscription_schedules'

type Change = Frozen & { order: OrderOf<'subscription.change'> }

/**
 * Changes a price when the period ends, by a schedule.
 *
 * Stripe takes two requests for it, and nothing but the subscription with the first. So the second marks the schedule as ours; one that
 * plans nothing yet may be what the first one left, and is gone on with: whoever made it loses nothing by that.
 */
export async function changeAtPeriodEnd(line: Line, change: Change, key: string): Promise<Sent> {
  const { order, action } = change
  const seen = await look(line, toPath(order.subscription))
  if (!seen.ok) return seen.sent
  const before = readId(seen.body, 'schedule')
  if (before !== null) {
    const schedule = await look(line, toSchedulePath(before))
    if (!schedule.ok) return schedule.sent
    if (isMarked(schedule.body, action)) return toDone(order)
    if (!isBare(schedule.body))
      return refuse(`Stripe has another plan for this subscription (${before}). Release or change it there. Nothing was done.`)
    return plan(line, change, seen.body, schedule.body, key)
  }
  if (isEnding(seen.body)) return refuse('The subscription is going to end. Take that back first. Nothing was done.')
  return begin(line, change, seen.body, key)
}

/** The first request, and then the second. */
async function begin(line: Line, change: Change, subscription: Wire, key: string): Promise<Sent> {
  const made: { schedule: Wire | null } = { schedule: null }
  const sent = await tell(line, post(PATH, { from_subscription: change.order.subscription }), `${key}-begin`, (body) => {
    if (body['object'] !== 'subscription_schedule' || readText(body, 'id') === null) throw new UnreadableAnswer('it is not a schedule')
    made.schedule = body
    return toDone(change.order)
  })
  if (made.schedule === null) return sent
  const planned = await plan(line, change, subscription, made.schedule, key)
  // Something was begun: it is gone on with by whoever sends this again.
  if (planned.kind === 'turned-away') return { kind: 'lost', error: planned.error }
  if (planned.kind === 'refused') await release(line, made.schedule, key)
  return planned
}

/** The second request: what comes when the period ends. */
async function plan(line: Line, change: Change, subscription: Wire, schedule: Wire, key: string): Promise<Sent> {
  const { order, action } = change
  const price = await look(line, `/v1/prices/${encodeURIComponent(order.price)}`)
  if (!price.ok) return price.sent
  let form: ReturnType<typeof toPhases>
  try {
    form = toPhases({ order, action, subscription, schedule, price: price.body })
  } catch (error) {
    return toUnbegun(error, line.signal)
  }
  if (form === null) return refuse('The subscription is not what it was: what was to be changed is not there. Nothing was done.')
  const write = post(toSchedulePath(readText(schedule, 'id') ?? ''), { ...form, metadata: toMarkMetadata(action) })
  const sent = await tell(line, write, `${key}-plan`, (body) => {
    if (body['object'] !== 'subscription_schedule') throw new UnreadableAnswer('it is not a schedule')
    return toDone(order)
  })
  if (sent.kind !== 'refused' || sent.code !== 'idempotency_error') return sent
  // The schedule was another the first time. What that led to is to be seen.
  const after = await look(line, write.path)
  return after.ok && isMarked(after.body, action) ? toDone(order) : sent
}

/** Takes back what plans nothing. Where that fails too, it ends by itself and changes nothing. */
async function release(line: Line, schedule: Wire, key: string): Promise<void> {
  const path = `${toSchedulePath(readText(schedule, 'id') ?? '')}/release`
  await tell(line, post(path, {}), `${key}-release`, () => refuse(''))
}

/** A schedule as the first request leaves it: the running period, and then nothing. */
function isBare(schedule: Wire): boolean {
  const metadata = readPart(schedule, 'metadata') ?? {}
  return (
    schedule['end_behavior'] === 'release' &&
    Object.keys(metadata).length === 0 &&
    getItems(schedule, 'phases').filter(isRecord).length === 1
  )
}

function toDone({ subscription }: OrderOf<'subscription.change'>): Sent {
  return { kind: 'accepted', ref: subscription, touched: [{ kind: 'subscription', ref: subscription }], link: null }
}

function toSchedulePath(ref: string): string {
  return `${PATH}/${encodeURIComponent(ref)}`
}
