import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { makePaystackCustomer, makePull, makePush, makeTransaction, type Others } from '../../fixtures/connectOthers.ts'
import type { World } from '../../fixtures/createWorld.ts'
import { openPaymentWorld, type PaymentWorld } from '../../fixtures/openPaymentWorld.ts'

const ONE = 'cus_T000001'
const TWO = 'cus_T000002'
const MINUTE = 60_000
const PRO = { product: 'image-quota', plan: 'pro', interval: 'once' } as const
const PHONE = '254712345678'
const INVOICE = { provider: 'mpesa', ref: 'invoice-7' } as const
const FOR_NOTHING = 'Nothing says what it was for.'

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
const expectOf = (company: string, more: Partial<Parameters<Engine['client']['payments']['expect']>[0]> = {}) =>
  engine.client.payments.expect({ company, provider: 'mpesa', offer: PRO, currency: 'KES', key: 'invoice-7', ...more })
const withdraw = (more: Partial<Parameters<Engine['client']['payments']['withdraw']>[0]> = {}) =>
  engine.client.payments.withdraw({ ...INVOICE, ...more })
const planOf = async (company: string, at: Instant | null = null) =>
  (await engine.client.entitlements.get({ company, product: PRO.product, at })).plan

async function paymentsOf(company: string | null, at: Instant | null = null) {
  const { items } = await engine.client.payments.list({ company, at })
  return items.map(({ ref, status, plan, reason }) => [ref, status, plan, reason])
}

/** What a rebuild would make otherwise, and what is wrong with what is kept. */
async function listFaults(): Promise<unknown[]> {
  const { checks } = await engine.client.workspace.rebuild({})
  const { checks: others } = await engine.client.workspace.examine({})
  return [...checks, ...others.filter(({ name }) => name === 'recorded facts')].filter(({ ok }) => !ok)
}

describe('an expected payment that was withdrawn', () => {
  test('is expected no more from then on, and was until then', async () => {
    const asked = await expectOf(ONE, { reference: 'SHOP 77' })
    const askedAt = now()
    world.clock.advance(60 * MINUTE)
    expect(await withdraw({ reason: 'They cancelled' })).toEqual({ ...asked, withdrawnAt: now(), reason: 'They cancelled' })
    const withdrawnAt = now()
    const gone = ['invoice-7', 'canceled', 'pro', 'It is expected no more: They cancelled']
    expect(await paymentsOf(ONE)).toEqual([gone])
    expect(await paymentsOf(ONE, askedAt)).toEqual([['invoice-7', 'pending', 'pro', null]])
    expect((await engine.client.payments.candidates(INVOICE)).expected).toEqual({
      at: askedAt,
      withdrawnAt,
      reference: 'SH0P77',
      phone: null,
    })

    world.clock.advance(10 * MINUTE)
    others.take('mpesa', makePull('TKLAFTER01', now(), 1500, { reference: 'shop-77' }))
    expect(await paymentsOf(ONE)).toEqual([gone])
    expect(await paymentsOf(null)).toEqual([['TKLAFTER01', 'unmatched', null, FOR_NOTHING], gone])
    expect((await engine.client.payments.candidates({ provider: 'mpesa', ref: 'TKLAFTER01' })).candidates).toMatchObject([
      { company: null },
    ])
    expect(await planOf(ONE)).toBe('free')
    expect(await listFaults()).toEqual([])
  })

  test('keeps what was paid before, also where that is told later', async () => {
    await expectOf(ONE, { reference: 'SHOP 77' })
    world.clock.advance(MINUTE)
    const paidAt = now()
    world.clock.advance(60 * MINUTE)
    await withdraw()
    expect(await planOf(ONE)).toBe('free')
    others.take('mpesa', makePull('TKLBEF0RE1', paidAt, 1500, { reference: 'shop 77' }))
    expect(await paymentsOf(ONE)).toEqual([['TKLBEF0RE1', 'succeeded', 'pro', null]])
    expect([await planOf(ONE, toInstant(paidAt - 1)), await planOf(ONE, paidAt), await planOf(ONE)]).toEqual(['free', 'pro', 'pro'])
    expect(await listFaults()).toEqual([])
  })

  test('that had come true stays true', async () => {
    await expectOf(ONE, { reference: 'SHOP 77' })
    others.take('mpesa', makePull('TKLBEF0RE1', now(), 1500, { reference: 'shop 77' }))
    world.clock.advance(60 * MINUTE)
    await withdraw()
    expect(await paymentsOf(ONE)).toEqual([['TKLBEF0RE1', 'succeeded', 'pro', null]])
    expect(await planOf(ONE)).toBe('pro')
    expect(await listFaults()).toEqual([])
  })

  test('is not found by the phone any more', async () => {
    await expectOf(ONE, { phone: PHONE })
    await withdraw()
    world.clock.advance(MINUTE)
    others.take('mpesa', makePull('TKLPH0NE01', now(), 1500, { phone: PHONE }))
    expect((await paymentsOf(null))[0]).toEqual(['TKLPH0NE01', 'unmatched', null, FOR_NOTHING])
    expect((await paymentsOf(ONE)).map(([ref]) => ref)).toEqual(['invoice-7'])
    expect(await listFaults()).toEqual([])
  })

  test('makes room for another that is expected by the same account', async () => {
    await expectOf(ONE, { reference: 'JOINT' })
    await expectOf(TWO, { reference: 'JOINT', key: 'invoice-8' })
    await withdraw()
    world.clock.advance(MINUTE)
    others.take('mpesa', makePull('TKLJ0INT01', now(), 1500, { reference: 'joint' }))
    expect([await planOf(ONE), await planOf(TWO)]).toEqual(['free', 'pro'])
    expect(await listFaults()).toEqual([])
  })

  test('is what was paid by its name all the same, for nothing, whoever that is of', async () => {
    const KES = { amount: 150_000, currency: 'KES' }
    others.take('paystack', makePaystackCustomer('CUS_ada', 'ada@example.org', now()))
    await engine.client.companies.link({ provider: 'paystack', ref: 'CUS_ada', company: ONE })
    for (const [company, ref] of [
      [ONE, 'SUB-OWN'],
      [TWO, 'SUB-OTHER'],
    ] as const) {
      await expectOf(company, { provider: 'paystack', ref, key: null })
      await withdraw({ provider: 'paystack', ref })
    }
    world.clock.advance(MINUTE)
    others.take('paystack', makeTransaction('SUB-OWN', 'CUS_ada', now(), KES), makeTransaction('SUB-OTHER', 'CUS_ada', now(), KES))
    const rows = await paymentsOf(null)
    expect(rows.map(([ref, status]) => `${ref} ${status}`).sort()).toEqual(['SUB-OTHER unmatched', 'SUB-OWN unmatched'])
    expect([await planOf(ONE), await planOf(TWO)]).toEqual(['free', 'free'])
    expect(await listFaults()).toEqual([])
  })

  test('gives way to money of nobody that has its name', async () => {
    const ref = 'TKLNAMED01'
    await expectOf(ONE, { ref, key: null })
    await withdraw({ ref })
    world.clock.advance(MINUTE)
    others.take('mpesa', makePull(ref, now(), 1500))
    const isNobodys = async () => {
      expect(await paymentsOf(null)).toContainEqual([ref, 'unmatched', null, FOR_NOTHING])
      expect((await paymentsOf(ONE)).map(([each]) => each)).not.toContain(ref)
    }
    await isNobodys()
    // What else becomes of the company does not take it away.
    await expectOf(ONE, { key: 'invoice-8' })
    await isNobodys()
    expect(await listFaults()).toEqual([])
  })

  test('of a push that was paid on the phone before is paid, once that is known', async () => {
    const ref = 'ws_CO_20112026120000000712345678'
    await expectOf(ONE, { ref, phone: PHONE, key: null })
    const askedAt = now()
    world.clock.advance(MINUTE)
    await withdraw({ ref })
    expect((await paymentsOf(ONE))[0]?.slice(0, 2)).toEqual([ref, 'canceled'])
    others.take('mpesa', makePush(ref, askedAt, '0'))
    expect((await paymentsOf(ONE))[0]?.slice(0, 2)).toEqual([ref, 'succeeded'])
    expect(await planOf(ONE)).toBe('pro')
    expect(await listFaults()).toEqual([])
  })
})

describe('withdrawing', () => {
  test('once more is known for what it was, and the name is not taken up again', async () => {
    await expectOf(ONE)
    const first = await withdraw({ reason: 'They cancelled' })
    world.clock.advance(MINUTE)
    expect(await withdraw({ reason: 'Once more' })).toEqual(first)
    await expect(expectOf(ONE)).rejects.toMatchObject({
      data: { code: 'key-taken' },
      message: expect.stringContaining('was withdrawn at 2026-11-20'),
    })
    await expect(expectOf(TWO)).rejects.toMatchObject({ data: { code: 'key-taken' } })
    await expectOf(ONE, { key: 'invoice-9' })
    expect((await paymentsOf(ONE)).map(([ref, status]) => `${ref} ${status}`)).toEqual(['invoice-9 pending', 'invoice-7 canceled'])
  })

  test('of a company that became another’s is by the name that the list shows', async () => {
    await expectOf(TWO)
    await engine.client.companies.merge({ company: TWO, into: ONE, reason: 'One owner' })
    const [[ref] = []] = await paymentsOf(ONE)
    expect(ref).toMatch(/^invoice-7 of co_/)
    expect(await withdraw({ ref: ref ?? '' })).toMatchObject({ key: 'invoice-7' })
    expect((await paymentsOf(ONE))[0]?.slice(0, 2)).toEqual([ref, 'canceled'])
    expect(await listFaults()).toEqual([])
  })

  test.each([
    ['what nobody expected', { ref: 'invoice-8' }],
    ['what is expected of another provider', { provider: 'paystack' as const }],
  ])('%s is refused', async (_, wrong) => {
    await expectOf(ONE)
    await expect(withdraw(wrong)).rejects.toMatchObject({ data: { code: 'company-missing' } })
    expect((await paymentsOf(ONE))[0]?.[1]).toBe('pending')
  })
})
