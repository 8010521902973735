import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BilledContents, PaymentContent } from '../../../../src-main/domain/billing/billedObject.ts'
import { readBilling } from '../../../../src-main/domain/billing/billing.ts'
import { listPaymentRows } from '../../../../src-main/domain/billing/listPaymentRows.ts'
import { type BilledFact, type BilledFactOf, type CompanyFacts, toPaymentKey } from '../../../../src-main/domain/companyFacts.ts'
import { deriveEntitlement } from '../../../../src-main/domain/entitlement/deriveEntitlement.ts'
import { readProduct } from '../../../../src-main/domain/entitlement/findHolding.ts'
import { readTimeline } from '../../../../src-main/domain/entitlement/readTimeline.ts'
import type { RecordedFact } from '../../../../src-main/domain/recordedFact.ts'
import { type Instant, toInstant } from '../../../../src-shared/model/instant.ts'
import { at, catalogs, makeFacts, ZONE } from '../entitlement/makeFacts.ts'

const RUNS = Number(process.env['TIERDESK_PAYMENT_HISTORIES'] ?? 10_000)
const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const START = at('2026-03-01')
const MINUTE = 60_000
/** Codes, phones, amounts and receipts are few, so that much of what comes fits more than one thing that was asked for. */
const FEW = 3
const PRODUCT = 'image-quota'
const OFFERS = [
  { plan: 'pro', amount: 150_000 },
  { plan: 'premium', amount: 500_000 },
] as const
type Provider = 'mpesa' | 'paystack'

interface Asked {
  provider: Provider
  number: number
  minute: number
  offer: (typeof OFFERS)[number]
  isNamed: boolean
  reference: number | null
  phone: number | null
  /** When it was withdrawn; null where it still stands. */
  gone: number | null
}

interface Paid {
  provider: Provider
  number: number
  minute: number
  amount: number
  status: 'succeeded' | 'failed' | 'pending'
  reference: number | null
  phone: number | null
  isIntoAccount: boolean
  /** All of it, or a part of it, went back, by a row of its own or by the provider's word. */
  back: 'none' | 'all' | 'part' | 'reversed'
}

interface History {
  asked: readonly Asked[]
  paid: readonly Paid[]
  pushes: readonly { number: number; status: BilledContents['push']['status'] }[]
  /** Payments of which staff said what they were for. */
  assigned: readonly number[]
}

const provider = fc.constantFrom<Provider>('mpesa', 'paystack')
const few = fc.nat(FEW - 1)
const maybe = fc.option(few, { freq: 2 })
const minute = fc.nat(30)

const history: fc.Arbitrary<History> = fc.record({
  asked: fc.uniqueArray(
    fc.record({
      provider,
      number: few,
      minute,
      offer: fc.constantFrom(...OFFERS),
      isNamed: fc.boolean(),
      reference: maybe,
      phone: maybe,
      gone: fc.option(minute, { freq: 2 }),
    }),
    { maxLength: 4, selector: ({ provider: of, number }) => `${of} ${number}` },
  ),
  paid: fc.uniqueArray(
    fc.record({
      provider,
      number: fc.nat(FEW + 2),
      minute,
      amount: fc.constantFrom(150_000, 500_000, 149_999),
      status: fc.constantFrom<Paid['status'][]>('succeeded', 'succeeded', 'succeeded', 'failed', 'pending'),
      reference: maybe,
      phone: maybe,
      isIntoAccount: fc.boolean(),
      back: fc.constantFrom<Paid['back'][]>('none', 'none', 'none', 'all', 'part', 'reversed'),
    }),
    { maxLength: 5, selector: ({ provider: of, number }) => `${of} ${number}` },
  ),
  pushes: fc.uniqueArray(fc.record({ number: few, status: fc.constantFrom('pending', 'succeeded', 'failed', 'unknown') }), {
    maxLength: 2,
    selector: ({ number }) => number,
  }),
  assigned: fc.uniqueArray(fc.nat(FEW + 2), { maxLength: 2 }),
})

function toFacts({ asked, paid, pushes, assigned }: History): CompanyFacts {
  const billed: BilledFact[] = [
    ...paid.flatMap(toPaid),
    ...pushes.map(({ number, status }) => make('push', 'mpesa', toRef(number), START, { status, code: null, reason: null })),
  ]
  const offer = { product: PRODUCT, plan: 'pro', interval: 'once', at: toMinute(15) } as const
  return makeFacts(billed, {
    recorded: asked.flatMap((each) => [toExpected(each), ...toWithdrawn(each)]),
    assigned: new Map(assigned.map((number) => [toPaymentKey('mpesa', 'one', toRef(number)), offer])),
  })
}

function toExpected({ provider: of, number, minute: since, offer, isNamed, reference, phone }: Asked): RecordedFact {
  const ref = isNamed ? toRef(number) : null
  const content = { provider: of, account: 'one', ref, reference: toCode(reference), phone: toPhone(phone), ...offer }
  const fact = {
    company: 'co_1',
    product: PRODUCT,
    kind: 'expected',
    key: `${of} ${number}`,
    at: toMinute(since),
    source: 'staff',
  } as const
  return { ...fact, content: { ...content, interval: 'once', currency: 'KES' } }
}

function toWithdrawn({ provider: of, number, minute: since, gone }: Asked): RecordedFact[] {
  if (gone === null) return []
  const at = toMinute(Math.max(since, gone))
  const fact = { company: 'co_1', product: PRODUCT, kind: 'withdrawn', key: `${of} ${number}`, at, source: 'staff' } as const
  return [{ ...fact, content: { provider: of, account: 'one', reason: '' } }]
}

function toPaid({ provider: of, number, minute: when, amount, status, reference, phone, isIntoAccount, back }: Paid): BilledFact[] {
  const ref = toRef(number)
  const paidAt = toMinute(when)
  const isIn = status === 'succeeded'
  const account = isIntoAccount && of === 'paystack' ? '1238028300' : null
  const content: PaymentContent = {
    ...{ status, amount, amountReceived: isIn ? amount : 0, currency: 'KES' },
    ...{ succeededAt: isIn ? paidAt : null, failedAt: status === 'failed' ? paidAt : null, failure: null },
    ...{ plan: null, interval: null, description: null },
    via: { id: null, channel: null, receipt: null, reference: toCode(reference), payerName: null, payerPhone: toPhone(phone), account },
    ...(back === 'reversed' ? { isReversed: true as const } : {}),
  }
  const payment = make('payment', of, ref, paidAt, content)
  if (back !== 'all' && back !== 'part') return [payment]
  const returned = { payment: ref, charge: null, status: 'succeeded' as const, currency: 'KES', reason: null }
  const amountBack = back === 'all' ? amount : amount - 1
  return [payment, make('refund', of, `${ref} back`, toInstant(paidAt + 5 * MINUTE), { ...returned, amount: amountBack })]
}

function make<Kind extends 'payment' | 'push' | 'refund'>(
  kind: Kind,
  of: Provider,
  ref: string,
  when: Instant,
  content: BilledContents[Kind],
): BilledFact {
  const fact: Omit<BilledFactOf<Kind>, 'kind'> = {
    ...{ provider: of, account: 'one', ref, createdAt: when, seenAt: when, stateAt: when, content, earlier: [] },
  }
  // A kind and its content: TypeScript does not see that the two are of one another.
  return { kind, ...fact } as BilledFact
}

const toMinute = (minutes: number): Instant => toInstant(START + minutes * MINUTE)
const toRef = (number: number) => `R${number}`
const toCode = (number: number | null) => (number === null ? null : `C0DE${number}`)
const toPhone = (number: number | null) => (number === null ? null : `25471234567${number}`)

/** What a company is told about what it paid and what that grants it, at some instants of the history and after it. */
function answer(facts: CompanyFacts) {
  const billing = readBilling(facts, catalogs)
  const product = readProduct(billing, PRODUCT)
  return [12, 40].map((minutes) => {
    const instant = toMinute(minutes)
    const { entitlement } = deriveEntitlement(readTimeline(product, instant), ZONE)
    return { entitlement, payments: listPaymentRows(billing, instant) }
  })
}

/** In the order of as many chances, and some of it twice. */
function shuffle<T>(items: readonly T[], chances: readonly number[]): T[] {
  return [...items, ...items.slice(0, (chances[0] ?? 0) % 3)]
    .map((item, index) => ({ item, chance: chances[index % chances.length] ?? 0 }))
    .sort((a, b) => a.chance - b.chance)
    .map(({ item }) => item)
}

const chances = fc.array(fc.nat(1_000_000), { minLength: 8, maxLength: 8 })

test('what was asked for and what was paid, told in any order or twice, give one answer', { timeout: Math.max(60_000, RUNS * 20) }, () => {
  fc.assert(
    fc.property(history, chances, (given, drawn) => {
      const facts = toFacts(given)
      const told = { ...facts, billed: shuffle(facts.billed, drawn), recorded: shuffle(facts.recorded, [...drawn].reverse()) }
      expect(answer(told)).toEqual(answer(facts))
    }),
    { numRuns: RUNS, seed: SEED },
  )
})

test('nothing that was paid is lost or listed twice, and one expectation comes true in one payment', {
  timeout: Math.max(60_000, RUNS * 20),
}, () => {
  fc.assert(
    fc.property(history, (given) => {
      const facts = toFacts(given)
      const rows = listPaymentRows(readBilling(facts, catalogs), toMinute(40))
      const names = rows.map(({ provider: of, ref }) => `${of} ${ref}`)
      expect(new Set(names).size).toBe(names.length)
      expect(names).toEqual(expect.arrayContaining(given.paid.map(({ provider: of, number }) => `${of} ${toRef(number)}`)))
      // Each came of something that was paid, or of something that was asked for and is still open.
      const assigned = given.paid.filter(({ provider: of, number }) => of === 'mpesa' && given.assigned.includes(number)).length
      const granted = rows.filter(({ status }) => status === 'succeeded' || status === 'refunded').length
      expect(granted).toBeLessThanOrEqual(given.asked.length + assigned)
    }),
    { numRuns: RUNS, seed: SEED },
  )
})

test('what was paid after it was withdrawn is not for it, and what was paid before is, whenever that is told', () => {
  const asked = { provider: 'mpesa' as const, number: 0, minute: 1, offer: OFFERS[0], isNamed: false, reference: 1, phone: null }
  const paid = { provider: 'mpesa' as const, number: 1, amount: 150_000, status: 'succeeded' as const, reference: 1, phone: null }
  const rowsOf = (gone: number | null, minutes: number, at = 40) =>
    listPaymentRows(
      readBilling(
        toFacts({
          ...{ asked: [{ ...asked, gone }], pushes: [], assigned: [] },
          paid: [{ ...paid, minute: minutes, isIntoAccount: false, back: 'none' }],
        }),
        catalogs,
      ),
      toMinute(at),
    ).map(({ ref, status, plan, reason }) => [ref, status, plan, reason])
  const granted = ['R1', 'succeeded', 'pro', null]
  const forNothing = ['R1', 'unmatched', null, 'Nothing says what it was for.']
  expect([rowsOf(null, 10), rowsOf(11, 10), rowsOf(10, 10)]).toEqual([[granted], [granted], [granted]])
  expect(rowsOf(9, 10)).toEqual([['mpesa 0', 'canceled', 'pro', 'It is expected no more.'], forNothing])
  // As of before it was withdrawn it was pending.
  expect(rowsOf(9, 10, 8)).toEqual([['mpesa 0', 'pending', 'pro', null]])
})

test('a push that was paid before it was withdrawn is paid, and one that nobody knows of is expected no more', () => {
  const asked = { provider: 'mpesa' as const, number: 0, minute: 1, offer: OFFERS[0], isNamed: true, reference: 1, phone: 1, gone: 5 }
  const statusOf = (status: BilledContents['push']['status']) =>
    listPaymentRows(
      readBilling(toFacts({ asked: [asked], paid: [], pushes: [{ number: 0, status }], assigned: [] }), catalogs),
      toMinute(40),
    )
      .map((row) => `${row.ref} ${row.status} ${row.at}`)
      .join()
  expect([statusOf('succeeded'), statusOf('failed'), statusOf('unknown'), statusOf('pending')]).toEqual([
    `R0 succeeded ${toMinute(1)}`,
    `R0 failed ${toMinute(1)}`,
    `R0 canceled ${toMinute(5)}`,
    `R0 canceled ${toMinute(5)}`,
  ])
})
