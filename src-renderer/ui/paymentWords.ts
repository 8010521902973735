import type { PaymentStatus } from '../../src-shared/model/paymentStatus.ts'
import type { IconName } from './iconShapes.tsx'
import type { Tone } from './tone.ts'

/** A sign, a word and a colour for how a payment stands. */
export const PAYMENT_WORDS: Record<PaymentStatus, { icon: IconName; tone: Tone; word: string }> = {
  succeeded: { icon: 'active', tone: 'ok', word: 'Succeeded' },
  pending: { icon: 'queued', tone: 'idle', word: 'Pending' },
  failed: { icon: 'failed', tone: 'bad', word: 'Failed' },
  canceled: { icon: 'canceled', tone: 'idle', word: 'Canceled' },
  refunded: { icon: 'expired', tone: 'idle', word: 'Refunded' },
  unmatched: { icon: 'unmatched', tone: 'watch', word: 'Unmatched' },
}
