import { addMonths, lastTurn } from '../../stripe/billing/cycle.ts'
import { type Customer, DAY, HOUR, idOf, type Stage, type Subscription } from '../stage.ts'

/** How a customer came to a plan and what became of it: what counting its use must know. */
export interface Life {
  customer: Customer
  /** The plan that it uses, as `product.plan`. */
  plan: string
  /** From which instant its months are cut. */
  anchor: number
  /** When its use ends; null while it goes on. */
  until: number | null
}

/** A plan and how it is billed: `trading.pro`, `month`. */
export interface Terms {
  plan: string
  interval: 'month' | 'quarter' | 'year'
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const

/** Pays what it should, month after month. */
export function steady(stage: Stage, terms: Terms, more: { startedAt?: number; terms?: Record<string, unknown> } = {}): Life {
  const startedAt = more.startedAt ?? someStart(stage, terms)
  const customer = stage.join(startedAt - stage.chance.between(`early/${stage.serial()}`, 5, 300) * 60)
  const isAtCheckout = more.terms === undefined && stage.chance.fraction(`page/${stage.serial()}`) < 0.35
  if (isAtCheckout) stage.checkOut(customer, startedAt, nameOf(terms))
  else stage.subscribe(customer, startedAt, nameOf(terms), more.terms ?? {})
  return { customer, plan: terms.plan, anchor: startedAt, until: null }
}

/** As `steady`, from the last day of a long month on. */
export function atMonthEnd(stage: Stage, terms: Terms): Life {
  return steady(stage, terms, { startedAt: lastOfLongMonth(stage.now - 200 * DAY) })
}

/** One charge was refused, and the next try went through. */
export function recovered(stage: Stage, terms: Terms, renewedDaysAgo: number): Life {
  const life = steady(stage, terms, { startedAt: startFor(stage, terms, renewedDaysAgo, 4), terms: {} })
  refuseRenewal(stage, life, terms, 'insufficient_funds', 2)
  return life
}

/** The last renewal was refused so many days ago, and every try since. */
export function late(stage: Stage, terms: Terms, renewedDaysAgo: number, code = 'insufficient_funds'): Life {
  const life = steady(stage, terms, { startedAt: startFor(stage, terms, renewedDaysAgo, 3), terms: {} })
  refuseRenewal(stage, life, terms, code, null)
  return life
}

/** On a trial that ends in so many days (or ended, where that is below 0). A trial without a card ends with it. */
export function trial(stage: Stage, terms: Terms, daysLeft: number, hasCard: boolean): Life {
  const startedAt = stage.now - (14 - daysLeft) * DAY - 3 * HOUR
  const customer = stage.join(startedAt - 10 * 60)
  if (!hasCard) stage.setCard(customer, startedAt - 60, { kind: 'none' })
  stage.subscribe(customer, startedAt, nameOf(terms), {
    trial_period_days: 14,
    trial_settings: { end_behavior: { missing_payment_method: 'cancel' } },
  })
  return { customer, plan: terms.plan, anchor: startedAt, until: hasCard || daysLeft > 0 ? null : startedAt + 14 * DAY }
}

export function paused(stage: Stage, terms: Terms, daysAgo: number): Life {
  const life = steady(stage, terms, { terms: {}, startedAt: startFor(stage, terms, daysAgo + 9, 4) })
  withSubscription(stage, life, stage.now - daysAgo * DAY, (id) => {
    stage.act('subscriptions.pause', { type: 'subscription' }, id)
  })
  return { ...life, until: stage.now - daysAgo * DAY }
}

/** Is not charged for a while, and keeps its plan. */
export function collectionHeld(stage: Stage, terms: Terms, daysAgo: number): Life {
  const life = steady(stage, terms, { terms: {} })
  withSubscription(stage, life, stage.now - daysAgo * DAY, (id) => {
    stage.act('subscriptions.update', { pause_collection: { behavior: 'keep_as_draft', resumes_at: stage.now + 20 * DAY } }, id)
  })
  return life
}

/** Asked to end with what is paid, and has not ended yet. */
export function ending(stage: Stage, terms: Terms, askedDaysAgo: number): Life {
  const life = steady(stage, terms, { terms: {}, startedAt: startFor(stage, terms, askedDaysAgo + 6, 5) })
  withSubscription(stage, life, stage.now - askedDaysAgo * DAY, (id) => {
    stage.act('subscriptions.update', { cancel_at_period_end: true, cancellation_details: { feedback: 'too_expensive' } }, id)
  })
  return life
}

/** Ended so many days ago: at once, or with what was paid. */
export function ended(stage: Stage, terms: Terms, daysAgo: number, isAtOnce: boolean): Life {
  const startedAt = startFor(stage, terms, isAtOnce ? daysAgo + 11 : daysAgo, 4)
  const life = steady(stage, terms, { terms: {}, startedAt })
  const askedAt = stage.now - daysAgo * DAY - (isAtOnce ? 0 : 5 * DAY)
  withSubscription(stage, life, askedAt, (id) => {
    if (isAtOnce) stage.act('subscriptions.cancel', { prorate: true, cancellation_details: { comment: 'Closed the branch' } }, id)
    else stage.act('subscriptions.update', { cancel_at_period_end: true }, id)
  })
  return { ...life, until: stage.now - daysAgo * DAY }
}

/** Changed its plan in the middle of a period: the difference is billed with the next. */
export function changed(stage: Stage, from: Terms, to: Terms, daysAgo: number): Life {
  const life = steady(stage, from, { terms: {}, startedAt: startFor(stage, from, daysAgo + 7, 5) })
  withSubscription(stage, life, stage.now - daysAgo * DAY, (id) => {
    const { items } = stage.act('subscriptions.retrieve', {}, id) as { items: { data: { id: string }[] } }
    const item = items.data[0]?.id ?? ''
    stage.act(
      'subscriptions.update',
      { items: [{ id: item, price: stage.price(nameOf(to)).id }], proration_behavior: 'create_prorations' },
      id,
    )
  })
  return { ...life, plan: to.plan }
}

/** Two subscriptions for one product: somebody bought again where they should have moved. */
export function doubled(stage: Stage, first: Terms, second: Terms): Life {
  const life = steady(stage, first, { terms: {} })
  const startedAt = Math.max(life.anchor + 20 * DAY, stage.now - 24 * DAY)
  stage.subscribe(life.customer, startedAt, nameOf(second))
  return { ...life, plan: second.plan, anchor: startedAt }
}

/** Pays by transfer against an invoice; the last one is open since `openDaysAgo`. */
export function byInvoice(stage: Stage, terms: Terms, openDaysAgo: number, daysUntilDue: number): Life {
  const startedAt = startFor(stage, terms, openDaysAgo, 4)
  const life = steady(stage, terms, { startedAt, terms: { collection_method: 'send_invoice', days_until_due: daysUntilDue } })
  // Each invoice but the last is paid some days after it came.
  const months = MONTHS[terms.interval]
  for (let issued = startedAt, n = 0; issued < stage.now - (openDaysAgo + 1) * DAY; n += 1, issued = addMonths(startedAt, n * months)) {
    const paidAt = issued + stage.chance.between(`transfer/${stage.serial()}`, 3, 9) * DAY
    if (paidAt < stage.now) stage.at(paidAt, () => payOpen(stage, life.customer))
  }
  return life
}

/** The first payment waits for its payer's word to the bank. */
export function unconfirmed(stage: Stage, terms: Terms, hoursAgo: number): Life {
  const startedAt = stage.now - hoursAgo * HOUR
  const customer = stage.join(startedAt - 20 * 60)
  stage.setCard(customer, startedAt - 60, { kind: 'requires_action' })
  stage.subscribe(customer, startedAt, nameOf(terms))
  return { customer, plan: terms.plan, anchor: startedAt, until: startedAt }
}

/** With a coupon for some months, or for ever. */
export function discounted(stage: Stage, terms: Terms, coupon: 'WELCOME' | 'NONPROFIT'): Life {
  return steady(stage, terms, { terms: { discounts: [{ coupon }] } })
}

/** Several seats of one plan: more money, not more of anything else. */
export function seats(stage: Stage, terms: Terms, quantity: number): Life {
  const startedAt = someStart(stage, terms)
  const customer = stage.join(startedAt - 600)
  stage.at(startedAt, () => {
    stage.act('subscriptions.create', { customer: customer.id, items: [{ price: stage.price(nameOf(terms)).id, quantity }] })
  })
  return { customer, plan: terms.plan, anchor: startedAt, until: null }
}

/** The last invoice's payment was given back: in part, or it is disputed. */
export function givenBack(stage: Stage, terms: Terms, daysAgo: number, how: 'part' | 'disputed'): Life {
  const life = steady(stage, terms, { terms: {}, startedAt: startFor(stage, terms, daysAgo + 4, 4) })
  stage.at(stage.now - daysAgo * DAY, () => {
    const { data } = stage.act('charges.list', { customer: life.customer.id, limit: 1 }) as { data: { id: string; amount: number }[] }
    const [charge] = data
    if (!charge) return
    if (how === 'part')
      stage.act('refunds.create', { charge: charge.id, amount: Math.round(charge.amount / 4), reason: 'requested_by_customer' })
    else stage.act('disputes.open', { charge: charge.id, reason: 'product_not_received' })
  })
  return life
}

export function nameOf({ plan, interval }: Terms): string {
  return `${plan}.${interval}`
}

/** The subscription that a customer has by then, whichever way it came to it. */
function withSubscription(stage: Stage, { customer }: Life, at: number, act: (id: Subscription['id']) => void): void {
  stage.at(at, () => {
    const { data } = stage.act('subscriptions.list', { customer: customer.id, limit: 1 }) as { data: { id: string }[] }
    const [subscription] = data
    if (subscription) act(idOf(subscription))
  })
}

/** Pays all of a customer's open invoices by transfer. */
function payOpen(stage: Stage, customer: Customer): void {
  const { data } = stage.act('invoices.list', { customer: customer.id, status: 'open', limit: 100 }) as { data: { id: string }[] }
  for (const { id } of data) stage.act('invoices.pay', { paid_out_of_band: true }, id)
}

/** From some hours before the last renewal on the card is refused; for good, or for so many days after it. */
function refuseRenewal(stage: Stage, { customer, anchor }: Life, { interval }: Terms, code: string, forDays: number | null): void {
  const renewedAt = lastTurn(anchor, { interval: 'month', interval_count: MONTHS[interval] }, stage.now)
  const refusedFrom = renewedAt - stage.chance.between(`refused/${stage.serial()}`, 4, 20) * HOUR
  const end = forDays === null ? {} : { until: renewedAt + forDays * DAY }
  stage.setCard(customer, refusedFrom, { kind: 'declines', code, ...end })
}

/** A start from which the last turn comes so many days ago and some hours, some periods back. */
function startFor(stage: Stage, { interval }: Terms, turnedDaysAgo: number, mostPeriods: number): number {
  const turned = stage.now - turnedDaysAgo * DAY - stage.chance.between(`hour/${stage.serial()}`, 5, 500) * 60
  const most = interval === 'month' ? mostPeriods * 2 : interval === 'quarter' ? mostPeriods : 1
  const periods = stage.chance.between(`periods/${stage.serial()}`, 1, most)
  return addMonths(turned, -periods * MONTHS[interval])
}

/** Some instant in working hours of the last months. */
function someStart(stage: Stage, { interval }: Terms): number {
  const serial = stage.serial()
  const longest = interval === 'year' ? 380 : 390
  const days = stage.chance.between(`days/${serial}`, interval === 'month' ? 9 : 20, longest)
  const midnight = stage.now - (stage.now % DAY) - days * DAY
  return midnight + 6 * HOUR + Math.floor(stage.chance.fraction(`time/${serial}`) * 10 * HOUR)
}

/** The last day, at noon, of a month with 31 days. */
function lastOfLongMonth(from: number): number {
  for (let day = from - (from % DAY); ; day -= DAY) if (new Date(day * 1000).getUTCDate() === 31) return day + 12 * HOUR
}
