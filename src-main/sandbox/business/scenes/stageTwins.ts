import { type Customer, DAY, HOUR, type Stage } from '../stage.ts'
import { joinPaystack, subscribe } from './paystackLives.ts'

const STARTER = { plan: 'estate-management.starter', interval: 'month' } as const

/** Companies that are customers of two providers: of one pair staff said so, and of the other nobody has yet. */
export function stageTwins(stage: Stage): void {
  twins(stage, 47 * DAY, 'Estates')
  const { card, transfer } = twins(stage, 75 * DAY, 'Properties')
  stage.at(stage.now - 9 * DAY, () =>
    stage.merge({ customer: transfer.id, into: card.id, reason: 'One company: its finance office confirmed it on the phone' }),
  )
}

/** Trades by card at Stripe, and has its estates at Paystack under the same e-mail. */
function twins(stage: Stage, secondsAgo: number, branch: string): { card: Customer; transfer: Customer } {
  const at = stage.now - secondsAgo
  const card = stage.join(at)
  stage.subscribe(card, at + HOUR, 'trading.elite.month')
  const { name, email } = card.identity
  const transfer = joinPaystack(stage, at + 5 * DAY, { email, name: `${name} ${branch}` })
  subscribe(stage, transfer, STARTER, at + 5 * DAY + HOUR)
  return { card, transfer }
}
