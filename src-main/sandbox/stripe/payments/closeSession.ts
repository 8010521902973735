import { redeem } from '../billing/discounts.ts'
import { change, tell, type World } from '../world/createWorld.ts'
import type { SessionRecord } from '../world/paymentRecords.ts'

/** The page has done what it was for. */
export function closeSession(world: World, session: SessionRecord, to: Partial<SessionRecord>): void {
  // A discount that a subscription has was counted when it got it.
  if (session.mode === 'payment') for (const each of session.own.discounts) redeem(world, each)
  change(world, 'checkout.session', session, { status: 'complete', ...to })
  tell(world, 'checkout.session.completed', 'checkout.session', session)
}
