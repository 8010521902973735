import { describe, expect, onTestFinished, test } from 'vitest'
import { templates } from '../../../src-main/engine/templates.ts'
import { createMpesa } from '../../../src-main/sandbox/mpesa/createMpesa.ts'
import { serveMpesa } from '../../../src-main/sandbox/mpesa/http/serveMpesa.ts'
import { createFaults } from '../../../src-main/sandbox/stripe/http/faults.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { createWorld, UNLIMITED } from '../../fixtures/createWorld.ts'
import { APP, KEY, SHORT_CODE } from '../sandbox/mpesa/openMpesa.ts'

const ONE = 'cus_T000001'
const TWO = 'cus_T000002'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const PRO = { product: 'image-quota', plan: 'pro', interval: 'once' } as const
/** The phone that company TWO pays from. */
const PHONE_OF_TWO = '254712345126'
const PHONE_OF_NOBODY = '254799000777'
/** What is no company's code, nobody's claim and not expected. */
const NOBODYS = 'rent'
const FOR_NOTHING = 'Nothing says what it was for.'

/** A workspace that mirrors two companies, and M-Pesa behind its socket. */
async function open({ masksPhones = false } = {}) {
  const world = await createWorld(2)
  await world.connect()
  const { clock } = world
  const mpesa = createMpesa({ startsAt: clock.now(), seed: 'seed', shortCode: SHORT_CODE, settings: { masksPhones } })
  const server = await serveMpesa({
    ...{ mpesa, key: APP, now: clock.now, wallMs: clock.now },
    ...{ wait: () => Promise.resolve(), faults: createFaults() },
  })
  onTestFinished(async () => {
    await world.end()
    await server.stop()
  })
  world.environment['THE_KEY'] = KEY
  const engine = world.open()
  const { client } = engine
  await client.catalogs.import({ text: JSON.stringify(templates.get('image-quota')) })
  await engine.connect({
    ...{ provider: 'mpesa', secret: { kind: 'environment', name: 'THE_KEY' }, baseUrl: server.baseUrl },
    ...{ limits: UNLIMITED, settings: { shortCode: SHORT_CODE } },
  })
  await client.sync.start({})
  const idOf = async (company: string) => (await client.companies.get({ company })).id
  const poll = () => client.sync.start({ provider: 'mpesa' })
  const planOf = async (company: string, at: Instant | null = null) =>
    (await client.entitlements.get({ company, product: PRO.product, at })).plan
  /** Somebody pays at the phone, and the next poll brings it. */
  const pay = async (phone: string, reference: string) => {
    mpesa.advanceTo(clock.now())
    const ref = String(mpesa.act('payments.arrive', { amount: 1500, reference, phone, name: 'SOMEBODY ELSE' })['receipt'])
    const paidAt = clock.now()
    clock.advance(MINUTE)
    await poll()
    return { ref, paidAt }
  }
  const who = async (ref: string) => {
    const { payment, candidates } = await client.payments.candidates({ provider: 'mpesa', ref })
    const { company, status, plan, reason, at } = payment
    return { company, status, plan, reason, at, candidates: candidates.map(({ company: of, reasons }) => [of, reasons]) }
  }
  const differences = async () => (await client.workspace.rebuild({})).checks.filter(({ ok }) => !ok)
  return { ...{ world, clock, mpesa, client, idOf, poll, planOf, pay, who, differences } }
}

type Opened = Awaited<ReturnType<typeof open>>

/** That staff give the payment to ONE, and take it back: granted once, at its own instant, and nothing is left of it after. */
async function assignAndUndo(opened: Opened, { ref, paidAt }: { ref: string; paidAt: Instant }) {
  const { clock, client, mpesa, idOf, poll, planOf, who, differences } = opened
  const before = await who(ref)
  const plansBefore = [await planOf(ONE), await planOf(TWO)]
  clock.advance(3 * 60 * MINUTE)
  await client.payments.assign({ provider: 'mpesa', ref, company: ONE, offer: PRO, reason: 'Her sister paid' })
  const grantedOnce = async () => {
    expect(await who(ref)).toMatchObject({ company: await idOf(ONE), status: 'succeeded', plan: 'pro', reason: null, at: paidAt })
    const { period, plan } = await client.entitlements.get({ company: ONE, product: PRO.product })
    expect([plan, period?.start, period?.end]).toEqual(['pro', paidAt, toInstant(paidAt + 30 * DAY)])
    expect([await planOf(ONE, toInstant(paidAt - 1)), await planOf(ONE, paidAt)]).toEqual(['free', 'pro'])
    expect((await client.payments.list({ company: ONE })).items.map((each) => each.ref)).toEqual([ref])
  }
  await grantedOnce()
  // Neither the list nor a statement that tells of it again grants it again.
  await poll()
  const { csv } = mpesa.statement(toInstant(paidAt - DAY), clock.now())
  expect(await client.payments.importStatement({ provider: 'mpesa', content: csv, format: 'csv' })).toMatchObject({ known: 1, added: 0 })
  await grantedOnce()
  expect(await planOf(TWO)).toBe('free')
  expect(await differences()).toEqual([])

  await client.payments.unassign({ provider: 'mpesa', ref, reason: 'It was another sister' })
  expect(await who(ref)).toEqual(before)
  expect([await planOf(ONE), await planOf(TWO)]).toEqual(plansBefore)
  expect(await planOf(ONE, paidAt)).toBe('free')
  expect((await client.payments.list({ company: ONE })).items).toEqual([])
  await poll()
  expect(await who(ref)).toEqual(before)
  expect(await differences()).toEqual([])
}

describe('a payment whose account names nobody', () => {
  test('from another company’s phone is that company’s, for nothing: neither has a plan by it', async () => {
    const opened = await open()
    const { client, idOf, pay, planOf, who } = opened
    await client.companies.claim({ kind: 'phone', value: PHONE_OF_TWO, company: TWO })
    const paid = await pay(PHONE_OF_TWO, NOBODYS)
    expect(await who(paid.ref)).toMatchObject({ company: await idOf(TWO), status: 'unmatched', plan: null, reason: FOR_NOTHING })
    expect([await planOf(ONE), await planOf(TWO)]).toEqual(['free', 'free'])
    await assignAndUndo(opened, paid)
  })

  test('from another company’s phone proposes who was told to write almost this, and of whom it is expected', async () => {
    const opened = await open()
    const { client, idOf, pay, who } = opened
    await client.companies.claim({ kind: 'phone', value: PHONE_OF_TWO, company: TWO })
    const asked = { company: ONE, provider: 'mpesa' as const, offer: PRO, currency: 'KES', reference: 'SHOP77', key: 'invoice-7' }
    await client.payments.expect(asked)
    const { ref } = await pay(PHONE_OF_TWO, 'SHOP7')
    expect(await who(ref)).toMatchObject({
      ...{ company: await idOf(TWO), status: 'unmatched', plan: null, reason: FOR_NOTHING },
      candidates: [
        [
          await idOf(ONE),
          [
            '“SHOP7” is the account SH0P77 that it was told to write, but for a slip.',
            'Exactly this amount is expected of it for image-quota.pro.',
          ],
        ],
      ],
    })
    // What ONE was asked for is still to come.
    expect((await client.payments.list({ company: ONE })).items).toMatchObject([{ ref: 'invoice-7', status: 'pending' }])
  })

  test('from a phone that is only written down of another company is nobody’s, and proposes that company', async () => {
    const opened = await open()
    const { world, client, idOf, pay, planOf, who } = opened
    world.stripe.change(TWO, { phone: '0712 345 126' })
    await client.sync.start({ provider: 'stripe' })
    const paid = await pay(PHONE_OF_TWO, NOBODYS)
    expect(await who(paid.ref)).toMatchObject({
      ...{ company: null, status: 'unmatched', plan: null, reason: FOR_NOTHING },
      candidates: [[await idOf(TWO), ['It has the phone that paid.']]],
    })
    expect([await planOf(ONE), await planOf(TWO)]).toEqual(['free', 'free'])
    await assignAndUndo(opened, paid)
  })

  test('from a phone of which exactly this was expected is that company’s, until staff say otherwise', async () => {
    const opened = await open()
    const { client, idOf, pay, planOf, who, differences } = opened
    const asked = { company: TWO, provider: 'mpesa' as const, offer: PRO, currency: 'KES', phone: PHONE_OF_TWO, key: 'invoice-8' }
    await client.payments.expect(asked)
    const { ref, paidAt } = await pay(PHONE_OF_TWO, NOBODYS)
    expect(await who(ref)).toMatchObject({ company: await idOf(TWO), status: 'succeeded', plan: 'pro' })
    await client.payments.assign({ provider: 'mpesa', ref, company: ONE, offer: PRO, reason: 'For her shop' })
    expect([await planOf(ONE, paidAt), await planOf(TWO)]).toEqual(['pro', 'free'])
    expect((await client.payments.list({ company: TWO })).items).toMatchObject([{ ref: 'invoice-8', status: 'pending' }])
    await client.payments.unassign({ provider: 'mpesa', ref, reason: '' })
    expect([await planOf(ONE), await planOf(TWO, paidAt)]).toEqual(['free', 'pro'])
    expect(await differences()).toEqual([])
  })

  test('from nobody’s phone is nobody’s', async () => {
    const opened = await open()
    const { client, pay, planOf, who } = opened
    await client.companies.claim({ kind: 'phone', value: PHONE_OF_TWO, company: TWO })
    const paid = await pay(PHONE_OF_NOBODY, NOBODYS)
    expect(await who(paid.ref)).toMatchObject({
      ...{ company: null, status: 'unmatched', plan: null, reason: FOR_NOTHING },
      candidates: [[null, ['One price is exactly this: image-quota.pro.']]],
    })
    expect([await planOf(ONE), await planOf(TWO)]).toEqual(['free', 'free'])
    await assignAndUndo(opened, paid)
  })

  test('from a masked phone is nobody’s, whose phones end alike or are expected to pay it', async () => {
    const opened = await open({ masksPhones: true })
    const { client, idOf, pay, planOf, who } = opened
    await client.companies.claim({ kind: 'phone', value: PHONE_OF_TWO, company: TWO })
    const asked = { company: TWO, provider: 'mpesa' as const, offer: PRO, currency: 'KES', phone: PHONE_OF_TWO, key: 'invoice-9' }
    await client.payments.expect(asked)
    const paid = await pay(PHONE_OF_TWO, NOBODYS)
    expect(await client.payments.candidates({ provider: 'mpesa', ref: paid.ref })).toMatchObject({ payerPhone: '2547*****126' })
    expect(await who(paid.ref)).toMatchObject({
      ...{ company: null, status: 'unmatched', plan: null, reason: FOR_NOTHING },
      candidates: [[await idOf(TWO), ['Exactly this amount is expected of it for image-quota.pro.']]],
    })
    expect([await planOf(ONE), await planOf(TWO)]).toEqual(['free', 'free'])
    await assignAndUndo(opened, paid)
  })
})
