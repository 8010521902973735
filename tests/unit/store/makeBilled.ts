import type { BilledContents, BilledKind } from '../../../src-main/domain/billing/billedObject.ts'
import type { MirroredBilled } from '../../../src-main/domain/mirrored.ts'
import type { HandledEvent } from '../../../src-main/store/writes/saveEvents.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { NOW } from './makeStore.ts'

const price: BilledContents['price'] = {
  currency: 'USD',
  amount: 99_00,
  interval: { unit: 'month', count: 1 },
  isMetered: false,
  lookupKey: 'trading.pro.month',
  product: 'prod_1',
  isActive: true,
}

/** A content of each kind, in which a test changes what it is about. */
export const CONTENTS: BilledContents = {
  product: { name: 'Trading', isActive: true },
  price,
  subscription: {
    status: 'active',
    currency: 'USD',
    startedAt: NOW,
    endedAt: null,
    canceledAt: null,
    cancelAt: null,
    cancelsAtPeriodEnd: false,
    trialStart: null,
    trialEnd: null,
    pausedAt: null,
    isCollectionPaused: false,
    anchor: NOW,
    isInvoiceSent: false,
    discounts: [],
    items: [
      { ref: 'si_1', price: 'price_1', terms: price, quantity: 1, periodStart: NOW, periodEnd: toInstant(NOW + 1000), discounts: [] },
      { ref: 'si_2', price: 'price_2', terms: price, quantity: 2, periodStart: NOW, periodEnd: toInstant(NOW + 1000), discounts: [] },
    ],
  },
  invoice: {
    status: 'open',
    reason: 'renewal',
    number: null,
    subscription: 'sub_1',
    currency: 'USD',
    total: 99_00,
    amountDue: 99_00,
    amountPaid: 0,
    finalizedAt: NOW,
    paidAt: null,
    voidedAt: null,
    uncollectibleAt: null,
    dueAt: null,
    attempts: 0,
    isFailing: false,
    nextAttemptAt: null,
    lines: [],
    payments: [],
  },
  payment: {
    status: 'succeeded',
    amount: 10_00,
    amountReceived: 10_00,
    currency: 'USD',
    succeededAt: NOW,
    failedAt: null,
    failure: null,
    plan: null,
    interval: null,
    description: null,
  },
  checkout: {
    mode: 'payment',
    status: 'complete',
    isPaid: true,
    payment: null,
    invoice: null,
    subscription: null,
    amount: 10_00,
    currency: 'USD',
    plan: null,
    interval: null,
    lines: [],
  },
  refund: { payment: 'pi_1', charge: 'ch_1', status: 'succeeded', amount: 10_00, currency: 'USD', reason: null },
  dispute: { payment: 'pi_1', charge: 'ch_1', status: 'open', amount: 10_00, currency: 'USD', reason: null },
  account: { number: '1234567890', name: 'LANTERN WORKS', bank: 'Test Bank', currency: 'NGN', isActive: true },
  push: { status: 'pending', code: null, reason: null },
}

/** An object as a provider's client gives it. */
export function makeBilled<Kind extends BilledKind>(
  kind: Kind,
  content: Partial<BilledContents[Kind]> = {},
  given: { ref?: string; customer?: string | null; partOf?: string | null; createdAt?: Instant; note?: string } = {},
): MirroredBilled {
  const { ref = `${kind}_1`, customer = 'cus_1', partOf = null, createdAt = NOW, note = '' } = given
  const whole = { ...CONTENTS[kind], ...content }
  return {
    kind,
    ref,
    customer,
    partOf,
    createdAt,
    content: whole,
    json: JSON.stringify({ ref, customer, partOf, note, whole }),
  } as MirroredBilled
}

/** An event about an object, as it was handled. */
export function makeEvent(at: number, object: MirroredBilled | null, given: Partial<HandledEvent> = {}): HandledEvent {
  return {
    ref: `evt_${object?.ref ?? 'nothing'}_${at}`,
    type: 'something.updated',
    at: toInstant(at),
    object: object && { kind: object.kind, ref: object.ref },
    isDeletion: false,
    outcome: 'processed',
    reason: null,
    ...given,
  }
}
