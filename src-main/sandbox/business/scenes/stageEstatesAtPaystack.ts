import { DAY, HOUR, type Stage } from '../stage.ts'
import { countEstates } from './countEstates.ts'
import { ask, checkOut, joinPaystack, left, openAccount, refusing, subscribed, transfer } from './paystackLives.ts'
import type { Life } from './subscriptionLives.ts'

const PRODUCT = 'estate-management'
const STARTER = { plan: `${PRODUCT}.starter`, interval: 'month' } as const
const PROFESSIONAL = { plan: `${PRODUCT}.professional`, interval: 'month' } as const
const ENTERPRISE = { plan: `${PRODUCT}.enterprise`, interval: 'month' } as const
const YEARLY = { plan: `${PRODUCT}.professional`, interval: 'year' } as const

type Counts = Parameters<typeof countEstates>[2]

/** Estates that pay in naira at Paystack: by a card that is charged each month, or once, by card or by transfer. */
export function stageEstatesAtPaystack(stage: Stage): void {
  const use = (life: Life, exact: Counts = {}) => countEstates(stage, life, { isSoldInParts: true, ...exact }, life.until)
  use(subscribed(stage, STARTER, 6, 7))
  // One marketer more than Starter holds.
  use(subscribed(stage, STARTER, 17, 3), { estates: 19, ownMarketers: 4, affiliatedMarketers: 2 })
  // Exactly what Professional holds of estates.
  use(subscribed(stage, PROFESSIONAL, 11, 9), { estates: 100 })
  use(subscribed(stage, PROFESSIONAL, 24, 5))
  use(subscribed(stage, ENTERPRISE, 3, 4))
  use(subscribed(stage, { ...STARTER, interval: 'year' }, 204, 0))
  use(left(stage, subscribed(stage, PROFESSIONAL, 12, 4), stage.now - 4 * DAY))
  const late = subscribed(stage, STARTER, 2, 5)
  use(refusing(stage, late, stage.now - 6 * DAY, 'Insufficient Funds'))
  // Left in the last month that it had paid for.
  const gone = subscribed(stage, STARTER, 43, 6)
  use({ ...left(stage, gone, stage.now - 20 * DAY), until: stage.now - 13 * DAY })
  stageTransfers(stage, use)
  stagePages(stage, use)
}

type Use = (life: Life, exact?: Counts) => void

/** Into virtual accounts: what was asked for, less, more, and what is still awaited. */
function stageTransfers(stage: Stage, use: Use): void {
  const { now } = stage
  const whole = askFor(stage, ENTERPRISE, 11 * DAY)
  transfer(stage, openAccount(stage, whole.pending.customer, whole.at + HOUR), now - 11 * DAY + 5 * HOUR, whole.pending.amount, null)
  use(whole.life)
  const named = askFor(stage, YEARLY, 58 * DAY)
  const account = openAccount(stage, named.pending.customer, named.at + HOUR)
  transfer(stage, account, now - 57 * DAY, named.pending.amount, named.pending.reference)
  use(named.life)
  const less = askFor(stage, ENTERPRISE, 5 * DAY)
  transfer(stage, openAccount(stage, less.pending.customer, less.at + HOUR), now - 4 * DAY, 10_000_000, less.pending.reference)
  const more = askFor(stage, PROFESSIONAL, 8 * DAY)
  transfer(stage, openAccount(stage, more.pending.customer, more.at + HOUR), now - 7 * DAY, 6_500_000, more.pending.reference)
  const awaited = askFor(stage, ENTERPRISE, 26 * HOUR)
  openAccount(stage, awaited.pending.customer, awaited.at + HOUR)
}

/** On pages of Paystack's: refused, left, given back, disputed, and one that only claims what it is for. */
function stagePages(stage: Stage, use: Use): void {
  const { now } = stage
  const refused = askFor(stage, PROFESSIONAL, 3 * DAY)
  checkOut(stage, refused.pending, now - 3 * DAY + HOUR, { outcome: 'failed', gateway_response: 'Insufficient Funds' })
  const abandoned = askFor(stage, STARTER, 2 * DAY)
  checkOut(stage, abandoned.pending, now - 2 * DAY + HOUR, null)
  const returned = askFor(stage, PROFESSIONAL, 20 * DAY)
  checkOut(stage, returned.pending, now - 20 * DAY + HOUR, { channel: 'bank_transfer' })
  stage.at(now - 15 * DAY, () => {
    stage.providers().paystack.act('refunds.create', { transaction: returned.pending.reference, customer_note: 'Chose another tool' })
  })
  use({ ...returned.life, until: now - 13 * DAY })
  const disputed = askFor(stage, STARTER, 9 * DAY)
  checkOut(stage, disputed.pending, now - 9 * DAY + HOUR, { channel: 'card' })
  stage.at(now - 2 * DAY, () => void stage.providers().paystack.act('disputes.raise', {}, disputed.pending.reference))
  use(disputed.life)
  claim(stage, now - 6 * DAY)
}

/** A payment that the payer's own browser began: what its metadata say is a claim, and nothing more. */
function claim(stage: Stage, at: number): void {
  const customer = joinPaystack(stage, at - HOUR)
  stage.at(at, () => {
    const { paystack } = stage.providers()
    const { email } = customer.identity
    const metadata = { plan: PROFESSIONAL.plan, interval: 'month' }
    const { amount } = stage.plan(`${PROFESSIONAL.plan}.month`)
    const { reference } = paystack.act('transactions.initialize', { email, amount, currency: 'NGN', metadata })
    paystack.act('payments.pay', { channel: 'ussd' }, String(reference))
  })
}

/** A new customer that is asked for one payment, so many seconds ago. */
function askFor(stage: Stage, terms: Parameters<typeof ask>[2], secondsAgo: number) {
  const at = stage.now - secondsAgo
  const customer = joinPaystack(stage, at - 2 * HOUR)
  const life: Life = { customer, plan: terms.plan, anchor: at + HOUR, until: null }
  return { at, life, pending: ask(stage, customer, terms, at) }
}
