import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { type Instant, toInstant, toIso } from '../../../src-shared/model/instant.ts'
import { makePaystackCustomer, makePull, makePush, makeReversal, makeTransaction, type Others } from '../../fixtures/connectOthers.ts'
import type { World } from '../../fixtures/createWorld.ts'
import { openPaymentWorld, type PaymentWorld } from '../../fixtures/openPaymentWorld.ts'

const ONE = 'cus_T000001'
const TWO = 'cus_T000002'
const THREE = 'cus_T000003'
const MINUTE = 60_000
const PRO = { product: 'image-quota', plan: 'pro', interval: 'once' } as const
const PREMIUM = { ...PRO, plan: 'premium' } as const
const PHONE = '254712345678'
const RECEIPT = 'TKL1AB2CD3'
const NAMED = { provider: 'mpesa', ref: RECEIPT } as const

let opened: PaymentWorld
let world: World
let others: Others
let engine: Engine

beforeEach(async () => {
  opened = await openPaymentWorld(3)
  ;({ world, others, engine } = opened)
})
afterEach(() => opened.end())

const now = (): Instant => world.clock.now()
const get = (company: string) => engine.client.companies.get({ company })
const planOf = async (company: string, at: Instant | null = null) =>
  (await engine.client.entitlements.get({ company, product: 'image-quota', at })).plan

async function paymentsOf(company: string | null) {
  const { items } = await engine.client.payments.list({ company })
  return items.map(({ ref, company: of, status, plan, at, reason }) => ({ ref, company: of, status, plan, at: toIso(at), reason }))
}

async function rebuild(): Promise<string[]> {
  const { checks } = await engine.client.workspace.rebuild({})
  return checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`)
}

describe('whose a payment without a customer is', () => {
  test('is said by the short code of a company, however it is written', async () => {
    const { id, code } = await get(ONE)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    const written = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4).replaceAll('0', 'O').replaceAll('1', 'l')} `
    others.take('mpesa', makePull(RECEIPT, now(), 1500, { reference: written }))
    expect(await paymentsOf(null)).toEqual([
      {
        ...{ ref: RECEIPT, company: id, status: 'unmatched', plan: null, at: '2026-11-20T09:00:00Z' },
        reason: 'Nothing says what it was for.',
      },
    ])
    expect(await rebuild()).toEqual([])
  })

  test('is said by what staff claimed for a company: what is written as the account, then the phone', async () => {
    const [one, two] = [await get(ONE), await get(TWO)]
    others.take('mpesa', makePull('TKLPH0NE01', now(), 900, { phone: PHONE }), makePull('TKLSH0P001', now(), 800, { reference: 'Shop 12' }))
    expect((await paymentsOf(null)).map(({ company, reason }) => [company, reason])).toEqual([
      [null, 'Nothing says what it was for.'],
      [null, 'Nothing says what it was for.'],
    ])
    await engine.client.companies.claim({ kind: 'phone', value: '0712 345 678', company: ONE })
    await engine.client.companies.claim({ kind: 'reference', value: 'SHOP-12', company: TWO })
    expect((await paymentsOf(ONE)).map(({ ref }) => ref)).toEqual(['TKLPH0NE01'])
    expect((await paymentsOf(TWO)).map(({ ref }) => ref)).toEqual(['TKLSH0P001'])
    // What is written says more than the phone that paid.
    others.take('mpesa', makePull('TKLB0TH001', now(), 700, { phone: PHONE, reference: two.code }))
    expect((await paymentsOf(TWO)).map(({ ref }) => ref).sort()).toEqual(['TKLB0TH001', 'TKLSH0P001'])
    // Taken back, it is nobody's again.
    await engine.client.companies.claim({ kind: 'phone', value: PHONE, company: null })
    expect(await paymentsOf(ONE)).toEqual([])
    expect((await get(ONE)).id).toBe(one.id)
    expect(await rebuild()).toEqual([])
  })

  test('is nobody’s where what is written is expected of two', async () => {
    const ask = { provider: 'mpesa' as const, offer: PRO, currency: 'KES', reference: 'JOINT' }
    await engine.client.payments.expect({ ...ask, company: ONE })
    await engine.client.payments.expect({ ...ask, company: TWO })
    others.take('mpesa', makePull(RECEIPT, now(), 1500, { reference: 'joint' }))
    expect((await paymentsOf(null)).find(({ ref }) => ref === RECEIPT)).toMatchObject({ company: null, status: 'unmatched' })
    const { candidates } = await engine.client.payments.candidates(NAMED)
    expect(candidates.map(({ company, reasons }) => [company, reasons])).toEqual(
      [(await get(ONE)).id, (await get(TWO)).id].sort().map((id) => [id, ['Exactly this amount is expected of it for image-quota.pro.']]),
    )
  })

  test('is not said by a phone that its provider masks', async () => {
    await engine.client.companies.claim({ kind: 'phone', value: '254712345126', company: ONE })
    others.take('mpesa', makePull(RECEIPT, now(), 1500, { phone: '2547 ***** 126' }))
    expect(await paymentsOf(ONE)).toEqual([])
  })
})

describe('who could have made it', () => {
  test('is proposed with every reason, and applied by nobody', async () => {
    world.stripe.change(ONE, { name: 'Wanjiru', phone: '0712 345 678' })
    await engine.client.sync.start({ provider: 'stripe' })
    others.take('mpesa', makePull(RECEIPT, now(), 1500, { phone: PHONE, name: 'WANJIRU' }))
    expect(await engine.client.payments.candidates(NAMED)).toMatchObject({
      ...{ channel: 'paybill', reference: null, payerName: 'WANJIRU', payerPhone: PHONE, assigned: null },
      payment: { ref: RECEIPT, company: null, status: 'unmatched' },
      candidates: [
        {
          ...{ company: (await get(ONE)).id, companyName: 'Wanjiru', offer: PRO },
          reasons: ['It has the phone that paid.', 'It has the payer’s name.'],
        },
      ],
    })
    expect(await planOf(ONE)).toBe('free')
  })

  test.each<[string, (code: string) => string]>([
    ['a wrong sign', (code) => `${code.slice(0, 3)}${code[3] === 'X' ? 'Y' : 'X'}${code.slice(4)}`],
    ['a sign too many', (code) => `${code.slice(0, 5)}Z${code.slice(5)}`],
    ['a sign too few', (code) => `${code.slice(0, 2)}${code.slice(3)}`],
  ])('is the company whose code was written with %s', async (_, spoil) => {
    const { id, code } = await get(ONE)
    const reference = spoil(code)
    others.take('mpesa', makePull(RECEIPT, now(), 1500, { reference, name: 'SOMEBODY' }))
    const { candidates, payment } = await engine.client.payments.candidates(NAMED)
    expect(candidates).toMatchObject([{ company: id, reasons: [`“${reference}” is its code ${code} but for a slip.`], offer: PRO }])
    expect(payment.company).toBeNull()
  })

  test('is proposed to be whose account was written with a slip, where this amount is expected of it', async () => {
    const { id } = await get(ONE)
    await engine.client.payments.expect({ company: ONE, provider: 'mpesa', offer: PRO, currency: 'KES', reference: 'SHOP77' })
    others.take('mpesa', makePull(RECEIPT, now(), 1500, { reference: 'SHOP7', name: 'SOMEBODY' }))
    const { candidates, payment } = await engine.client.payments.candidates(NAMED)
    expect(payment).toMatchObject({ company: null, status: 'unmatched' })
    expect(candidates).toMatchObject([
      {
        company: id,
        reasons: [
          '“SHOP7” is the account SH0P77 that it was told to write, but for a slip.',
          'Exactly this amount is expected of it for image-quota.pro.',
        ],
      },
    ])
  })

  test('is nobody where nothing tells; what one price alone costs is proposed all the same', async () => {
    others.take('mpesa', makePull(RECEIPT, now(), 1500, { name: 'SOMEBODY ELSE' }), makePull('TKL2AB2CD3', now(), 1234))
    const who = async (ref: string) => (await engine.client.payments.candidates({ provider: 'mpesa', ref })).candidates
    expect(await who(RECEIPT)).toEqual([
      { company: null, companyName: null, reasons: ['One price is exactly this: image-quota.pro.'], offer: PRO },
    ])
    expect(await who('TKL2AB2CD3')).toEqual([])
    await expect(who('TKLN0WHERE')).rejects.toMatchObject({ data: { code: 'company-missing' } })
  })
})

describe('a payment that staff assign', () => {
  const assign = (company: string, offer: typeof PRO | typeof PREMIUM | null = PRO, reason = 'She called') =>
    engine.client.payments.assign({ ...NAMED, company, offer, reason })

  test('grants what it was for at its own instant, and no more once it is taken back', async () => {
    const paidAt = now()
    others.take('mpesa', makePull(RECEIPT, paidAt, 1500))
    world.clock.advance(24 * 60 * MINUTE)
    const { payment, assigned } = await assign(ONE)
    const { id } = await get(ONE)
    expect(payment).toMatchObject({ company: id, status: 'succeeded', plan: 'pro', reason: null })
    expect(assigned).toEqual({ company: id, offer: PRO, at: now(), reason: 'She called' })
    expect([await planOf(ONE, toInstant(paidAt - 1)), await planOf(ONE, paidAt), await planOf(ONE)]).toEqual(['free', 'pro', 'pro'])
    expect(await rebuild()).toEqual([])

    const back = await engine.client.payments.unassign({ ...NAMED, reason: 'Another called' })
    expect(back).toMatchObject({ assigned: null, payment: { company: null, status: 'unmatched', plan: null } })
    expect([await planOf(ONE, paidAt), await paymentsOf(ONE)]).toEqual(['free', []])
    await expect(engine.client.payments.unassign(NAMED)).rejects.toMatchObject({ data: { code: 'usage' } })
    expect(await rebuild()).toEqual([])
  })

  test('is the last company’s and for the last that was said, whatever was paid', async () => {
    others.take('mpesa', makePull(RECEIPT, now(), 777))
    await assign(ONE)
    await assign(TWO, PREMIUM)
    expect(await paymentsOf(ONE)).toEqual([])
    expect(await paymentsOf(TWO)).toMatchObject([{ ref: RECEIPT, status: 'succeeded', plan: 'premium' }])
    expect([await planOf(ONE), await planOf(TWO)]).toEqual(['free', 'premium'])
    // Of which only the payer is known, the payment says what it was for: nothing, here.
    await assign(THREE, null)
    expect(await paymentsOf(THREE)).toMatchObject([{ status: 'unmatched', reason: 'Nothing says what it was for.' }])
  })

  test('is not what its code says, where staff say otherwise', async () => {
    const { code } = await get(ONE)
    others.take('mpesa', makePull(RECEIPT, now(), 1500, { reference: code }))
    await assign(TWO)
    expect([await paymentsOf(ONE), await planOf(TWO)]).toEqual([[], 'pro'])
    await engine.client.payments.unassign(NAMED)
    expect(await paymentsOf(ONE)).toHaveLength(1)
  })

  test.each([
    ['a company that there is not', { company: 'cus_nobody' }, 'company-missing'],
    ['a plan that there is not', { offer: { ...PRO, plan: 'gold' } }, 'plan-missing'],
    ['a payment that there is not', { ref: 'TKLN0WHERE' }, 'company-missing'],
  ])('is refused with %s', async (_, wrong, code) => {
    others.take('mpesa', makePull(RECEIPT, now(), 1500))
    const asked = engine.client.payments.assign({ ...NAMED, company: ONE, offer: PRO, ...wrong })
    await expect(asked).rejects.toMatchObject({ data: { code } })
    expect((await engine.client.payments.candidates(NAMED)).assigned).toBeNull()
  })

  test('of a provider’s customer stays that customer’s', async () => {
    others.take(
      'paystack',
      makePaystackCustomer('CUS_ada', 'ada@example.org', now()),
      makeTransaction('T1', 'CUS_ada', now(), { amount: 150_000, currency: 'KES' }),
    )
    const asked = { provider: 'paystack' as const, ref: 'T1', offer: PRO }
    await expect(engine.client.payments.assign({ ...asked, company: ONE })).rejects.toMatchObject({
      message: expect.stringMatching(/^Its payer is a customer at Paystack, and that customer is not .+\. Nothing was changed\.$/),
    })
    await engine.client.payments.assign({ ...asked, company: 'CUS_ada' })
    expect(await planOf('CUS_ada')).toBe('pro')
    await engine.client.companies.link({ provider: 'paystack', ref: 'CUS_ada', company: ONE })
    expect(await planOf(ONE)).toBe('pro')
    expect(await rebuild()).toEqual([])
  })

  test('ends what it granted at the instant at which all of it was reversed', async () => {
    const paidAt = now()
    others.take('mpesa', makePull(RECEIPT, paidAt, 1500))
    await assign(ONE)
    world.clock.advance(60 * MINUTE)
    others.take('mpesa', makeReversal('TKLREVERSE', RECEIPT, now(), 1500))
    expect(await paymentsOf(ONE)).toMatchObject([{ ref: RECEIPT, status: 'refunded', plan: 'pro' }])
    expect([await planOf(ONE, toInstant(now() - 1)), await planOf(ONE)]).toEqual(['pro', 'free'])
    expect(await rebuild()).toEqual([])
  })

  test('keeps what it granted where a part of it went back', async () => {
    others.take('mpesa', makePull(RECEIPT, now(), 1500))
    await assign(ONE)
    others.take('mpesa', makeReversal('TKLREVERSE', RECEIPT, now(), 500))
    expect(await paymentsOf(ONE)).toMatchObject([{ status: 'succeeded', reason: '500.00 KES of it went back.' }])
    expect(await planOf(ONE)).toBe('pro')
  })
})

describe('what is expected', () => {
  const ask = { provider: 'mpesa' as const, offer: PRO, currency: 'KES' }
  const inMinutes = (minutes: number) => toInstant(now() + minutes * MINUTE)
  const candidatesOf = async (ref: string) => (await engine.client.payments.candidates({ provider: 'mpesa', ref })).candidates
  const companiesFor = async (ref: string) => (await candidatesOf(ref)).map(({ company }) => company)
  const statuses = async () => (await paymentsOf(ONE)).map(({ ref, status, plan }) => [ref, status, plan])

  test('is a reason while it is open at the instant of the payment, and not before, after, or once it was paid', async () => {
    const { id } = await get(ONE)
    await engine.client.payments.expect({ ...ask, company: ONE, key: 'invoice-7', reference: 'IQ2062', at: inMinutes(-10) })
    others.take('mpesa', makePull('TKLBEF0RE1', inMinutes(-20), 1500), makePull('TKLWH1LE01', inMinutes(-5), 1500))
    expect([await companiesFor('TKLBEF0RE1'), await companiesFor('TKLWH1LE01')]).toEqual([[null], [id]])
    await engine.client.payments.withdraw({ provider: 'mpesa', ref: 'invoice-7' })
    world.clock.advance(10 * MINUTE)
    others.take('mpesa', makePull('TKLAFTER01', now(), 1500))
    expect([await companiesFor('TKLWH1LE01'), await companiesFor('TKLAFTER01')]).toEqual([[id], [null]])

    await engine.client.payments.expect({ ...ask, company: ONE, key: 'invoice-8', reference: 'IQ2063' })
    expect(await companiesFor('TKLAFTER01')).toEqual([id])
    others.take('mpesa', makePull('TKLPA1D001', inMinutes(1), 1500, { reference: 'IQ2063' }))
    expect(await companiesFor('TKLAFTER01')).toEqual([null])
  })

  test('by a push that was refused is no reason', async () => {
    const push = 'ws_CO_20112026120000254712345678'
    await engine.client.payments.expect({ ...ask, company: ONE, ref: push, phone: PHONE })
    others.take('mpesa', makePull(RECEIPT, inMinutes(15), 1500))
    expect(await companiesFor(RECEIPT)).toEqual([(await get(ONE)).id])
    others.take('mpesa', makePush(push, now(), '1032', 'Request cancelled by user.'))
    expect(await companiesFor(RECEIPT)).toEqual([null])
  })

  test('and was paid already is said of what is paid by its reference once more, before all else', async () => {
    const [one, two] = [await get(ONE), await get(TWO)]
    await engine.client.payments.expect({ ...ask, company: ONE, reference: 'IQ2062' })
    await engine.client.payments.expect({ ...ask, company: TWO, reference: 'IQ2061', offer: PRO })
    others.take('mpesa', makePull('TKLF1RST01', now(), 1500, { reference: 'iq 2062' }))
    world.clock.advance(2 * 24 * 60 * MINUTE)
    others.take('mpesa', makePull('TKLTW1CE01', now(), 1500, { reference: 'IQ2062' }))
    expect((await candidatesOf('TKLTW1CE01')).map(({ company, reasons }) => [company, reasons])).toEqual([
      [one.id, ['IQ2062 was agreed with it, and was paid already on 2026-11-20.']],
      [
        two.id,
        [
          '“IQ2062” is the account 1Q2061 that it was told to write, but for a slip.',
          'Exactly this amount is expected of it for image-quota.pro.',
        ],
      ],
    ])
    expect(await companiesFor('TKLF1RST01')).toEqual([two.id])
  })

  test('is fulfilled by what staff assign for it, the oldest first, until they take it back', async () => {
    await engine.client.payments.expect({ ...ask, company: ONE, key: 'premium', offer: PREMIUM, at: inMinutes(-40) })
    await engine.client.payments.expect({ ...ask, company: ONE, key: 'old', reference: 'IQ2062', at: inMinutes(-30) })
    await engine.client.payments.expect({ ...ask, company: ONE, key: 'new', at: inMinutes(-20) })
    const open = [
      ['new', 'pending', 'pro'],
      ['old', 'pending', 'pro'],
      ['premium', 'pending', 'premium'],
    ]
    others.take('mpesa', makePull(RECEIPT, inMinutes(-10), 1500))
    expect(await statuses()).toEqual(open)
    const assigned = { ...NAMED, company: ONE, offer: PRO }
    await engine.client.payments.assign(assigned)
    expect(await statuses()).toEqual([[RECEIPT, 'succeeded', 'pro'], open[0], open[2]])
    expect(await rebuild()).toEqual([])
    world.clock.advance(MINUTE)
    others.take('mpesa', makePull('TKLTW1CE01', now(), 1500, { reference: 'IQ2062' }))
    expect(await statuses()).toEqual([['TKLTW1CE01', 'unmatched', null], [RECEIPT, 'succeeded', 'pro'], open[0], open[2]])
    await engine.client.payments.unassign(NAMED)
    expect(await statuses()).toEqual([['TKLTW1CE01', 'succeeded', 'pro'], open[0], open[2]])
    // What was paid for before staff said so keeps it: theirs completes the next.
    world.clock.advance(MINUTE)
    await engine.client.payments.assign(assigned)
    expect(await statuses()).toEqual([['TKLTW1CE01', 'succeeded', 'pro'], [RECEIPT, 'succeeded', 'pro'], open[2]])
    expect(await rebuild()).toEqual([])
  })

  test('at another provider is fulfilled as well, once staff say so', async () => {
    await engine.client.payments.expect({ ...ask, company: ONE, provider: 'paystack', ref: 'SUB-PRO-1', at: inMinutes(-30) })
    others.take('mpesa', makePull(RECEIPT, inMinutes(-10), 1500))
    await engine.client.payments.assign({ ...NAMED, company: ONE, offer: PRO })
    expect(await statuses()).toEqual([[RECEIPT, 'succeeded', 'pro']])
    expect(await rebuild()).toEqual([])
  })
})

describe('companies that are one', () => {
  test('have the payments, claims and expectations of both, and part with their own', async () => {
    const [one, two] = [await get(ONE), await get(TWO)]
    const ask = { provider: 'mpesa' as const, offer: PRO, currency: 'KES', reference: two.code, key: 'invoice-7' }
    await engine.client.payments.expect({ ...ask, company: TWO })
    await engine.client.companies.claim({ kind: 'phone', value: PHONE, company: TWO })
    await engine.client.companies.merge({ company: TWO, into: ONE, reason: 'One owner' })
    others.take(
      'mpesa',
      makePull(RECEIPT, now(), 1500, { reference: two.code }),
      makePull('TKLPH0NE01', now(), 900, { phone: PHONE }),
      makePull('TKLC0DE001', now(), 800, { reference: one.code }),
    )
    expect((await paymentsOf(ONE)).map(({ ref, plan }) => [ref, plan]).sort()).toEqual([
      [RECEIPT, 'pro'],
      ['TKLC0DE001', null],
      ['TKLPH0NE01', null],
    ])
    expect(await planOf(two.id)).toBe('pro')
    expect(await rebuild()).toEqual([])

    await engine.client.companies.link({ provider: 'stripe', ref: TWO, company: null, reason: 'They parted' })
    expect((await paymentsOf(TWO)).map(({ ref }) => ref).sort()).toEqual([RECEIPT, 'TKLPH0NE01'])
    expect((await paymentsOf(ONE)).map(({ ref }) => ref)).toEqual(['TKLC0DE001'])
    expect([await planOf(ONE), await planOf(TWO)]).toEqual(['free', 'pro'])
    expect(await rebuild()).toEqual([])
  })

  test('have one customer at each provider, once staff said so', async () => {
    const KES = { amount: 150_000, currency: 'KES' }
    others.take('paystack', makePaystackCustomer('CUS_ada', 'ada@example.org', now()))
    await engine.client.payments.expect({ company: ONE, provider: 'paystack', offer: PRO, currency: 'KES', ref: 'SUB-PRO-1' })
    others.take('paystack', makeTransaction('SUB-PRO-1', 'CUS_ada', now(), KES))
    // It is expected of one company, and its customer is another.
    const isUnmatched = { ref: 'SUB-PRO-1', company: (await get('CUS_ada')).id, status: 'unmatched' }
    expect(await paymentsOf('CUS_ada')).toMatchObject([isUnmatched])
    await engine.client.payments.expect({ company: ONE, provider: 'paystack', offer: PREMIUM, currency: 'KES', ref: 'SUB-OTHER' })
    expect(await paymentsOf('CUS_ada')).toMatchObject([isUnmatched])
    expect([await planOf(ONE), await planOf('CUS_ada')]).toEqual(['free', 'free'])
    expect(await rebuild()).toEqual([])
    await engine.client.companies.link({ provider: 'paystack', ref: 'CUS_ada', company: ONE })
    expect(await planOf(ONE)).toBe('pro')
    expect((await get(ONE)).links.map(({ provider, ref }) => [provider, ref])).toEqual([
      ['stripe', ONE],
      ['paystack', 'CUS_ada'],
    ])
    expect((await paymentsOf(ONE)).map(({ ref, status }) => [ref, status])).toEqual([
      ['SUB-PRO-1', 'succeeded'],
      ['SUB-OTHER', 'pending'],
    ])
    await engine.client.companies.link({ provider: 'paystack', ref: 'CUS_ada', company: null })
    expect([await planOf(ONE), await paymentsOf('CUS_ada')]).toMatchObject(['free', [isUnmatched]])
    expect(await rebuild()).toEqual([])
  })
})
