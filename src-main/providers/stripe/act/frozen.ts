import type { Instant } from '../../../../src-shared/model/instant.ts'
import type { Order } from '../../../domain/actions/order.ts'
import type { Write } from '../createStripeClient.ts'

/** A request as it is kept. */
export interface Frozen {
  /** Our id of the action. */
  action: string
  at: Instant
  order: Order
  /** What is sent, to the letter: one key stands for one text. Null where that depends on what is found at Stripe just before. */
  write: Write | null
}
