import { type Customer, DAY, HOUR, type Stage } from '../stage.ts'
import { countImages } from './countImages.ts'
import { times } from './times.ts'

const PRODUCT = 'image-quota'
const TERM = 30 * DAY

/** Images of a term that was paid once. */
export function stageImageQuota(stage: Stage): void {
  const { chance } = stage
  const some = (least: number, most: number) => chance.between(`images/${stage.serial()}`, least, most)
  times(8, () => onFree(stage, some(0, 9)))
  onFree(stage, 10)
  onFree(stage, 11)
  // Pays again when a term is over, or a little before or after.
  times(9, () => renewing(stage, 'pro', some(2, 26), some(1, 6), some(20, 80)))
  times(6, () => renewing(stage, 'premium', some(2, 26), some(1, 5), some(80, 420)))
  renewing(stage, 'pro', 9, 2, 79)
  renewing(stage, 'pro', 12, 3, 93)
  renewing(stage, 'pro', 16, 2, 100)
  renewing(stage, 'pro', 18, 4, 101)
  renewing(stage, 'premium', 7, 1, 500)
  // The term ended days ago, and nobody paid again: grace, then expired.
  renewing(stage, 'pro', 32, 2, 64)
  renewing(stage, 'premium', 34, 1, 240)
  renewing(stage, 'pro', 36, 3, 88)
  renewing(stage, 'pro', 44, 1, 51)
  renewing(stage, 'premium', 75, 2, 133)
  // Up, and down, in the middle of a term: the rest of the old one lapses.
  moved(stage, 'pro', 'premium', 11)
  moved(stage, 'premium', 'pro', 6)
  refused(stage, 'pro', 5)
  refused(stage, 'premium', 1)
  returned(stage, 'premium', 10, null)
  returned(stage, 'pro', 13, 300)
  disputed(stage, 'pro', 25, 'lost')
  disputed(stage, 'premium', 15, null)
  byDebit(stage, 'premium', 2, false)
  byDebit(stage, 'pro', 12, true)
  abandoned(stage, 'pro', 3)
  stageUnmatched(stage)
}

/** Payments that match no company, no plan, or no price. */
function stageUnmatched(stage: Stage): void {
  const { now } = stage
  stage.pay(null, now - 2 * DAY, 1_200, 'usd', {})
  stage.pay(null, now - 9 * DAY, 3_900, 'usd', { plan: `${PRODUCT}.premium` })
  const payer = (daysAgo: number) => stage.join(now - daysAgo * DAY - 40 * 60)
  stage.pay(payer(4), now - 4 * DAY, 1_200, 'usd', { plan: `${PRODUCT}.gold` })
  stage.pay(payer(6), now - 6 * DAY, 1_000, 'usd', { plan: `${PRODUCT}.pro` })
  stage.pay(payer(8), now - 8 * DAY, 1_500, 'usd', { plan: `${PRODUCT}.pro` })
  stage.pay(payer(11), now - 11 * DAY, 1_200, 'eur', { plan: `${PRODUCT}.pro` })
  stage.pay(payer(15), now - 15 * DAY, 7_700, 'usd', { note: 'invoice 2291, thanks' })
  // Without a plan's name in front of it, where only one product has such a plan.
  stage.pay(payer(3), now - 3 * DAY, 3_900, 'usd', { plan: 'premium' })
}

function onFree(stage: Stage, images: number): void {
  const joinedAt = stage.now - stage.chance.between(`free/${stage.serial()}`, 35, 200) * DAY
  const customer = stage.join(joinedAt)
  countImages(stage, customer, joinedAt, 0.25, { from: stage.monthStartsAt, total: images })
}

/** Paid for the last time so many days ago, and some times before; has made so many images since. */
function renewing(stage: Stage, plan: string, paidDaysAgo: number, before: number, images: number): void {
  const paidAt = stage.now - paidDaysAgo * DAY
  const terms = Array.from(
    { length: before },
    (_, index) => paidAt - (before - index) * (TERM + stage.chance.between(`late/${stage.serial()}`, -2, 4) * DAY),
  )
  const [first = paidAt] = terms
  const customer = stage.join(first - 2 * HOUR)
  for (const at of [...terms, paidAt]) payFor(stage, customer, plan, at)
  const end = Math.min(stage.now, paidAt + TERM)
  countImages(stage, customer, first, images / 30, { from: paidAt, to: end - 1, total: images })
}

function moved(stage: Stage, from: string, to: string, daysAgo: number): void {
  const firstAt = stage.now - (daysAgo + 12) * DAY
  const customer = stage.join(firstAt - HOUR)
  payFor(stage, customer, from, firstAt)
  payFor(stage, customer, to, stage.now - daysAgo * DAY)
  countImages(stage, customer, firstAt, 2.5, null)
}

/** Had a plan, wanted it again, and the card was refused. */
function refused(stage: Stage, plan: string, daysAgo: number): void {
  const firstAt = stage.now - (daysAgo + 27) * DAY
  const customer = stage.join(firstAt - HOUR)
  payFor(stage, customer, plan, firstAt)
  stage.pay(customer, stage.now - daysAgo * DAY, amountOf(stage, plan), 'usd', { plan: `${PRODUCT}.${plan}` }, { kind: 'declines' })
  countImages(stage, customer, firstAt, 1.5, null)
}

/** Given back after some days: whole, or so much of it. */
function returned(stage: Stage, plan: string, paidDaysAgo: number, amount: number | null): void {
  const paidAt = stage.now - paidDaysAgo * DAY
  const customer = stage.join(paidAt - HOUR)
  const payment = stage.pay(customer, paidAt, amountOf(stage, plan), 'usd', { plan: `${PRODUCT}.${plan}` })
  stage.at(paidAt + 4 * DAY, () => {
    stage.act('refunds.create', { payment_intent: payment.id, reason: 'requested_by_customer', ...(amount === null ? {} : { amount }) })
  })
  countImages(stage, customer, paidAt, 3, null)
}

function disputed(stage: Stage, plan: string, paidDaysAgo: number, end: 'lost' | null): void {
  const paidAt = stage.now - paidDaysAgo * DAY
  const customer = stage.join(paidAt - HOUR)
  const payment = stage.pay(customer, paidAt, amountOf(stage, plan), 'usd', { plan: `${PRODUCT}.${plan}` })
  stage.at(paidAt + 6 * DAY, () => {
    const dispute = stage.act('disputes.open', { payment_intent: payment.id, reason: 'fraudulent' })
    if (end) stage.at(paidAt + 14 * DAY, () => void stage.act('disputes.close', { status: end }, String(dispute['id'])))
  })
  countImages(stage, customer, paidAt, 2, null)
}

/** A bank debit takes days: it is on its way, or came back. */
function byDebit(stage: Stage, plan: string, daysAgo: number, fails: boolean): void {
  const at = stage.now - daysAgo * DAY
  const customer = stage.join(at - HOUR)
  stage.checkOut(customer, at, `${PRODUCT}.${plan}.once`, { kind: 'delayed', days: 5, fails })
}

function abandoned(stage: Stage, plan: string, daysAgo: number): void {
  const at = stage.now - daysAgo * DAY
  const customer = stage.join(at - HOUR)
  stage.checkOut(customer, at, `${PRODUCT}.${plan}.once`, { kind: 'none' })
}

/** At the desk of Stripe's page, or by the operator's own: both say the plan, each in its way. */
function payFor(stage: Stage, customer: Customer, plan: string, at: number): void {
  if (stage.chance.fraction(`way/${stage.serial()}`) < 0.6) stage.checkOut(customer, at, `${PRODUCT}.${plan}.once`)
  else stage.pay(customer, at, amountOf(stage, plan), 'usd', { plan: `${PRODUCT}.${plan}` })
}

function amountOf(stage: Stage, plan: string): number {
  return stage.price(`${PRODUCT}.${plan}.once`).amount
}
