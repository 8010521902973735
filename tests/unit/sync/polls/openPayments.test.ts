import { expect, onTestFinished, test } from 'vitest'
import { templates } from '../../../../src-main/engine/templates.ts'
import { createMpesa } from '../../../../src-main/sandbox/mpesa/createMpesa.ts'
import { serveMpesa } from '../../../../src-main/sandbox/mpesa/http/serveMpesa.ts'
import { createPaystack } from '../../../../src-main/sandbox/paystack/createPaystack.ts'
import { servePaystack } from '../../../../src-main/sandbox/paystack/http/servePaystack.ts'
import { createFaults } from '../../../../src-main/sandbox/stripe/http/faults.ts'
import { createWorld, UNLIMITED } from '../../../fixtures/createWorld.ts'
import { putTrading } from '../../../fixtures/putTrading.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const KEY = 'sk_test_sandbox0000000000000001'
const APP = { consumerKey: 'GxKey0001', consumerSecret: 'sEcret0001', passkey: 'pAsskey0001' }
const SHORT_CODE = '600123'
const PHONE = '254708374149'
const EMAIL = 'ada@lantern.example'

async function openPaystack() {
  const world = await createWorld()
  const { clock } = world
  const paystack = createPaystack({ startsAt: clock.now(), seed: 'seed', integration: 428_626 })
  const server = await servePaystack({
    ...{ paystack, key: KEY, now: clock.now, wallMs: clock.now },
    ...{ wait: () => Promise.resolve(), faults: createFaults() },
  })
  onTestFinished(async () => {
    await world.end()
    await server.stop()
  })
  const code = String(paystack.act('customers.create', { email: EMAIL, first_name: 'Ada', last_name: 'Obi' })['customer_code'])
  world.environment['THE_KEY'] = KEY
  const engine = world.open()
  await engine.client.catalogs.import({ text: JSON.stringify(templates.get('estate-management')) })
  await engine.connect({
    ...{ provider: 'paystack', secret: { kind: 'environment', name: 'THE_KEY' } },
    ...{ baseUrl: server.baseUrl, limits: UNLIMITED },
  })
  const poll = () => engine.client.sync.start({ provider: 'paystack' })
  await poll()
  const initialize = (reference: string, amount = 2_500_000) => {
    paystack.advanceTo(clock.now())
    paystack.act('transactions.initialize', { email: EMAIL, amount, reference })
  }
  const pay = (reference: string) => {
    paystack.advanceTo(clock.now())
    paystack.act('payments.pay', {}, reference)
  }
  const find = async (ref: string) => (await engine.client.payments.list({})).items.find((each) => each.ref === ref) ?? null
  return { world, clock, engine, client: engine.client, server, code, poll, initialize, pay, find }
}

test('a payment that was left open for days is seen to be paid by its reference, at its own instant', async () => {
  const { clock, poll, initialize, pay, find, client, code } = await openPaystack()
  const offer = { product: 'estate-management', plan: 'starter', interval: 'month' } as const
  await client.payments.expect({ company: code, provider: 'paystack', offer, ref: 'SUB-STARTER-1' })
  initialize('SUB-STARTER-1')
  await poll()
  expect(await find('SUB-STARTER-1')).toMatchObject({ status: 'pending' })
  clock.advance(3 * DAY)
  await poll()
  pay('SUB-STARTER-1')
  const paidAt = clock.now()
  // It was created long before the part of the list that is read again.
  clock.advance(70 * MINUTE)
  await poll()
  expect(await find('SUB-STARTER-1')).toMatchObject({ status: 'succeeded', product: 'estate-management', plan: 'starter', at: paidAt })
  expect(await client.entitlements.get({ company: code, product: 'estate-management' })).toMatchObject({
    plan: 'starter',
    status: 'active',
  })
})

test('a reference that the provider does not know yet is asked for again, and costs less and less', async () => {
  const { clock, poll, initialize, pay, find, client, code, server } = await openPaystack()
  const offer = { product: 'estate-management', plan: 'starter', interval: 'month' } as const
  await client.payments.expect({ company: code, provider: 'paystack', offer, ref: 'SUB-STARTER-2' })
  await poll()
  expect(await find('SUB-STARTER-2')).toMatchObject({ status: 'pending', plan: 'starter' })
  clock.advance(10 * MINUTE)
  initialize('SUB-STARTER-2')
  pay('SUB-STARTER-2')
  clock.advance(2 * MINUTE)
  await poll()
  expect(await find('SUB-STARTER-2')).toMatchObject({ status: 'succeeded' })
  const before = server.requests.length
  clock.advance(2 * MINUTE)
  await poll()
  expect(server.requests.slice(before).filter((request) => request.includes('/verify/'))).toEqual([])
})

async function openMpesa() {
  const world = await createWorld(1)
  putTrading(world.stripe)
  await world.connect()
  const { clock } = world
  const mpesa = createMpesa({
    startsAt: clock.now(),
    seed: 'seed',
    shortCode: SHORT_CODE,
    till: null,
    isPullRegistered: true,
    settings: {},
  })
  const server = await serveMpesa({
    ...{ mpesa, key: APP, now: clock.now, wallMs: clock.now },
    ...{ wait: () => Promise.resolve(), faults: createFaults() },
  })
  onTestFinished(async () => {
    await world.end()
    await server.stop()
  })
  world.environment['THE_KEY'] = `${APP.consumerKey}:${APP.consumerSecret}:${APP.passkey}`
  const engine = world.open()
  const { client } = engine
  await client.catalogs.import({ text: JSON.stringify(templates.get('image-quota')) })
  await engine.connect({
    ...{ provider: 'mpesa', secret: { kind: 'environment', name: 'THE_KEY' }, baseUrl: server.baseUrl },
    ...{ limits: UNLIMITED, settings: { shortCode: SHORT_CODE } },
  })
  await client.sync.start({})
  const company = 'cus_T000001'
  /** Somebody is asked on the phone to pay for a plan, and Tierdesk is told so. */
  const push = async (reference: string) => {
    mpesa.advanceTo(clock.now())
    const asked = mpesa.act('pushes.create', {
      ...{ BusinessShortCode: SHORT_CODE, Amount: '1500', PartyA: PHONE, PartyB: SHORT_CODE, PhoneNumber: PHONE },
      ...{
        AccountReference: reference,
        TransactionDesc: 'Images',
        CallBackURL: 'https://lantern.example/x',
        TransactionType: 'CustomerPayBillOnline',
      },
    })
    const ref = String(asked['CheckoutRequestID'])
    const offer = { product: 'image-quota', plan: 'pro', interval: 'once' } as const
    await client.payments.expect({ company, provider: 'mpesa', offer, currency: 'KES', ref, reference, phone: PHONE })
    return ref
  }
  const answer = (ref: string, terms: Record<string, unknown>) => {
    mpesa.advanceTo(clock.now())
    mpesa.act('pushes.answer', terms as never, ref)
  }
  const poll = () => client.sync.start({ provider: 'mpesa' })
  const payments = async () => (await client.payments.list({ provider: 'mpesa' })).items
  const plan = async () => {
    const { plan, status } = await client.entitlements.get({ company, product: 'image-quota' })
    return `${plan} ${status}`
  }
  return { world, clock, mpesa, client, push, answer, poll, payments, plan }
}

test('a push is pending until it is paid, and is one payment with the receipt that the list tells later', async () => {
  const { clock, push, answer, poll, payments, plan } = await openMpesa()
  const asked = clock.now()
  const ref = await push('IMG1')
  clock.advance(20_000)
  await poll()
  expect(await payments()).toMatchObject([{ ref, status: 'pending' }])
  expect(await plan()).toBe('free active')
  answer(ref, { answer: 'pays' })
  clock.advance(30_000)
  await poll()
  const [only, ...others] = await payments()
  expect(others).toEqual([])
  expect(only).toMatchObject({ status: 'succeeded', product: 'image-quota', plan: 'pro', amount: 150_000, currency: 'KES' })
  expect((only?.at ?? 0) - asked).toBeLessThan(60_000)
  expect(await plan()).toBe('pro active')
  clock.advance(DAY)
  await poll()
  expect(await payments()).toHaveLength(1)
})

test('a push that is refused changes nothing, and says why', async () => {
  const { clock, push, answer, poll, payments, plan } = await openMpesa()
  const ref = await push('IMG2')
  answer(ref, { answer: 'cancels' })
  clock.advance(30_000)
  await poll()
  expect(await payments()).toMatchObject([{ ref, status: 'failed', reason: expect.stringMatching(/cancel/i) }])
  expect(await plan()).toBe('free active')
})

test('a push that seems to time out and was paid is granted once, when the list tells of it', async () => {
  const { clock, push, answer, poll, payments, plan } = await openMpesa()
  const ref = await push('IMG3')
  answer(ref, { answer: 'times-out-but-pays' })
  const paidAt = clock.now()
  clock.advance(30_000)
  await poll()
  const rows = await payments()
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ status: 'succeeded', plan: 'pro', at: paidAt })
  expect(rows[0]?.ref).not.toBe(ref)
  expect(await plan()).toBe('pro active')
  for (let times = 0; times < 3; times++) {
    clock.advance(10 * MINUTE)
    await poll()
  }
  expect(await payments()).toHaveLength(1)
})
