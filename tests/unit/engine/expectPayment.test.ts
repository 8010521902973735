import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { type Instant, toInstant, toIso } from '../../../src-shared/model/instant.ts'
import { makePaystackCustomer, makePull, makePush, makeTransaction, type Others } from '../../fixtures/connectOthers.ts'
import type { World } from '../../fixtures/createWorld.ts'
import { openPaymentWorld, type PaymentWorld } from '../../fixtures/openPaymentWorld.ts'

const ONE = 'cus_T000001'
const TWO = 'cus_T000002'
const ADA = 'CUS_ada'
const MINUTE = 60_000
const PRO = { product: 'image-quota', plan: 'pro', interval: 'once' } as const
const PREMIUM = { ...PRO, plan: 'premium' } as const
const PHONE = '0712 345 678'

let opened: PaymentWorld
let world: World
let others: Others
let engine: Engine

beforeEach(async () => {
  opened = await openPaymentWorld(2)
  ;({ world, others, engine } = opened)
})
afterEach(() => opened.end())

const now = (): Instant => world.clock.now()
const inMinutes = (minutes: number): Instant => toInstant(now() + minutes * MINUTE)
const codeOf = async (company: string) => (await engine.client.companies.get({ company })).code
const expectOf = (company: string, more: Partial<Parameters<Engine['client']['payments']['expect']>[0]> = {}) =>
  engine.client.payments.expect({ company, provider: 'mpesa', offer: PRO, currency: 'KES', ...more })
const entitlementOf = (company: string, at: Instant | null = null) =>
  engine.client.entitlements.get({ company, product: 'image-quota', at })
const planOf = async (company: string, at: Instant | null = null) => (await entitlementOf(company, at)).plan

async function paymentsOf(company: string | null) {
  const { items } = await engine.client.payments.list({ company })
  return items.map(({ ref, status, plan, at, reason }) => ({ ref, status, plan, at: toIso(at), reason }))
}

/** What a rebuild would make otherwise. */
async function rebuild(): Promise<string[]> {
  const { checks } = await engine.client.workspace.rebuild({})
  return checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`)
}

describe('what is expected', () => {
  test('has the price of what it is for, and grants it at the instant at which it was paid', async () => {
    const code = await codeOf(ONE)
    const asked = await expectOf(ONE, { reference: code, key: 'invoice-7' })
    expect(asked).toMatchObject({ key: 'invoice-7', amount: 150_000, currency: 'KES', offer: PRO, ref: null, at: now() })
    expect(await paymentsOf(ONE)).toEqual([{ ref: 'invoice-7', status: 'pending', plan: 'pro', at: '2026-11-20T09:00:00Z', reason: null }])
    expect(await planOf(ONE)).toBe('free')

    const paidAt = inMinutes(30)
    world.clock.advance(120 * MINUTE)
    others.take('mpesa', makePull('TKL1AB2CD3', paidAt, 1500, { reference: code }))
    expect(await paymentsOf(ONE)).toEqual([
      { ref: 'TKL1AB2CD3', status: 'succeeded', plan: 'pro', at: '2026-11-20T09:30:00Z', reason: null },
    ])
    const { plan, period, why } = await entitlementOf(ONE)
    expect([plan, period?.start, period?.end]).toEqual(['pro', paidAt, toInstant(paidAt + 30 * 24 * 60 * MINUTE)])
    expect(why).toContainEqual(
      expect.objectContaining({ at: paidAt, rule: 'plan-on-payment', fact: { provider: 'mpesa', type: 'payment', ref: 'TKL1AB2CD3' } }),
    )
    expect(await planOf(ONE, toInstant(paidAt - 1))).toBe('free')
    expect(await rebuild()).toEqual([])
  })

  test('is the same again with the same key, and refused with another content', async () => {
    const asked = await expectOf(ONE, { key: 'invoice-7', phone: PHONE })
    expect(asked.phone).toBe('254712345678')
    world.clock.advance(MINUTE)
    expect(await expectOf(ONE, { key: 'invoice-7', phone: '+254712345678' })).toEqual(asked)
    await expect(expectOf(ONE, { key: 'invoice-7', phone: PHONE, offer: PREMIUM })).rejects.toMatchObject({
      message: 'The key invoice-7 is that of another expected payment. Nothing was recorded.',
      data: { code: 'key-taken' },
    })
  })

  test('of one reference is of one company', async () => {
    await expectOf(ONE, { provider: 'paystack', ref: 'SUB-PRO-1' })
    await expect(expectOf(TWO, { provider: 'paystack', ref: 'SUB-PRO-1' })).rejects.toMatchObject({
      message: 'The reference SUB-PRO-1 is expected of another company. Nothing was recorded.',
      data: { code: 'key-taken' },
    })
    await expectOf(ONE, { key: 'invoice-7' })
    await expect(expectOf(TWO, { key: 'invoice-7' })).rejects.toMatchObject({
      message: 'The key invoice-7 is expected of another company. Nothing was recorded.',
      data: { code: 'key-taken' },
    })
    expect((await paymentsOf(null)).map(({ ref }) => ref).sort()).toEqual(['SUB-PRO-1', 'invoice-7'])
    // Another provider has names of its own.
    await expectOf(TWO, { provider: 'mpesa', ref: 'SUB-PRO-1' })
  })

  test.each([
    ['a plan that there is not', { offer: { ...PRO, plan: 'gold' } }, 'plan-missing'],
    ['a product that there is not', { offer: { ...PRO, product: 'hats' } }, 'product-missing'],
    ['a price that there is not', { currency: 'NGN' }, 'usage'],
    ['no phone of Kenya', { phone: '12345' }, 'usage'],
    ['an instant ahead', { at: toInstant(Date.UTC(2027, 0, 1)) }, 'usage'],
    ['a company that there is not', { company: 'cus_nobody' }, 'company-missing'],
  ])('with %s is refused, and nothing is kept', async (_, wrong, code) => {
    await expect(expectOf(ONE, wrong)).rejects.toMatchObject({ data: { code } })
    expect(await paymentsOf(ONE)).toEqual([])
  })

  test.each([
    [1499, 'Underpaid: 1499.00 of 1500.00 KES.'],
    [1501, 'Overpaid: 1501.00 of 1500.00 KES.'],
  ])('does not come true in %i shillings', async (shillings, reason) => {
    const code = await codeOf(ONE)
    await expectOf(ONE, { reference: code })
    others.take('mpesa', makePull('TKL1AB2CD3', inMinutes(3), shillings, { reference: code }))
    expect(await paymentsOf(ONE)).toEqual([{ ref: 'TKL1AB2CD3', status: 'unmatched', plan: null, at: '2026-11-20T09:03:00Z', reason }])
    expect(await planOf(ONE)).toBe('free')
    expect((await engine.client.payments.count({ status: 'unmatched' })).total).toBe(1)
  })

  test('comes true in the payment that is right, whatever was paid before it', async () => {
    const code = await codeOf(ONE)
    others.take('mpesa', makePull('TKLBEF0RE1', inMinutes(-60), 1500, { reference: code }))
    await expectOf(ONE, { reference: code })
    others.take('mpesa', makePull('TKLSH0RT01', inMinutes(3), 1499, { reference: code }))
    others.take('mpesa', makePull('TKLRIGHT01', inMinutes(5), 1500, { reference: code }))
    expect((await paymentsOf(ONE)).map(({ ref, status, reason }) => [ref, status, reason])).toEqual([
      ['TKLRIGHT01', 'succeeded', null],
      ['TKLSH0RT01', 'unmatched', 'Nothing says what it was for.'],
      ['TKLBEF0RE1', 'unmatched', 'Nothing says what it was for.'],
    ])
    expect([await planOf(ONE, inMinutes(4)), await planOf(ONE, inMinutes(5))]).toEqual(['free', 'pro'])
    expect(await rebuild()).toEqual([])
  })

  test('of a phone comes true in what that phone pays, where all of it is known', async () => {
    await expectOf(ONE, { phone: PHONE })
    others.take('mpesa', makePull('TKLMASKED1', inMinutes(1), 1500), makePull('TKL0THER01', inMinutes(1), 1500, { phone: '254712345679' }))
    expect(await paymentsOf(ONE)).toMatchObject([{ status: 'pending' }])
    others.take('mpesa', makePull('TKLRIGHT01', inMinutes(2), 1500, { phone: '254712345678' }))
    expect(await paymentsOf(ONE)).toMatchObject([{ ref: 'TKLRIGHT01', status: 'succeeded', plan: 'pro' }])
    expect(await rebuild()).toEqual([])
  })

  test('comes true in what was agreed on in place of the price', async () => {
    const code = await codeOf(ONE)
    await expectOf(ONE, { reference: code, amount: 70_000 })
    others.take('mpesa', makePull('TKL1AB2CD3', inMinutes(3), 700, { reference: code }))
    expect(await planOf(ONE, inMinutes(4))).toBe('pro')
  })
})

describe('a push', () => {
  const PUSH = 'ws_CO_20112026120000254712345678'
  const ask = async () => {
    const reference = await codeOf(ONE)
    await expectOf(ONE, { ref: PUSH, reference, phone: PHONE })
    return reference
  }

  test('that got no answer and was paid all the same is granted once, when its payment is listed', async () => {
    const reference = await ask()
    others.take('mpesa', makePush(PUSH, now(), '1037', 'No response from user.'))
    world.clock.advance(10 * MINUTE)
    expect(await paymentsOf(ONE)).toEqual([
      { ref: PUSH, status: 'pending', plan: 'pro', at: '2026-11-20T09:00:00Z', reason: 'No response from user.' },
    ])
    expect(await planOf(ONE)).toBe('free')
    others.take('mpesa', makePull('TKL1AB2CD3', toInstant(now() - 9 * MINUTE), 1500, { reference }))
    expect(await paymentsOf(null)).toEqual([
      { ref: 'TKL1AB2CD3', status: 'succeeded', plan: 'pro', at: '2026-11-20T09:01:00Z', reason: null },
    ])
    const { plan, period, why } = await entitlementOf(ONE)
    expect([plan, period?.start]).toEqual(['pro', toInstant(Date.UTC(2026, 10, 20, 9, 1))])
    expect(why.filter(({ rule }) => rule === 'plan-on-payment')).toHaveLength(1)
    expect(await rebuild()).toEqual([])
  })

  test.each([
    ['the account that was pushed', true],
    ['no account', false],
  ])('that succeeded grants before its payment is listed, and is the same one after that with %s', async (_, isWritten) => {
    const reference = await ask()
    others.take('mpesa', makePush(PUSH, now(), '0', 'Paid.'))
    const before = await paymentsOf(null)
    expect(before).toEqual([{ ref: PUSH, status: 'succeeded', plan: 'pro', at: '2026-11-20T09:00:00Z', reason: null }])
    world.clock.advance(10 * MINUTE)
    expect(await planOf(ONE)).toBe('pro')
    const paidAt = toInstant(Date.UTC(2026, 10, 20, 9, 0, 40))
    others.take('mpesa', makePull('TKL1AB2CD3', paidAt, 1500, isWritten ? { reference } : { phone: '254712345678' }))
    expect(await paymentsOf(null)).toEqual([
      { ref: 'TKL1AB2CD3', status: 'succeeded', plan: 'pro', at: '2026-11-20T09:00:40Z', reason: null },
    ])
    const { period, why } = await entitlementOf(ONE)
    expect(period?.start).toBe(paidAt)
    expect(why.filter(({ rule }) => rule === 'plan-on-payment')).toHaveLength(1)
    expect(await rebuild()).toEqual([])
  })

  test('that was refused on the phone grants nothing, and says why', async () => {
    await ask()
    others.take('mpesa', makePush(PUSH, now(), '1032', 'Request cancelled by user.'))
    expect(await paymentsOf(ONE)).toMatchObject([{ ref: PUSH, status: 'failed', reason: 'Request cancelled by user.' }])
    expect(await planOf(ONE)).toBe('free')
  })

  test('that was refused, and another that was paid a minute later, are one payment and one refusal', async () => {
    const reference = await ask()
    const second = 'ws_CO_20112026120100254712345678'
    await expectOf(ONE, { ref: second, reference, phone: PHONE, at: inMinutes(1) })
    others.take('mpesa', makePush(PUSH, now(), '1032', 'Request cancelled by user.'), makePush(second, inMinutes(1), '0', 'Paid.'))
    others.take('mpesa', makePull('TKL1AB2CD3', inMinutes(2), 1500, { reference }))
    expect((await paymentsOf(ONE)).map(({ ref, status }) => [ref, status])).toEqual([
      ['TKL1AB2CD3', 'succeeded'],
      [PUSH, 'failed'],
    ])
  })

  test('of which nobody was told is nobody’s', async () => {
    others.take('mpesa', makePush(PUSH, now(), '0', 'Paid.'))
    expect(await paymentsOf(null)).toEqual([])
  })
})

describe('a payment by Paystack', () => {
  const KES = { amount: 150_000, currency: 'KES' }
  const transfer = { channel: 'dedicated_nuban', authorization: { receiver_bank_account_number: '1238028300' } }

  beforeEach(() => others.take('paystack', makePaystackCustomer(ADA, 'ada@example.org', now())))

  test('of which nothing but its metadata tells is unmatched, and says what it claims', async () => {
    others.take('paystack', makeTransaction('T1', ADA, inMinutes(1), KES, { metadata: { plan: 'image-quota.pro', interval: 'once' } }))
    expect(await paymentsOf(ADA)).toEqual([
      {
        ...{ ref: 'T1', status: 'unmatched', plan: null, at: '2026-11-20T09:01:00Z' },
        reason: 'It says that it is for "image-quota.pro", and nobody expected it.',
      },
    ])
    expect(await planOf(ADA)).toBe('free')
    await expectOf(ADA, { provider: 'paystack', ref: 'T1' })
    expect(await planOf(ADA, inMinutes(2))).toBe('pro')
    expect(await planOf(ADA, now())).toBe('free')
    expect(await rebuild()).toEqual([])
  })

  test('by the reference that was expected is for this, whatever it says itself', async () => {
    await expectOf(ADA, { provider: 'paystack', ref: 'SUB-PRO-1' })
    others.take('paystack', makeTransaction('SUB-PRO-1', ADA, inMinutes(1), KES, { metadata: { plan: 'image-quota.premium' } }))
    expect(await paymentsOf(ADA)).toMatchObject([{ ref: 'SUB-PRO-1', status: 'succeeded', plan: 'pro' }])
  })

  test('in another currency than the price is unmatched', async () => {
    await expectOf(ADA, { provider: 'paystack', ref: 'SUB-PRO-1' })
    others.take('paystack', makeTransaction('SUB-PRO-1', ADA, inMinutes(1), { amount: 150_000, currency: 'NGN' }))
    expect(await paymentsOf(ADA)).toMatchObject([
      { ref: 'SUB-PRO-1', status: 'unmatched', plan: null, reason: 'Paid in NGN, and its price is in KES.' },
    ])
    expect(await planOf(ADA, inMinutes(2))).toBe('free')
  })

  test('into a virtual account completes the oldest that is expected of that amount', async () => {
    const expected = { provider: 'paystack' as const, offer: PRO }
    await expectOf(ADA, { ...expected, ref: 'SUB-PREMIUM', offer: PREMIUM, at: inMinutes(-30) })
    await expectOf(ADA, { ...expected, ref: 'SUB-OLD', at: inMinutes(-20) })
    await expectOf(ADA, { ...expected, ref: 'SUB-NEW', at: inMinutes(-10) })
    others.take('paystack', makeTransaction('TRF-1', ADA, now(), KES, transfer))
    const open = [
      { ref: 'SUB-NEW', status: 'pending', plan: 'pro', at: '2026-11-20T08:50:00Z', reason: null },
      { ref: 'SUB-PREMIUM', status: 'pending', plan: 'premium', at: '2026-11-20T08:30:00Z', reason: null },
    ]
    expect(await paymentsOf(ADA)).toEqual([
      { ref: 'TRF-1', status: 'succeeded', plan: 'pro', at: '2026-11-20T09:00:00Z', reason: null },
      ...open,
    ])
    expect(await planOf(ADA)).toBe('pro')
    // Of an amount that nobody asked for it completes none of them.
    others.take('paystack', makeTransaction('TRF-2', ADA, inMinutes(1), { amount: 149_999, currency: 'KES' }, transfer))
    expect(await paymentsOf(ADA)).toMatchObject([
      { ref: 'TRF-2', status: 'unmatched', reason: 'Nothing says what it was for.' },
      {},
      ...open,
    ])
    expect(await rebuild()).toEqual([])
  })

  describe('that was begun by the reference that was expected, and came into the virtual account', () => {
    const begun = (status: string) => makeTransaction('SUB-PRO-1', ADA, inMinutes(-20), KES, { status, paid_at: null })
    const rows = async () => (await paymentsOf(ADA)).map(({ ref, status, plan, reason }) => [ref, status, plan, reason])
    const transferred = ['TRF-1', 'succeeded', 'pro', null]
    const completed = ['SUB-PRO-1', 'canceled', 'pro', 'Completed by the transfer TRF-1.']

    beforeEach(async () => {
      await expectOf(ADA, { provider: 'paystack', ref: 'SUB-PRO-1', at: inMinutes(-30) })
      others.take('paystack', begun('abandoned'))
    })

    test('completes it: it is one purchase, and pending no more', async () => {
      expect(await rows()).toEqual([['SUB-PRO-1', 'pending', 'pro', null]])
      others.take('paystack', makeTransaction('TRF-1', ADA, now(), KES, transfer))
      expect(await rows()).toEqual([transferred, completed])
      expect((await entitlementOf(ADA)).why.map(({ rule }) => rule)).toContain('virtual-account')
      expect((await engine.client.payments.count({ status: 'pending' })).total).toBe(0)
      expect(await rebuild()).toEqual([])
    })

    test('and was paid by card after that is another payment, which grants nothing', async () => {
      others.take('paystack', makeTransaction('TRF-1', ADA, now(), KES, transfer))
      const { period } = await entitlementOf(ADA)
      world.clock.advance(60 * MINUTE)
      others.take('paystack', makeTransaction('SUB-PRO-1', ADA, now(), KES, { created_at: toIso(inMinutes(-80)) }))
      expect(await rows()).toEqual([
        ['SUB-PRO-1', 'unmatched', null, 'SUB-PRO-1 was paid already, by TRF-1: nothing else was expected.'],
        transferred,
      ])
      expect((await entitlementOf(ADA)).period).toEqual(period)
      const { candidates } = await engine.client.payments.candidates({ provider: 'paystack', ref: 'SUB-PRO-1' })
      expect(candidates.map(({ reasons }) => reasons[0])).toEqual(['SUB-PRO-1 was agreed with it, and was paid already on 2026-11-20.'])
      expect(await rebuild()).toEqual([])
    })

    test('and was paid by card before that keeps what it was for', async () => {
      others.take('paystack', makeTransaction('TRF-1', ADA, now(), KES, transfer))
      others.take('paystack', makeTransaction('SUB-PRO-1', ADA, inMinutes(-10), KES))
      expect(await rows()).toEqual([
        ['TRF-1', 'unmatched', null, 'Nothing says what it was for.'],
        ['SUB-PRO-1', 'succeeded', 'pro', null],
      ])
    })
  })

  test('that was reversed ends what it granted at that instant', async () => {
    await expectOf(ADA, { provider: 'paystack', ref: 'SUB-PRO-1' })
    const paidAt = inMinutes(1)
    others.take('paystack', makeTransaction('SUB-PRO-1', ADA, paidAt, KES))
    world.clock.advance(60 * MINUTE)
    others.take('paystack', makeTransaction('SUB-PRO-1', ADA, paidAt, KES, { status: 'reversed' }))
    expect(await paymentsOf(ADA)).toMatchObject([{ ref: 'SUB-PRO-1', status: 'refunded', plan: 'pro' }])
    expect([await planOf(ADA, toInstant(now() - 1)), await planOf(ADA)]).toEqual(['pro', 'free'])
    expect(await rebuild()).toEqual([])
  })
})
