import type { ActionWorld } from './actionWorld.ts'
import type { Described } from './described.ts'
import { toSerial } from './order.ts'

/** Done twice these take, make or forgo something twice. */
const ONE_AT_A_TIME: ReadonlySet<string> = new Set([
  'payment.push',
  'invoice.retry',
  'invoice.void',
  'subscription.create',
  'account.create',
  'subscription.cancel',
  'subscription.keep',
  'subscription.pause',
  'subscription.resume',
])

/**
 * Refuses another of what is under way already, and says of other actions on the same what comes before them.
 *
 * What waits behind one whose end is unknown would go by itself once that is settled: nobody would have decided on it knowing of the first.
 */
export function refuseTwin({ findUnderWay }: ActionWorld, described: Described): Described {
  const { order } = described
  const before = order && findUnderWay(toSerial(order))
  if (!order || !before) return described
  const told = `${before.title} (${before.state})`
  if (before.kind !== order.kind || !ONE_AT_A_TIME.has(order.kind))
    return { ...described, warnings: [...described.warnings, `Another comes first, and this after it: ${told}.`] }
  return {
    ...described,
    order: null,
    refusal: { reason: `Another is under way already: ${told}.`, hint: 'See in the outbox what becomes of it, or cancel it there.' },
  }
}
