import fc from 'fast-check'
import type {
  CheckoutContent,
  Discount,
  DisputeContent,
  InvoiceContent,
  PaymentContent,
  PriceContent,
  RefundContent,
  SubscriptionContent,
} from '../../../../src-main/domain/billing/billedObject.ts'
import type { BilledFact, CompanyFacts } from '../../../../src-main/domain/companyFacts.ts'
import { toPriceKey } from '../../../../src-main/domain/companyFacts.ts'
import type { RecordedFact } from '../../../../src-main/domain/recordedFact.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { at, makePrice, toPriceRef } from './makeFacts.ts'

const KEYS = [
  'trading.pro.month',
  'trading.elite.month',
  'maintenance-hours.director.quarter',
  'maintenance-hours.coo.quarter',
  'maintenance-hours.hours-5.once',
  'image-quota.pro.once',
  'threat-analytics.starter.month',
  'nobody.knows.this',
]

/** Whole days and a few hours, so that many fall on one instant. */
export const instant = fc
  .tuple(fc.integer({ min: -10, max: 120 }), fc.constantFrom(0, 0, 9))
  .map(([day, hour]) => toInstant(at('2026-01-01') + (day * 24 + hour) * 3_600_000))
const maybe = fc.option(instant, { nil: null, freq: 1 })
/** What ends a subscription ends the interest in it too. */
const rarely = fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: instant })
const amount = fc.constantFrom(-9900, 0, 1, 1200, 9900, 50000, 450000)
const quantity = fc.constantFrom(null, 0, 1, 3)
const price = fc.constantFrom('trading.pro.month', 'trading.pro.month', 'trading.elite.month', ...KEYS).map(toPriceRef)
const maybePrice = fc.option(price, { nil: null })
const subscription = fc.constantFrom('sub_0', 'sub_0', 'sub_0', 'sub_1', null, 'sub_gone')
const payment = fc.constantFrom(null, 'pi_0', 'pi_1', 'pi_gone')
const currency = fc.constantFrom('USD', 'KES', 'JPY')

const discount: fc.Arbitrary<Discount> = fc.record({
  perMillion: fc.constantFrom(null, 0, 500_000, 2_000_000),
  amount: fc.constantFrom(null, 0, 100, 1_000_000),
  currency: fc.constantFrom(null, 'USD', 'JPY'),
  isOnce: fc.boolean(),
  startsAt: maybe,
  endsAt: maybe,
})
const interval = fc.option(
  fc.record({
    unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'year' as const),
    count: fc.constantFrom(0, 1, 3, 12),
  }),
  { nil: null },
)
const terms: fc.Arbitrary<PriceContent> = fc.record({
  currency,
  amount: fc.option(amount, { nil: null }),
  interval,
  isMetered: fc.boolean(),
  lookupKey: fc.constantFrom(null, ...KEYS),
  product: fc.constant(null),
  isActive: fc.boolean(),
})
const item = fc.record({
  ref: fc.constantFrom('si_0', 'si_1'),
  price,
  terms,
  quantity,
  periodStart: instant,
  periodEnd: instant,
  discounts: fc.array(discount, { maxLength: 2 }),
})
const subscriptionContent: fc.Arbitrary<SubscriptionContent> = fc.record({
  status: fc.constantFrom(
    ...([
      'past-due',
      'past-due',
      'active',
      'trialing',
      'active',
      'past-due',
      'unpaid',
      'paused',
      'incomplete',
      'incomplete-expired',
      'canceled',
      'unknown',
    ] as const),
  ),
  currency,
  startedAt: instant,
  endedAt: rarely,
  canceledAt: maybe,
  cancelAt: maybe,
  cancelsAtPeriodEnd: fc.boolean(),
  trialStart: maybe,
  trialEnd: maybe,
  pausedAt: maybe,
  isCollectionPaused: fc.boolean(),
  anchor: maybe,
  isInvoiceSent: fc.boolean(),
  discounts: fc.array(discount, { maxLength: 2 }),
  items: fc.array(item, { maxLength: 2 }),
})
const invoiceContent: fc.Arbitrary<InvoiceContent> = fc.record({
  status: fc.constantFrom(...(['draft', 'open', 'paid', 'void', 'uncollectible'] as const)),
  reason: fc.constantFrom(...(['start', 'renewal', 'change', 'other'] as const)),
  number: fc.constant(null),
  subscription,
  currency,
  total: amount,
  amountDue: amount,
  amountPaid: amount,
  finalizedAt: maybe,
  paidAt: maybe,
  voidedAt: maybe,
  uncollectibleAt: maybe,
  dueAt: maybe,
  attempts: fc.constantFrom(0, 1, 4),
  isFailing: fc.boolean(),
  nextAttemptAt: maybe,
  lines: fc.array(
    fc.record({
      ref: fc.constantFrom('il_0', 'il_1', 'il_2'),
      price: maybePrice,
      subscription,
      item: fc.constantFrom(null, 'si_0', 'si_1'),
      amount,
      quantity,
      start: instant,
      end: instant,
      isProration: fc.boolean(),
      description: fc.constant(null),
    }),
    { maxLength: 3 },
  ),
  payments: fc.array(fc.record({ payment, isPaid: fc.boolean(), paidAt: maybe }), { maxLength: 2 }),
})
const plan = fc.constantFrom(null, 'pro', 'image-quota.pro', 'maintenance-hours.hours-5', 'a.b.c', '', '__proto__')
const paymentContent: fc.Arbitrary<PaymentContent> = fc.record({
  status: fc.constantFrom(...(['succeeded', 'pending', 'failed', 'canceled'] as const)),
  amount,
  amountReceived: amount,
  currency,
  succeededAt: maybe,
  failedAt: maybe,
  failure: fc.constantFrom(null, 'No money.'),
  plan,
  interval: fc.constantFrom(null, 'month', 'once', 'fortnight'),
  description: fc.constant(null),
})
const checkoutContent: fc.Arbitrary<CheckoutContent> = fc.record({
  mode: fc.constantFrom(...(['payment', 'subscription', 'setup'] as const)),
  status: fc.constantFrom(...(['open', 'complete', 'expired'] as const)),
  isPaid: fc.boolean(),
  payment,
  invoice: fc.constantFrom(null, 'in_0', 'in_gone'),
  subscription,
  amount: fc.option(amount, { nil: null }),
  currency: fc.constantFrom(null, 'USD'),
  plan,
  interval: fc.constantFrom(null, 'once'),
  lines: fc.array(fc.record({ price: maybePrice, amount, quantity }), { maxLength: 2 }),
})
const taken = { payment, charge: fc.constantFrom(null, 'pi_0'), amount, currency, reason: fc.constant(null) }
const refundContent: fc.Arbitrary<RefundContent> = fc.record({
  ...taken,
  status: fc.constantFrom(...(['pending', 'succeeded', 'failed', 'canceled'] as const)),
})
const disputeContent: fc.Arbitrary<DisputeContent> = fc.record({
  ...taken,
  status: fc.constantFrom(...(['open', 'won', 'lost'] as const)),
})

/** Objects of one kind with refs of their own; the states of each in the order of their instants, which mean nothing beside that. */
function objectsOf(kind: BilledFact['kind'], prefix: string, content: fc.Arbitrary<BilledFact['content']>, most: number) {
  const one = fc.record({
    createdAt: instant,
    seenAt: instant,
    states: fc.array(fc.record({ at: instant, content }), { minLength: 1, maxLength: 4 }),
  })
  return fc.array(one, { maxLength: most }).map((all) =>
    all.map(({ createdAt, seenAt, states }, index) => {
      const inOrder = states.toSorted((a, b) => a.at - b.at)
      const last = inOrder.at(-1)
      const rest = { createdAt, seenAt, stateAt: last?.at, content: last?.content, earlier: inOrder.slice(0, -1) }
      return { kind, provider: 'stripe', account: 'acct_1', ref: `${prefix}_${index}`, ...rest } as BilledFact
    }),
  )
}

const recorded = fc.array(
  fc.record({ at: instant, until: instant, minutes: fc.constantFrom(0, 60, 600), what: fc.integer({ min: 0, max: 4 }), plan }),
  { maxLength: 6 },
)

function toRecorded(given: { at: number; until: number; minutes: number; what: number; plan: string | null }[]): RecordedFact[] {
  return given.map(({ at: instantOf, until, minutes, what, plan: named }, index) => {
    const base = { company: 'co_1', product: what % 2 === 0 ? 'maintenance-hours' : 'trading', key: `k_${index}`, source: 'staff' }
    const from = toInstant(instantOf)
    const end = toInstant(until)
    if (what === 0) return { ...base, at: from, kind: 'hours', content: { minutes, note: '' } }
    if (what === 1 || what === 2)
      return { ...base, at: from, kind: 'override', content: { plan: named, limits: { positions: 3 }, until: end, reason: '' } }
    if (what === 3) return { ...base, at: from, kind: 'settlement', content: { minutes, as: 'billed', note: '' } }
    return { ...base, at: from, kind: 'pack', content: { minutes, expiresAt: end } }
  })
}

const usage = fc.array(
  fc.record({
    product: fc.constantFrom('trading', 'threat-analytics', 'maintenance-hours'),
    metric: fc.constantFrom('positions', 'api-calls', 'change-requests', 'requests-per-day', 'unheard-of'),
    quantity: fc.constantFrom(0, 1, 500),
    at: instant,
  }),
  { maxLength: 6 },
)

/** Facts that no provider should send, of the right types. */
export const hostileFacts: fc.Arbitrary<CompanyFacts> = fc
  .record({
    subscriptions: objectsOf('subscription', 'sub', subscriptionContent, 3),
    invoices: objectsOf('invoice', 'in', invoiceContent, 5),
    payments: objectsOf('payment', 'pi', paymentContent, 3),
    checkouts: objectsOf('checkout', 'cs', checkoutContent, 2),
    refunds: objectsOf('refund', 're', refundContent, 2),
    disputes: objectsOf('dispute', 'dp', disputeContent, 1),
    known: fc.subarray(KEYS),
    odd: terms,
    usage,
    recorded,
  })
  .map(({ subscriptions, invoices, payments, checkouts, refunds, disputes, known, odd, usage: told, recorded: said }) => ({
    billed: [...subscriptions, ...invoices, ...payments, ...checkouts, ...refunds, ...disputes],
    prices: new Map(
      known.map((key, index) => [
        toPriceKey('stripe', toPriceRef(key)),
        index === 1 ? { ...makePrice(key), content: { ...odd, lookupKey: key } } : makePrice(key),
      ]),
    ),
    metered: [],
    usage: told.map((record, index) => ({ ...record, key: `u_${index}`, dimension: null, source: 'meter' })),
    recorded: toRecorded(said),
    assigned: new Map(),
  }))
