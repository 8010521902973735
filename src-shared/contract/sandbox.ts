import { command, query } from './kinds.ts'
import { companyName, instant, nothing, provider } from './primitives.ts'
import { z } from './zod.ts'

const DAY_MS = 86_400_000
const LONGEST_ADVANCE_MS = 366 * DAY_MS

/** What a card does when it is charged. */
const cardKind = z.enum(['ok', 'declines', 'requires_action', 'delayed', 'none'])
export type CardKind = z.infer<typeof cardKind>

/** What somebody does whose phone asks to pay. */
const pushAnswer = z.enum(['pays', 'cancels', 'wrong-pin', 'no-money', 'times-out-but-pays'])
export type PushAnswer = z.infer<typeof pushAnswer>

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
  /** Null in a demo that was made when the sandbox had Stripe alone. */
  paystack: z
    .strictObject({
      /** What customers were asked to pay and have not, the oldest first. */
      pending: z.array(z.strictObject({ reference: z.string(), customer: z.string(), amount: z.int(), currency: z.string() })),
    })
    .nullable(),
  mpesa: z
    .strictObject({
      shortCode: z.string(),
      /** Phones that ask to pay now, the newest first. */
      pushes: z.array(z.strictObject({ ref: z.string(), phone: z.string(), reference: z.string(), amount: z.int() })),
    })
    .nullable(),
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
/** In the minor unit of the currency. */
const amount = z.int().min(1).max(1_000_000_000_000)
const phone = z.string().trim().min(1).max(40)
const LONGEST_REFERENCE = 60

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
  /** Its last payment at Stripe is given back, whole or in part (in the minor unit of its currency). */
  refund: command(z.strictObject({ ...whose, amount: z.int().min(1).nullable().default(null) }), happening),
  /** A transfer comes into its own virtual account at Paystack; who has none gets one. */
  transfer: command(z.strictObject({ ...whose, amount, narration: z.string().trim().min(1).max(100).nullable().default(null) }), happening),
  /** It pays by card what it was asked for under a reference at Paystack; the oldest where none is named. */
  payReference: command(
    z.strictObject({
      ...whose,
      reference: z.string().trim().min(1).max(200).nullable().default(null),
      isDeclined: z.boolean().default(false),
    }),
    happening,
  ),
  /** Somebody pays by M-Pesa, unasked, and writes what they like as the account. */
  payByPhone: command(z.strictObject({ phone, amount, reference: z.string().trim().max(LONGEST_REFERENCE).default('') }), happening),
  /** The operator's server asks a phone to pay for a plan or a pack, `product.plan.interval`, on behalf of a company. */
  askPhone: command(z.strictObject({ ...whose, phone, amount, buys: z.string().min(1).max(400) }), happening),
  /** Whose phone asks answers it; the newest where none is named. */
  answerPush: command(z.strictObject({ ref: z.string().trim().min(1).max(200).nullable().default(null), answer: pushAnswer }), happening),
  /** The statement of M-Pesa's organisation portal, its ends included: all of it where they are null. `csv` is null where there is no M-Pesa. */
  statement: query(
    z.strictObject({ from: instant.nullable().default(null), until: instant.nullable().default(null) }),
    z.strictObject({ csv: z.string().nullable() }),
  ),
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
      /** At which provider; at all where null. */
      provider: provider.nullable().default(null),
    }),
    happening,
  ),
}
