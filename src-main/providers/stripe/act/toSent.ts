import Stripe from 'stripe'
import type { Sent } from '../../acting.ts'
import { isLineUnopened } from '../../isLineUnopened.ts'
import type { ProviderError } from '../../provider.ts'
import { toProviderError, UnsentRequest } from '../toProviderError.ts'

type StripeError = InstanceType<typeof Stripe.errors.StripeError>

const IN_USE = 'idempotency_key_in_use'
const LONGEST = 500
const SECRETS = /\b(?:[sr]k_(?:test|live)_|whsec_)\S+|\S+_secret_\S+|https?:\/\/\S+/g

/** What became of a request that wrote, by what was thrown. */
export function toSent(error: unknown, signal: AbortSignal): Sent {
  if (error instanceof UnsentRequest)
    return { kind: 'turned-away', error: { kind: 'cancelled', detail: 'It was stopped before it was sent.' } }
  const toLost = (): Sent => ({ kind: 'lost', error: toProviderError(error, signal) })
  if (!(error instanceof Stripe.errors.StripeError)) return toLost()
  if (error instanceof Stripe.errors.StripeConnectionError && isLineUnopened(error.detail)) return toTurnedAway(error, signal)
  const status = error.statusCode
  if (status === undefined || status >= 500 || status < 400) return toLost()
  // The request before it, under the same key, is under way: what comes of it is not known.
  if (status === 409 && error.code === IN_USE) return toLost()
  // Stopped while the answer came in: it was an answer all the same.
  if (status === 401 || status === 409 || status === 429 || error instanceof Stripe.errors.StripeRateLimitError)
    return toTurnedAway(error, signal)
  return toRefused(error)
}

/** What became of an order that was given up before anything was written. */
export function toUnbegun(error: unknown, signal: AbortSignal): Sent {
  if (error instanceof Stripe.errors.StripeError && (error.statusCode === 403 || error.statusCode === 404)) return toRefused(error)
  return { kind: 'turned-away', error: toProviderError(error, signal) }
}

/** Why there is no preview. What Stripe would refuse to do it refuses to reckon, and asking again changes nothing. */
export function toPreviewError(error: unknown, signal: AbortSignal): ProviderError {
  if (error instanceof Stripe.errors.StripeError && (error.statusCode === 400 || error.statusCode === 404))
    return { kind: 'missing', detail: toReason(error) }
  return toProviderError(error, signal)
}

export function refuse(reason: string, code: string | null = null): Sent {
  return { kind: 'refused', reason, code, lacksPermission: false }
}

function toTurnedAway(error: StripeError, signal: AbortSignal): Sent {
  return { kind: 'turned-away', error: toProviderError(error, signal) }
}

function toRefused(error: StripeError): Sent {
  const code = error.decline_code ?? error.code ?? error.rawType ?? null
  return { kind: 'refused', reason: toReason(error), code, lacksPermission: error.statusCode === 403 }
}

function toReason(error: StripeError): string {
  if (error.statusCode === 403) return 'The key has no permission for this.'
  if (error instanceof Stripe.errors.StripeIdempotencyError)
    return 'Stripe has had another request under the same key. Nothing was done this time.'
  const said = error.message.replace(SECRETS, '…').slice(0, LONGEST).trim()
  if (error instanceof Stripe.errors.StripeCardError) {
    const word = error.decline_code ?? error.code
    return `The payment was declined: ${said}${word ? ` (${word})` : ''}`
  }
  return `Stripe refused it: ${said}`
}
