import { addMonths, DAY } from '../billing/cycle.ts'
import { isMetered } from '../billing/subscriptionLines.ts'
import { get, type World } from '../world/createWorld.ts'
import { anything, flag, listOf, mergePairs, oneOf, type ParamsOf, pairs, part, secondsOr, text, whole } from '../world/params.ts'
import type { CustomerRecord } from '../world/paymentRecords.ts'
import { refuse } from '../world/refusal.ts'
import type { PhaseItemRecord, PhaseRecord } from '../world/scheduleRecords.ts'
import { addPrice, PRICE_DATA } from './addPrice.ts'
import { DISCOUNTS, readDiscounts } from './readDiscounts.ts'
import { amountOfItems } from './readItems.ts'

const COLLECTION = oneOf('charge_automatically', 'send_invoice')
const ANCHOR = oneOf('automatic', 'phase_start')

export const DEFAULT_SETTINGS_SHAPE = part({
  billing_cycle_anchor: ANCHOR,
  collection_method: COLLECTION,
  default_payment_method: text,
  description: text,
  invoice_settings: part({ days_until_due: whole, issuer: anything }),
  automatic_tax: anything,
})

const ITEM = {
  price: text,
  price_data: PRICE_DATA,
  quantity: whole,
  metadata: pairs,
  discounts: DISCOUNTS,
  billing_thresholds: anything,
  tax_rates: anything,
}

const PHASE = {
  items: listOf(part(ITEM)),
  start_date: secondsOr('now'),
  end_date: secondsOr('now'),
  duration: part({ interval: oneOf('day', 'week', 'month', 'year'), interval_count: whole }),
  proration_behavior: oneOf('create_prorations', 'always_invoice', 'none'),
  billing_cycle_anchor: ANCHOR,
  collection_method: COLLECTION,
  currency: text,
  default_payment_method: text,
  description: text,
  discounts: DISCOUNTS,
  invoice_settings: part({ days_until_due: whole, issuer: anything }),
  metadata: pairs,
  trial: flag,
  trial_end: secondsOr('now'),
  automatic_tax: anything,
}

export const PHASES = listOf(part(PHASE))

type Phase = ParamsOf<typeof PHASE>

/** Phases as they were asked for, each beginning where the one before it ends. @param from when the first begins unless it says so itself */
export function readPhases(world: World, customer: CustomerRecord, phases: readonly Phase[], from: number): PhaseRecord[] {
  if (phases.length === 0) throw refuse('A schedule must have at least one phase.', 'phases', 'parameter_missing')
  const read: PhaseRecord[] = []
  for (const [index, phase] of phases.entries()) {
    const before = read.at(-1)
    const given = phase.start_date === 'now' ? world.now : phase.start_date
    if (before && given != null && given !== before.end_date)
      throw refuse('The start date of a phase must be the end date of the one before it.', `phases[${index}][start_date]`)
    const isLast = index === phases.length - 1
    read.push(readPhase(world, customer, phase, { start: before?.end_date ?? given ?? from, isLast, at: `phases[${index}]` }))
  }
  const currencies = new Set(read.map(({ currency }) => currency))
  if (currencies.size > 1) throw refuse('All phases of a schedule must have the same currency.', 'phases')
  return read
}

function readPhase(
  world: World,
  customer: CustomerRecord,
  phase: Phase,
  { start, isLast, at }: { start: number; isLast: boolean; at: string },
): PhaseRecord {
  const items = readPhaseItems(world, phase, at)
  const end = readEnd(world, phase, items, { start, isLast, at })
  if (end <= start) throw refuse('The end date of a phase must lie after its start date.', `${at}[end_date]`)
  const currency = currencyOf(world, items)
  if (phase.trial && phase.trial_end != null)
    throw refuse('You may only specify one of these parameters: trial, trial_end.', `${at}[trial]`)
  const trial_end = phase.trial ? end : phase.trial_end === 'now' ? world.now : (phase.trial_end ?? null)
  if (trial_end !== null && trial_end > end) throw refuse('The trial of a phase must end with it or before.', `${at}[trial_end]`)
  const discounts = phase.discounts ?? []
  readDiscounts(world, discounts, { customer, amount: amountOfItems(world, items), currency })
  return {
    start_date: start,
    end_date: end,
    items,
    proration_behavior: phase.proration_behavior ?? 'create_prorations',
    billing_cycle_anchor: phase.billing_cycle_anchor ?? null,
    collection_method: phase.collection_method ?? null,
    days_until_due: phase.invoice_settings?.days_until_due ?? null,
    currency,
    default_payment_method: phase.default_payment_method ?? null,
    description: phase.description ?? null,
    discounts: discounts.map(({ coupon = null, discount = null, promotion_code = null }) => ({ coupon, discount, promotion_code })),
    metadata: phase.metadata ?? {},
    trial_end,
  }
}

function readPhaseItems(world: World, phase: Phase, at: string): PhaseItemRecord[] {
  const items = phase.items ?? []
  const seen = new Set<string>()
  if (items.length === 0) throw refuse(`Missing required param: ${at}[items].`, `${at}[items]`, 'parameter_missing')
  return items.map((item, index) => {
    const name = `${at}[items][${index}]`
    if (item.discounts && item.discounts.length > 0)
      throw refuse('The sandbox knows no discounts on an item of a phase.', `${name}[discounts]`)
    const price = item.price_data ? addPrice(world, item.price_data) : get(world, 'price', item.price ?? '', `${name}[price]`)
    if (!price.recurring) throw refuse('Phases take recurring prices alone.', `${name}[price]`)
    if (seen.has(price.id)) throw refuse(`Cannot add multiple subscription items with the same plan: ${price.id}`, `${name}[price]`)
    seen.add(price.id)
    return {
      price: price.id,
      quantity: isMetered(price) ? null : (item.quantity ?? 1),
      metadata: mergePairs({}, item.metadata),
      discounts: [],
    }
  })
}

function currencyOf(world: World, items: readonly PhaseItemRecord[]): string {
  const currencies = new Set(items.map(({ price }) => get(world, 'price', price).currency))
  if (currencies.size > 1) throw refuse('All items of a phase must have the same currency.', 'phases')
  return [...currencies][0] ?? 'usd'
}

/** When a phase ends: as it says, after as long as it says, or after one period where it is the last. */
function readEnd(
  world: World,
  { end_date, duration }: Phase,
  items: readonly PhaseItemRecord[],
  { start, isLast, at }: { start: number; isLast: boolean; at: string },
): number {
  if (end_date != null && duration) throw refuse('You may only specify one of these parameters: end_date, duration.', `${at}[end_date]`)
  if (end_date != null) return end_date === 'now' ? world.now : end_date
  if (duration) return addTime(start, duration.interval ?? 'month', duration.interval_count ?? 1)
  if (!isLast) throw refuse('Every phase but the last must have an end_date or a duration.', `${at}[end_date]`)
  const recurring = get(world, 'price', items[0]?.price ?? '').recurring
  return addTime(start, recurring?.interval ?? 'month', recurring?.interval_count ?? 1)
}

function addTime(start: number, interval: 'day' | 'week' | 'month' | 'year', count: number): number {
  if (interval === 'day') return start + count * DAY
  if (interval === 'week') return start + count * 7 * DAY
  return addMonths(start, interval === 'year' ? count * 12 : count)
}
