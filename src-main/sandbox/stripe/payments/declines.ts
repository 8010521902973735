import type { PaymentFailure } from '../world/paymentRecords.ts'

/** Why a card is refused, with Stripe's own words. */
const DECLINES: Readonly<Record<string, PaymentFailure>> = {
  generic_decline: { code: 'card_declined', decline_code: 'generic_decline', message: 'Your card was declined.' },
  insufficient_funds: { code: 'card_declined', decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' },
  lost_card: { code: 'card_declined', decline_code: 'lost_card', message: 'Your card was declined.' },
  stolen_card: { code: 'card_declined', decline_code: 'stolen_card', message: 'Your card was declined.' },
  do_not_honor: { code: 'card_declined', decline_code: 'do_not_honor', message: 'Your card was declined.' },
  expired_card: { code: 'expired_card', decline_code: 'expired_card', message: 'Your card has expired.' },
  incorrect_cvc: { code: 'incorrect_cvc', decline_code: 'incorrect_cvc', message: "Your card's security code is incorrect." },
  processing_error: {
    code: 'processing_error',
    decline_code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
}

export function toDecline(code: string): PaymentFailure {
  return DECLINES[code] ?? { code: 'card_declined', decline_code: code, message: 'Your card was declined.' }
}

export function isDecline(code: string): boolean {
  return Object.hasOwn(DECLINES, code)
}

/** A debit that came back after days. */
export const DEBIT_RETURNED: PaymentFailure = {
  code: 'payment_method_provider_decline',
  decline_code: null,
  message: 'The payment was declined by the bank.',
}

export const AUTHENTICATION_REQUIRED: PaymentFailure = {
  code: 'authentication_required',
  decline_code: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
}

export const AUTHENTICATION_FAILED: PaymentFailure = {
  code: 'payment_intent_authentication_failure',
  decline_code: null,
  message:
    'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
}
