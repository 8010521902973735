import Stripe from 'stripe'
import type { ActionArea } from '../../../../src-shared/model/action.ts'
import type { Write } from '../createStripeClient.ts'
import type { Line } from './line.ts'
import { post } from './toWrite.ts'

/** Writes to what cannot be there: whoever may not write is told so, and whoever may, that it is not there. */
const PROBES: readonly (readonly [ActionArea, Write])[] = [
  ['subscriptions', post('/v1/subscriptions/sub_TierdeskAsksOnly', {})],
  ['invoices', post('/v1/invoices/in_TierdeskAsksOnly/void', {})],
  ['refunds', post('/v1/refunds', { payment_intent: 'pi_TierdeskAsksOnly' })],
  ['checkouts', post('/v1/checkout/sessions/cs_TierdeskAsksOnly/expire', {})],
  ['portal', post('/v1/billing_portal/sessions', { customer: 'cus_TierdeskAsksOnly' })],
]

/** What the key may change. Throws what says nothing of the key: no line, too many requests, a key that is not taken. */
export async function probeAreas({ client }: Line): Promise<Partial<Record<ActionArea, boolean>>> {
  const found: Partial<Record<ActionArea, boolean>> = {}
  for (const [area, write] of PROBES) {
    const may = await ask(() => client.tell(write, null))
    if (may !== null) found[area] = may
  }
  return found
}

/** Null where neither is certain. */
async function ask(probe: () => Promise<unknown>): Promise<boolean | null> {
  try {
    await probe()
    return null
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    if (error.statusCode === 403) return false
    if (error.code === 'resource_missing') return true
    if (error.statusCode === 400 || error.statusCode === 404) return null
    throw error
  }
}
