import { describe, expect, test } from 'vitest'
import type { BilledFact } from '../../../../src-main/domain/companyFacts.ts'
import type { RecordedFact } from '../../../../src-main/domain/recordedFact.ts'
import {
  at,
  balance,
  makeContent,
  makeFacts,
  makeInvoice,
  makeItem,
  makeLine,
  makePayment,
  makePrice,
  makeRefund,
  makeSubscription,
  toPriceRef,
} from './makeFacts.ts'
import { makeCheckout, makeDispute, makeGivenPack, makeOnceInvoice, makeOnceLine, makeWork } from './makePurchases.ts'

const PACK = 'maintenance-hours.hours-5.once'
const DIRECTOR = 'maintenance-hours.director.quarter'
const HOUR = 60
const prices = new Map([[`stripe ${toPriceRef(PACK)}`, makePrice(PACK, { amount: 50000 })]])

function packs(billed: BilledFact[], when: string, recorded: RecordedFact[] = []) {
  return balance(makeFacts(billed, { recorded, prices }), when)
}

const paid = makeOnceInvoice('in_1', '2026-01-10', [makeOnceLine('il_1', PACK, '2026-01-10', { amount: 50000 })], {
  payments: [{ payment: 'pi_1', isPaid: true, paidAt: at('2026-01-10') }],
})
const payment = makePayment('pi_1', '2026-01-10', { amount: 50000 })
const bare = makePayment('pi_1', '2026-01-10', { amount: 50000, plan: 'maintenance-hours.hours-5' })

describe('a pack of hours', () => {
  test.each<[string, string, BilledFact[]]>([
    ['by invoice', 'in_1', [paid, payment]],
    ['at a checkout', 'pi_1', [payment, makeCheckout('cs_1', '2026-01-10', 'pi_1', PACK, 50000)]],
    [
      'at a checkout that made an invoice',
      'in_1',
      [paid, payment, makeCheckout('cs_1', '2026-01-10', 'pi_1', PACK, 50000, { invoice: 'in_1' })],
    ],
    [
      'at a checkout whose invoice is not here yet',
      'pi_1',
      [payment, makeCheckout('cs_1', '2026-01-10', 'pi_1', PACK, 50000, { invoice: 'in_9' })],
    ],
    ['by a bare payment that names it', 'pi_1', [bare]],
    [
      'by a bare payment that names it without its product',
      'pi_1',
      [makePayment('pi_1', '2026-01-10', { amount: 50000, plan: 'hours-5' })],
    ],
  ])('that is bought %s is one pack, however many objects tell of it', (_, ref, facts) => {
    expect(packs(facts, '2026-01-09').packs).toEqual([])
    expect(packs(facts, '2026-01-10').packs).toEqual([
      { ref, minutes: 5 * HOUR, left: 5 * HOUR, expiresAt: at('2026-04-10'), state: 'live' },
    ])
    expect(packs(facts, '2026-01-10')).toMatchObject({ window: null, available: 5 * HOUR })
  })

  test.each([
    ['item that names no subscription', { subscription: null }],
    ['item that names the subscription', { subscription: 'sub_1' }],
  ])('on a subscription’s invoice, by an %s, is bought beside it', (_, change) => {
    const lines = [
      makeLine('il_1', DIRECTOR, '2026-01-01', '2026-04-01'),
      makeOnceLine('il_2', PACK, '2026-01-01', { amount: 50000, ...change }),
    ]
    const content = makeContent([makeItem(DIRECTOR, '2026-01-01', '2026-04-01')])
    const invoice = makeInvoice('in_1', { start: '2026-01-01', end: '2026-04-01', reason: 'start', lines, amountDue: 59900 })
    const facts = [makeSubscription('sub_1', [['2026-01-01', content]]), invoice]
    expect(packs(facts, '2026-01-02')).toMatchObject({
      included: 16 * HOUR,
      available: 21 * HOUR,
      packs: [{ ref: 'in_1', left: 5 * HOUR }],
    })
  })

  test('that is not paid for yet is none', () => {
    const open = makeOnceInvoice('in_1', '2026-01-10', [makeOnceLine('il_1', PACK, '2026-01-10', { amount: 50000 })], { paid: null })
    expect(packs([open], '2026-02-01').packs).toEqual([])
  })

  test('of which two were paid for in one line brings its hours once: a quantity multiplies money, never hours', () => {
    const line = makeOnceLine('il_1', PACK, '2026-01-10', { amount: 100000, quantity: 2 })
    expect(packs([makeOnceInvoice('in_1', '2026-01-10', [line])], '2026-01-11')).toMatchObject({ available: 5 * HOUR })
  })

  test('beside another one of the same invoice has a ref of its own', () => {
    const lines = ['il_1', 'il_2'].map((ref) => makeOnceLine(ref, PACK, '2026-01-10', { amount: 50000 }))
    expect(packs([makeOnceInvoice('in_1', '2026-01-10', lines)], '2026-01-11').packs.map(({ ref }) => ref)).toEqual(['in_1', 'in_1 il_2'])
  })

  test('that staff gave has the ref that they gave it', () => {
    expect(packs([], '2026-01-11', [makeGivenPack('gift-1', '2026-01-10', 90, '2026-03-01')]).packs).toMatchObject([
      { ref: 'gift-1', left: 90 },
    ])
  })
})

describe('money for a pack that goes back', () => {
  const worked = [makeWork('2026-01-12', HOUR)]

  test('in full takes what is left at that instant', () => {
    const facts = [paid, payment, makeRefund('re_1', 'pi_1', '2026-01-20', 50000)]
    expect(packs(facts, '2026-01-19', worked)).toMatchObject({ available: 4 * HOUR })
    expect(packs(facts, '2026-01-20', worked)).toMatchObject({ available: 0, packs: [{ state: 'expired', left: 0 }] })
  })

  test('in part changes nothing, until the parts are all of it', () => {
    const [half, rest] = [makeRefund('re_1', 'pi_1', '2026-01-20', 20000), makeRefund('re_2', 'pi_1', '2026-01-25', 30000)]
    expect(packs([paid, payment, half], '2026-02-01', worked)).toMatchObject({ available: 4 * HOUR })
    expect(packs([paid, payment, half, rest], '2026-01-24', worked)).toMatchObject({ available: 4 * HOUR })
    expect(packs([paid, payment, half, rest], '2026-01-25', worked)).toMatchObject({ available: 0 })
  })

  test.each([
    ['open', 4 * HOUR],
    ['won', 4 * HOUR],
    ['lost', 0],
  ] as const)('by a dispute that is %s leaves %i minutes', (status, left) => {
    expect(packs([bare, makeDispute('dp_1', 'pi_1', '2026-01-20', status)], '2026-01-21', worked)).toMatchObject({ available: left })
  })

  test('of a subscription’s invoice leaves its pack, unless all of the invoice goes back', () => {
    const lines = [
      makeLine('il_1', DIRECTOR, '2026-01-01', '2026-04-01', { amount: 450000 }),
      makeOnceLine('il_2', PACK, '2026-01-01', { amount: 50000 }),
    ]
    const payments = [{ payment: 'pi_1', isPaid: true, paidAt: at('2026-01-01') }]
    const invoice = makeInvoice('in_1', { start: '2026-01-01', end: '2026-04-01', reason: 'start', lines, amountDue: 500000, payments })
    const refunded = (amount: number) => packs([invoice, makeRefund('re_1', 'pi_1', '2026-01-20', amount)], '2026-01-21')
    expect(refunded(60000).packs).toMatchObject([{ state: 'live', left: 5 * HOUR }])
    expect(refunded(500000).packs).toMatchObject([{ state: 'expired', left: 0 }])
  })
})

describe('the expiry of a pack', () => {
  test('is too late itself; the rest is shown as lapsed', () => {
    const work = [makeWork('2026-04-09T23:59:59Z', HOUR, 'before'), makeWork('2026-04-10', HOUR, 'at')]
    expect(packs([bare], '2026-04-10', work)).toMatchObject({ overage: HOUR, available: 0, packs: [{ state: 'lapsed', left: 4 * HOUR }] })
  })

  test('is not moved by a version of the catalog that came after the purchase', () => {
    expect(packs([bare], '2026-03-01').packs).toMatchObject([{ expiresAt: at('2026-04-10') }])
  })
})
