import { command, query } from './kinds.ts'
import { companyName, instant, nothing } from './primitives.ts'
import { z } from './zod.ts'

const DAY_MS = 86_400_000
const LONGEST_ADVANCE_MS = 366 * DAY_MS

/** What a card does when it is charged. */
const cardKind = z.enum(['ok', 'declines', 'requires_action', 'delayed', 'none'])
export type CardKind = z.infer<typeof cardKind>

const sandboxState = z.strictObject({
  /** What its clock says, which is the workspace's too. */
  now: instant,
  /** How far its clock was moved ahead of the one on the wall. */
  aheadMs: z.int(),
  faults: z.array(
    z.strictObject({
      name: z.string(),
      isOn: z.boolean(),
      /** How often it came about since the sandbox was started. */
      met: z.int(),
    }),
  ),
  /** What can be bought, by its name: `product.plan.interval`, or `product.pack.once`. */
  prices: z.array(z.strictObject({ name: z.string(), currency: z.string(), amount: z.int(), isOnce: z.boolean() })),
})
export type SandboxState = z.infer<typeof sandboxState>

/** What was made to happen. */
const happening = z.strictObject({
  /** When, by the sandbox's clock. */
  at: instant,
  /** One sentence for each thing that happened. */
  said: z.array(z.string()),
  /** Why the mirror could not follow at once; null where it has. */
  notFollowed: z.string().nullable(),
})
export type Happening = z.infer<typeof happening>

const whose = { company: companyName }

/**
 * The stand-in for the providers that a demo workspace runs beside itself, and what can be made to happen in it.
 *
 * Hosts answer this, and the engine does not know of it. Where there is no sandbox every command is refused.
 */
export const sandbox = {
  /** `state` is null where the workspace has no sandbox. */
  describe: query(nothing, z.strictObject({ state: sandboxState.nullable() })),
  /** Moves its clock ahead; what falls due on the way happens at its own instant. It does not go back. */
  advance: command(z.strictObject({ ms: z.int().min(1).max(LONGEST_ADVANCE_MS) }), happening),
  /**
   * Somebody pays: what is open, or with `buys` a plan or a pack by the name of its price.
   *
   * `card` is what it is paid with, and the customer's from then on; null is one that works.
   */
  pay: command(
    z.strictObject({ ...whose, buys: z.string().min(1).max(400).nullable().default(null), card: cardKind.nullable().default(null) }),
    happening,
  ),
  /** Gives a customer a card that does this from now on. */
  setCard: command(z.strictObject({ ...whose, card: cardKind }), happening),
  /** The customer ends its subscriptions: now, or with what is paid. */
  cancel: command(z.strictObject({ ...whose, isNow: z.boolean().default(false) }), happening),
  /** Its last payment is given back, whole or in part (in the minor unit of its currency). */
  refund: command(z.strictObject({ ...whose, amount: z.int().min(1).nullable().default(null) }), happening),
  /** Switches a fault of the line or of the provider on or off; `rate` is how many of the requests meet it, by chance of `seed`. */
  setFault: command(
    z.strictObject({
      /** Null is all of them, and can only be switched off. */
      name: z.string().min(1).max(100).nullable(),
      isOn: z.boolean(),
      rate: z.number().gt(0).max(1).nullable().default(null),
      count: z.int().min(1).max(1_000_000).nullable().default(null),
      path: z.string().startsWith('/').max(200).nullable().default(null),
      seed: z.string().min(1).max(100).nullable().default(null),
    }),
    happening,
  ),
}
