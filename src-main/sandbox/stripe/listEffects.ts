import type { StripeSandbox } from './createStripe.ts'
import { isWire, type Wire } from './wire/wire.ts'

/** Something that was done because it was asked for over the wire. */
export interface StripeEffect {
  /** As `refunds.create`. */
  name: string
  /** What it was done to, or for: a subscription, a payment, a customer. */
  subject: string | null
  /** Which action asked for it, where the request's metadata say so. */
  action: string | null
  idempotencyKey: string | null
}

/**
 * What requests over the wire really did, oldest first, by the journal. What was refused did nothing, and what was answered as before
 * did nothing again.
 *
 * @param action of one action alone
 */
export function listEffects(stripe: StripeSandbox, action?: string): StripeEffect[] {
  const all = stripe.listDone().flatMap(({ name, ids, params, request }): StripeEffect[] => {
    if (request === null) return []
    return [{ name, subject: findSubject(ids, params), action: readAction(params), idempotencyKey: request.idempotency_key }]
  })
  return action === undefined ? all : all.filter((each) => each.action === action)
}

function findSubject(ids: readonly string[], params: Wire): string | null {
  const named = [ids[0], params['payment_intent'], params['charge'], params['from_subscription'], params['customer']]
  return (named.find((each) => typeof each === 'string') as string | undefined) ?? null
}

function readAction({ metadata }: Wire): string | null {
  const action = isWire(metadata) ? metadata['tierdesk_action'] : null
  return typeof action === 'string' ? action : null
}
