import { type Customer, DAY, HOUR, type Stage } from '../stage.ts'
import { countImages } from './countImages.ts'
import { arrive, type MpesaPayer, payBill, push, reverse, settleWeekly, toMpesaPayer } from './mpesaLives.ts'
import { joinPaystack } from './paystackLives.ts'

const PRODUCT = 'image-quota'
const PRO = { plan: `${PRODUCT}.pro`, shillings: 1_500 }
const PREMIUM = { plan: `${PRODUCT}.premium`, shillings: 5_000 }
const MINUTE = 60
/** Paid again so long after the payment before, as people do. */
const AGAIN = 31 * DAY

/** Images that are paid in shillings, from a phone. Who pays is known as a customer of Stripe or of Paystack that never bought there. */
export function stageImagesByMpesa(stage: Stage): void {
  const { now } = stage
  settleWeekly(stage, 16)
  renewing(stage, PRO, 2 * HOUR, 2)
  renewing(stage, PRO, 4 * DAY, 3)
  renewing(stage, PRO, 11 * DAY, 2)
  renewing(stage, PRO, 26 * DAY, 1, joinPaystack)
  renewing(stage, PREMIUM, 8 * DAY, 2)
  renewing(stage, PREMIUM, 22 * DAY, 1, joinPaystack)
  // The term is over: in grace, and long gone.
  renewing(stage, PRO, 33 * DAY, 1)
  renewing(stage, PREMIUM, 61 * DAY, 0, joinPaystack)
  push(stage, join(stage, 5 * HOUR), PREMIUM, now - 20 * MINUTE, 'pays')
  push(stage, join(stage, 6 * HOUR), PRO, now - 35 * MINUTE, 'cancels')
  push(stage, join(stage, 9 * HOUR), PRO, now - 50 * MINUTE, 'times-out-but-pays')
  push(stage, join(stage, 14 * DAY), PRO, now - 13 * DAY, 'pays')
  const returned = join(stage, 7 * DAY)
  reverse(stage, payBill(stage, returned, PRO, now - 6 * DAY), now - 5 * DAY)
  countImages(stage, returned.customer, now - 6 * DAY, 2, null)
  // One letter is another than was agreed.
  const slipped = join(stage, 40 * HOUR)
  payBill(stage, slipped, PRO, now - 30 * HOUR, slipped.reference.replace('IQ', 'QI'))
  arrive(stage, { phone: '254110009901', shillings: PREMIUM.shillings, written: '' }, now - 20 * HOUR)
  arrive(stage, { phone: '254110009902', shillings: 700, written: 'RENT MAY' }, now - 9 * DAY)
}

/** Paid for the last time so many seconds ago, and so many times before. */
function renewing(
  stage: Stage,
  terms: typeof PRO,
  paidAgo: number,
  before: number,
  joinAt: (stage: Stage, at: number) => Customer = joinStripe,
): void {
  const paidAt = stage.now - paidAgo
  const first = paidAt - before * AGAIN
  const payer = toMpesaPayer(stage, joinAt(stage, first - 3 * HOUR))
  for (let at = first; at <= paidAt; at += AGAIN) payBill(stage, payer, terms, at)
  countImages(stage, payer.customer, first, terms === PREMIUM ? 9 : 2, null)
}

/** A customer of Stripe's since so many seconds, that pays by phone. */
function join(stage: Stage, secondsAgo: number): MpesaPayer {
  return toMpesaPayer(stage, joinStripe(stage, stage.now - secondsAgo))
}

function joinStripe(stage: Stage, at: number): Customer {
  return stage.join(at)
}
