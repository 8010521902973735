import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createMpesa, replayMpesa } from '../../../../src-main/sandbox/mpesa/createMpesa.ts'
import { SEEN_LIMITS } from '../../../../src-main/sandbox/mpesa/http/createSpikeArrest.ts'
import { Refusal } from '../../../../src-main/sandbox/mpesa/refusal.ts'
import type { Wire } from '../../../../src-main/sandbox/mpesa/world.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { createRandom } from '../../../fixtures/createRandom.ts'
import { APP, at, HOUR, MINUTE, openMpesa, PHONE, SECOND, SHORT_CODE } from './openMpesa.ts'

const OPTIONS = { startsAt: at('2026-11-20T07:45:00Z'), seed: 'seed', shortCode: SHORT_CODE, isPullRegistered: false }
const ADDRESS = 'https://tierdesk.example/nothing'
const PUSH = {
  ...{ BusinessShortCode: SHORT_CODE, TransactionType: 'CustomerPayBillOnline', Amount: 10, PartyA: PHONE, PartyB: SHORT_CODE },
  ...{ PhoneNumber: PHONE, CallBackURL: ADDRESS, AccountReference: 'INV1', TransactionDesc: 'Pro' },
}
const ANSWERS = ['pays', 'cancels', 'wrong-pin', 'no-money', 'times-out-but-pays', 'unreachable']

function open() {
  const mpesa = createMpesa(OPTIONS)
  const pass = (ms: number) => mpesa.advanceTo(toInstant(mpesa.now() + ms))
  const push = (terms: Wire = {}) => String(mpesa.act('pushes.create', { ...PUSH, ...terms })['CheckoutRequestID'])
  const query = (id: string) => mpesa.answer('pushes.query', { BusinessShortCode: SHORT_CODE, CheckoutRequestID: id }, 'r-1')
  return { mpesa, pass, push, query }
}

function codeOf(work: () => unknown): string {
  try {
    work()
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('a push', () => {
  test.each([
    [{ BusinessShortCode: '999999' }, '500.001.1001'],
    [{ TransactionType: 'PayBill' }, '400.002.02'],
    [{ Amount: 0 }, '400.002.02'],
    [{ Amount: '10.50' }, '400.002.02'],
    [{ Amount: 250_001 }, '400.002.02'],
    [{ Amount: '250000' }, 'done'],
    [{ PhoneNumber: '0708374149' }, '400.002.02'],
    [{ PartyA: '25470837414' }, '400.002.02'],
    [{ CallBackURL: 'http://tierdesk.example/' }, '400.002.02'],
    [{ CallBackURL: 'https://mpesa.example/' }, '400.002.02'],
    [{ CallBackURL: 'https://192.168.0.4/' }, '400.002.02'],
    [{ AccountReference: 'INVOICE-10001' }, '400.002.02'],
    [{ TransactionDesc: undefined }, '400.002.02'],
    [{ TransactionDesc: 'a month of Pro' }, '400.002.02'],
  ])('with %j is %s', (terms, code) => {
    const { push, mpesa } = open()
    expect(codeOf(() => push(terms))).toBe(code)
    expect(mpesa.world.pushes.size).toBe(code === 'done' ? 1 : 0)
  })

  test('to the wrong party is accepted, and never comes to anything', () => {
    const { push, query, pass } = open()
    const id = push({ TransactionType: 'CustomerBuyGoodsOnline', PartyB: '5123456' })
    pass(20 * SECOND)
    expect(query(id)).toMatchObject({ status: 200, body: { ResultCode: '2028' } })
  })

  test('holds its phone until it is answered, or a minute is over', () => {
    const { push, pass, mpesa } = open()
    const id = push()
    expect(codeOf(() => push({ Amount: 20 }))).toBe('500.001.1001')
    expect(codeOf(() => push({ PhoneNumber: '254111111111' }))).toBe('done')
    mpesa.act('pushes.answer', { answer: 'cancels' }, id)
    expect(codeOf(() => push({ Amount: 20 }))).toBe('done')
    pass(MINUTE)
    expect(codeOf(() => push({ Amount: 30 }))).toBe('done')
  })

  test('is not paid twice within two minutes', () => {
    const { push, query, pass, mpesa } = open()
    mpesa.act('pushes.answer', { answer: 'pays' }, push())
    pass(MINUTE)
    const again = push()
    expect(mpesa.act('pushes.answer', { answer: 'pays' }, again)).toMatchObject({ code: '17', receipt: null })
    pass(30 * SECOND)
    expect(query(again)).toMatchObject({ body: { ResultCode: '17' } })
    pass(MINUTE)
    expect(mpesa.act('pushes.answer', { answer: 'pays' }, push())).toMatchObject({ code: '0' })
    expect(mpesa.world.entries.filter(({ kind }) => kind === 'payment')).toHaveLength(2)
    expect(mpesa.pushes()).toEqual(new Map([['INV1', 3]]))
  })

  test('is answered once, and not after its minute', () => {
    const { push, pass, mpesa } = open()
    const id = push()
    mpesa.act('pushes.answer', { answer: 'pays' }, id)
    expect(codeOf(() => mpesa.act('pushes.answer', { answer: 'cancels' }, id))).toBe('400.002.02')
    pass(MINUTE)
    const other = push()
    pass(MINUTE)
    expect(codeOf(() => mpesa.act('pushes.answer', { answer: 'pays' }, other))).toBe('400.002.02')
    expect(codeOf(() => mpesa.act('pushes.answer', { answer: 'waves' }, push()))).toBe('400.002.02')
  })
})

describe('transactions', () => {
  test('are pulled from the registration on; a second one says so', () => {
    const { mpesa } = open()
    const ask = { ShortCode: SHORT_CODE, StartDate: '2026-11-20 00:00:00', EndDate: '2026-11-20 23:00:00', OffSetValue: '0' }
    const terms = { ShortCode: SHORT_CODE, RequestType: 'Pull', NominatedNumber: PHONE, CallBackURL: ADDRESS }
    expect(codeOf(() => mpesa.act('pull.query', ask))).toBe('400.001')
    expect(codeOf(() => mpesa.act('pull.register', { ...terms, RequestType: 'Push' }))).toBe('400.002.02')
    expect(mpesa.act('pull.register', terms)).toMatchObject({ ResponseStatus: '1000' })
    expect(mpesa.act('pull.register', terms)).toMatchObject({ ResponseStatus: '1001' })
    expect(mpesa.act('pull.query', ask)).toMatchObject({ ResponseCode: '1001' })
    expect(codeOf(() => mpesa.act('pull.query', { ...ask, ShortCode: '1' }))).toBe('400.001')
    expect(codeOf(() => mpesa.act('pull.query', { ...ask, StartDate: 'today' }))).toBe('400.001')
    expect(codeOf(() => mpesa.act('pull.query', { ...ask, OffSetValue: '-1' }))).toBe('400.001')
  })

  test('of more than two days ago are not given, and pushes only where that is so', async () => {
    const { mpesa, pass, post, token } = await openMpesa({ settings: { pullsPushes: false } })
    const bearer = { authorization: `Bearer ${(await token()).access_token}` }
    const simulated = { ShortCode: SHORT_CODE, CommandID: 'CustomerPayBillOnline', Msisdn: PHONE, Amount: 10, BillRefNumber: 'X' }
    expect(codeOf(() => mpesa.act('c2b.simulate', { ...simulated, ShortCode: '1' }))).toBe('400.002.02')
    expect(codeOf(() => mpesa.act('c2b.simulate', { ...simulated, CommandID: 'CustomerBuyGoodsOnline' }))).toBe('400.002.02')
    expect(mpesa.act('c2b.simulate', simulated)).toMatchObject({ ResponseCode: '0' })
    pass(30 * MINUTE)
    mpesa.act('pushes.answer', { answer: 'pays' }, String(mpesa.act('pushes.create', PUSH)['CheckoutRequestID']))
    const pull = (until: string) =>
      post(
        '/pulltransactions/v1/query',
        { ShortCode: SHORT_CODE, StartDate: '2026-11-01 00:00:00', EndDate: until, OffSetValue: '0' },
        bearer,
      )
    expect(await pull('2026-11-22 23:00:00')).toMatchObject({
      body: { Response: [[{ billreference: 'X', trxDate: '2026-11-20T10:45:00Z', msisdn: '2547 ***** 149', amount: '10.00' }]] },
    })
    mpesa.act('settings.change', { pullsPushes: true })
    expect((await pull('2026-11-22 23:00:00')).body).toMatchObject({ Response: [[{ billreference: 'INV1' }, { billreference: 'X' }]] })
    mpesa.advanceTo(toInstant(at('2026-11-20T07:45:00Z') + 48 * HOUR + MINUTE))
    const late = { authorization: `Bearer ${(await token()).access_token}` }
    const body = { ShortCode: SHORT_CODE, StartDate: '2026-11-01 00:00:00', EndDate: '2026-11-23 00:00:00', OffSetValue: '0' }
    expect((await post('/pulltransactions/v1/query', body, late)).body).toMatchObject({ Response: [[{ billreference: 'INV1' }]] })
  })

  test('that are taken back are taken back once, by the owner or by a request', () => {
    const { mpesa } = open()
    const receipt = String(mpesa.act('payments.arrive', { phone: PHONE, amount: 100, reference: 'C1' })['receipt'])
    const ask = {
      ...{ Initiator: 'console', SecurityCredential: 'given', CommandID: 'TransactionReversal', TransactionID: receipt, Amount: 100 },
      ...{ ReceiverParty: SHORT_CODE, RecieverIdentifierType: '11', ResultURL: ADDRESS, QueueTimeOutURL: ADDRESS, Remarks: 'wrong' },
    }
    const { RecieverIdentifierType, ...spelt } = ask
    expect(codeOf(() => mpesa.act('reversals.request', { ...spelt, ReceiverIdentifierType: RecieverIdentifierType }))).toBe('400.002.02')
    expect(mpesa.act('reversals.request', ask)).toMatchObject({ ResponseCode: '0' })
    expect(mpesa.act('reversals.request', ask)).toMatchObject({ ResponseCode: '0' })
    expect(mpesa.world.entries.filter(({ kind }) => kind === 'reversal')).toMatchObject([{ linked: receipt, amount: 100 }])
    expect(codeOf(() => mpesa.act('payments.reverse', {}, receipt))).toBe('R000001')
    expect(codeOf(() => mpesa.act('payments.reverse', {}, 'nothing'))).toBe('400.002.02')
  })

  test('what is told to an address only is accepted, and no more', () => {
    const { mpesa } = open()
    const shared = { Initiator: 'console', SecurityCredential: 'given', ResultURL: ADDRESS, QueueTimeOutURL: ADDRESS, Remarks: 'x' }
    expect(mpesa.act('transactions.status', { ...shared, CommandID: 'TransactionStatusQuery' })).toMatchObject({ ResponseCode: '0' })
    expect(mpesa.act('account.balance', { ...shared, CommandID: 'AccountBalance' })).toMatchObject({ ResponseCode: '0' })
    expect(codeOf(() => mpesa.act('account.balance', { ...shared, CommandID: 'Balance' }))).toBe('400.002.02')
    expect(mpesa.world.accepted).toHaveLength(2)
  })

  test('addresses are registered once', () => {
    const { mpesa } = open()
    const ask = { ShortCode: SHORT_CODE, ResponseType: 'Completed', ConfirmationURL: ADDRESS, ValidationURL: ADDRESS }
    expect(mpesa.act('c2b.register', ask)).toMatchObject({ OriginatorCoversationID: expect.any(String) })
    expect(codeOf(() => mpesa.act('c2b.register', ask))).toBe('500.003.1001')
  })
})

describe('the door', () => {
  test('a token is text with an end that is text, and ends the one before', async () => {
    const { token, post } = await openMpesa()
    const first = await token()
    expect(first).toEqual({ access_token: expect.any(String), expires_in: '3599' })
    const second = await token()
    const pull = (bearer: string) => post('/pulltransactions/v1/query', {}, { authorization: `Bearer ${bearer}` })
    expect(await pull(first.access_token)).toMatchObject({ status: 401, body: { errorCode: '401.002.01' } })
    expect(await pull(second.access_token)).toMatchObject({ status: 400, body: { errorCode: '400.001' } })
    const push = await post('/mpesa/stkpush/v1/processrequest', {}, { authorization: `Bearer ${first.access_token}` })
    expect(push).toMatchObject({ status: 404, body: { errorCode: '404.001.03' } })
  })

  test('a token ends after its hour, by the sandbox’s clock', async () => {
    const { token, post, pass } = await openMpesa()
    const { access_token } = await token()
    pass(HOUR)
    expect(await post('/pulltransactions/v1/query', {}, { authorization: `Bearer ${access_token}` })).toMatchObject({ status: 401 })
  })

  test('a key that is none hears nothing', async () => {
    const { server } = await openMpesa()
    const response = await fetch(`${server.baseUrl}/oauth/v1/generate?grant_type=client_credentials`, {
      headers: { authorization: 'Basic eA==' },
    })
    expect([response.status, await response.text()]).toEqual([400, ''])
    const grant = await fetch(`${server.baseUrl}/oauth/v1/generate`)
    expect(await grant.json()).toMatchObject({ errorCode: '400.008.02' })
  })

  test('nothing is asked too often, nor under another name, nor by another method', async () => {
    const { token, post, server, passWallMs } = await openMpesa({ limits: SEEN_LIMITS })
    const bearer = { authorization: `Bearer ${(await token()).access_token}` }
    const ask = () => post('/mpesa/accountbalance/v1/query', {}, bearer)
    expect((await ask()).status).toBe(400)
    expect(await ask()).toMatchObject({
      status: 429,
      body: { fault: { detail: { errorcode: 'policies.ratelimit.SpikeArrestViolation' } } },
    })
    passWallMs(11_999)
    expect((await ask()).status).toBe(429)
    passWallMs(1)
    expect((await ask()).status).toBe(400)
    expect(await post('/nowhere', {}, bearer)).toMatchObject({ status: 404, body: { errorCode: '404.001.01' } })
    expect((await fetch(`${server.baseUrl}/mpesa/accountbalance/v1/query`, { headers: bearer })).status).toBe(405)
    const { hostname, port } = new URL(server.baseUrl)
    const status = await new Promise((resolve) => {
      request({ hostname, port, path: '/', headers: { host: 'tierdesk.example' } }, (response) =>
        resolve(response.resume().statusCode),
      ).end()
    })
    expect(status).toBe(421)
  })

  test('a password is made of the passkey and the time beside it, and is not kept', async () => {
    const { token, post, mpesa } = await openMpesa()
    const bearer = { authorization: `Bearer ${(await token()).access_token}` }
    const push = (passkey: string, stamp: string) => {
      const Password = Buffer.from(`${SHORT_CODE}${passkey}20261120104500`).toString('base64')
      return post('/mpesa/stkpush/v1/processrequest', { ...PUSH, Password, Timestamp: stamp }, bearer)
    }
    expect(await push('another', '20261120104500')).toMatchObject({ status: 500, body: { errorMessage: 'Wrong credentials' } })
    expect(await push(APP.passkey, '20261120104501')).toMatchObject({ status: 500 })
    expect(await push(APP.passkey, 'now')).toMatchObject({ status: 400, body: { errorCode: '400.002.02' } })
    expect(await push(APP.passkey, '20261120104500')).toMatchObject({ status: 200, body: { ResponseCode: '0' } })
    expect(mpesa.journal()).toHaveLength(1)
    expect(JSON.stringify(mpesa.journal())).not.toContain('Password')
  })
})

test.each([1, 2, 3, 4])('a random life (seed %i) is built again from its journal, receipts and ids included', (seed) => {
  const random = createRandom(seed)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  const { mpesa, pass } = open()
  const attempt = (name: string, params: Wire, ...ids: string[]) => void codeOf(() => mpesa.act(name, params, ...ids))
  for (let index = 0; index < 300; index++) {
    pass(Math.floor(random() * 3 * MINUTE))
    const phone = `25470000000${Math.floor(random() * 4)}`
    const amount = 10 + Math.floor(random() * 3)
    switch (pick(['arrive', 'push', 'push', 'answer', 'answer', 'reverse', 'settle', 'register'])) {
      case 'arrive':
        attempt('payments.arrive', { phone, amount, reference: `C${index % 5}` })
        break
      case 'push':
        attempt('pushes.create', { ...PUSH, Amount: amount, PartyA: phone, PhoneNumber: phone })
        break
      case 'answer':
        attempt('pushes.answer', { answer: pick(ANSWERS) }, [...mpesa.world.pushes.keys()].at(-1) ?? '')
        break
      case 'reverse':
        attempt('payments.reverse', {}, mpesa.world.entries.at(-1)?.receipt ?? '')
        break
      case 'settle':
        attempt('account.settle', { amount })
        break
      default:
        attempt('pull.register', { ShortCode: SHORT_CODE, RequestType: 'Pull', NominatedNumber: phone, CallBackURL: ADDRESS })
    }
  }
  const again = replayMpesa(OPTIONS, JSON.parse(JSON.stringify(mpesa.journal())))
  again.advanceTo(mpesa.now())
  expect(again.dump()).toBe(mpesa.dump())
  expect(new Set(mpesa.world.entries.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(3)
  const payments = mpesa.world.entries.filter(({ kind }) => kind === 'payment')
  expect(new Set(payments.map(({ receipt }) => receipt)).size).toBe(payments.length)
})

test('its clock does not go back', () => {
  const { mpesa } = open()
  mpesa.advanceTo(toInstant(0))
  expect(mpesa.now()).toBe(OPTIONS.startsAt)
})

test('what nobody knows is our own mistake', () => {
  const { mpesa } = open()
  expect(() => mpesa.act('payments.vanish')).toThrow('Broken promise')
  expect(() => mpesa.act('settings.change', { pace: 1 })).toThrow('Broken promise')
})
