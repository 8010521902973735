import { expect, test } from 'vitest'
import { connectMpesa } from '../../../../src-main/providers/mpesa/connectMpesa.ts'
import { AppError } from '../../../../src-shared/model/appError.ts'
import { freely, fromStart } from '../../../fixtures/freely.ts'
import { APP, get, HOUR, KEY, MINUTE, openMpesa, SHORT_CODE } from '../../sandbox/mpesa/openMpesa.ts'
import { answerWith } from './answerWith.ts'

const PULL = '/pulltransactions/v1/query'
const TOKEN = '/oauth/v1/generate'
const NOTHING = '{"ResponseRefID":"p-1","ResponseCode":"1001","ResponseMessage":"None","Response":"[[]]"}'

function codeOf(connect: () => unknown): string | null {
  try {
    connect()
    return null
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

test.each([
  ['', 'key-wrong-kind'],
  ['sk_test_51Stripe', 'key-wrong-kind'],
  ['key0:', 'key-wrong-kind'],
  ['key0:secret:', 'key-wrong-kind'],
  ['key0:secret:passkey:more', 'key-wrong-kind'],
  ['key0:sec ret', 'key-wrong-kind'],
  ['key0:secret\n', 'key-wrong-kind'],
  ['key0:secret', null],
  ['key0:secret:passkey', null],
])('the key %j is refused before it is sent, or not: %s', (key, code) => {
  expect(codeOf(() => connectMpesa(key, 'test', null, { shortCode: SHORT_CODE }))).toBe(code)
})

test.each([
  [{}, 'usage'],
  [{ shortCode: '1234' }, 'usage'],
  [{ shortCode: '12345678' }, 'usage'],
  [{ shortCode: '60012a' }, 'usage'],
  [{ shortCode: '600123', till: 'x' }, 'usage'],
  [{ shortCode: '600123', pullMethod: 'PUT' }, 'usage'],
  [{ shortCode: '17437' }, null],
  [{ shortCode: '600123', till: '5123456', pullMethod: 'GET' }, null],
])('settings %j are refused, or not: %s', (settings, code) => {
  expect(codeOf(() => connectMpesa(KEY, 'test', null, settings as Record<string, string>))).toBe(code)
})

test('a live key goes to Safaricom alone', () => {
  const connect = (baseUrl: string | null) => codeOf(() => connectMpesa(KEY, 'live', baseUrl, { shortCode: SHORT_CODE }))
  expect(connect('http://127.0.0.1:9999')).toBe('base-url-refused')
  expect(connect('https://sandbox.safaricom.co.ke')).toBe('base-url-refused')
  expect(connect('http://api.safaricom.co.ke')).toBe('base-url-refused')
  expect(connect('https://api.safaricom.co.ke')).toBeNull()
  expect(connect(null)).toBeNull()
})

test('a token proves the key, and the account is the short code', async () => {
  const { provider, way, admitted, server } = await openMpesa()
  expect(get(await provider.identify(way))).toEqual({ ref: SHORT_CODE, name: null })
  expect(admitted).toEqual([TOKEN])
  expect(server.counts.get(`GET ${TOKEN}`)).toBe(1)
})

test('it says how it is to be followed', async () => {
  const { provider } = await openMpesa()
  expect(provider).toMatchObject({ name: 'mpesa', streams: ['payments'], limits: { endpoint: 1 / 12 }, polls: { everyMs: {} } })
  expect(provider.polls?.overlapMs.payments).toBeGreaterThanOrEqual(6 * HOUR)
  expect(provider.polls?.horizonMs).toBe(48 * HOUR - 5 * MINUTE)
})

test('one token serves until a minute before its end', async () => {
  const { provider, way, pass, server, admitted } = await openMpesa()
  const list = async () => get(await provider.listPage('payments', fromStart(), way))
  await list()
  pass(58 * MINUTE)
  await list()
  expect(server.counts.get(`GET ${TOKEN}`)).toBe(1)
  pass(1.5 * MINUTE)
  await list()
  expect(server.counts.get(`GET ${TOKEN}`)).toBe(2)
  expect(admitted).toEqual([TOKEN, PULL, PULL, TOKEN, PULL])
})

test('all who wait for a token get the same', async () => {
  const { provider, way, server } = await openMpesa()
  const answers = await Promise.all(Array.from({ length: 8 }, () => provider.listPage('payments', fromStart(), way)))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(8)
  expect(server.counts.get(`GET ${TOKEN}`)).toBe(1)
})

test('whoever waits for the token of one who is stopped takes another', async () => {
  const stop = new AbortController()
  let letGo = () => {}
  const { provider, server } = await openMpesa()
  const first = provider.identify({ signal: stop.signal, admit: () => new Promise((resolve) => (letGo = resolve)) })
  const second = provider.identify(freely())
  stop.abort()
  letGo()
  expect(await first).toMatchObject({ ok: false, error: { kind: 'cancelled' } })
  expect(await second).toMatchObject({ ok: true })
  expect(server.counts.get(`GET ${TOKEN}`)).toBe(1)
})

test('whoever waits for another’s token and is stopped does not wait on', async () => {
  const stop = new AbortController()
  const { provider } = await openMpesa()
  const never = new Promise<void>(() => {})
  void provider.identify({ signal: new AbortController().signal, admit: () => never })
  const second = provider.identify(freely(stop.signal))
  stop.abort()
  expect(await second).toMatchObject({ ok: false, error: { kind: 'cancelled' } })
})

test('a token that another program ended is replaced once, and the question asked once more', async () => {
  const opened = await openMpesa()
  const { provider, way, server } = opened
  get(await provider.identify(way))
  server.takeOver()
  const receipt = opened.pay()
  expect(get(await provider.listPage('payments', fromStart(), way)).objects).toMatchObject([{ ref: receipt }])
  expect(server.counts.get(`GET ${TOKEN}`)).toBe(2)
})

test.each([
  [404, '{"requestId":"r-1","errorCode":"404.001.03","errorMessage":"Invalid Access Token - token-1"}'],
  [401, '{"requestId":"r-1","errorCode":"401.002.01","errorMessage":"Error Occurred - Invalid Access Token - token-1"}'],
  [400, '{"requestId":"r-1","errorCode":"400.003.01","errorMessage":"Invalid Access Token"}'],
  [401, '{"fault":{"faultstring":"Invalid access token","detail":{"errorcode":"oauth.v2.InvalidAccessToken"}}}'],
  [401, ''],
])('a token that is never taken ends after two questions, and is told nobody (%i)', async (status, text) => {
  const { provider, asked } = await answerWith((path) => (path === PULL ? { status, text } : null))
  const answer = await provider.listPage('payments', fromStart(), freely())
  expect(answer).toMatchObject({ ok: false, error: { kind: 'unauthorized' } })
  expect(JSON.stringify(answer)).not.toContain('token-1')
  expect(asked).toEqual([TOKEN, PULL, TOKEN, PULL])
})

test('many questions whose token was refused take one new one between them', async () => {
  const { provider, asked } = await answerWith((path, times, authorization) => {
    if (path === TOKEN) return { text: `{"access_token":"token-${times}","expires_in":"3599"}` }
    return authorization === 'Bearer token-1' ? { status: 404, text: '{"errorCode":"404.001.03"}' } : { text: NOTHING }
  })
  const answers = await Promise.all(Array.from({ length: 6 }, () => provider.listPage('payments', fromStart(), freely())))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(6)
  expect(asked.filter((path) => path === TOKEN)).toHaveLength(2)
})

test.each([`${APP.consumerKey}:another`, `another:${APP.consumerSecret}`])('a key that is none is unauthorized: %s', async (key) => {
  const { connect, way } = await openMpesa()
  const answer = await connect(key).identify(way)
  expect(answer).toEqual({ ok: false, error: { kind: 'unauthorized', detail: 'M-Pesa refused the consumer key and secret.' } })
})

test('a key that is revoked on the way is unauthorized from then on', async () => {
  const { provider, way, faults } = await openMpesa()
  get(await provider.listPage('payments', fromStart(), way))
  faults.set('revoked-key')
  expect(await provider.listPage('payments', fromStart(), way)).toMatchObject({ ok: false, error: { kind: 'unauthorized' } })
})

test.each([
  [{ status: 400, text: '{"errorCode":"400.008.01","errorMessage":"Invalid Authentication passed"}' }, 'unauthorized'],
  [{ status: 401, text: '' }, 'unauthorized'],
  [{ status: 400, text: '' }, 'unauthorized'],
  [{ status: 400, text: '{"errorCode":"400.008.02","errorMessage":"Invalid grant type passed"}' }, 'unreadable'],
  [{ status: 403, text: '<html>blocked</html>' }, 'forbidden'],
  [{ status: 503, text: '' }, 'unavailable'],
  [{ status: 429, text: '' }, 'rate-limited'],
  [{ status: 200, text: '' }, 'unreadable'],
  [{ status: 200, text: '[]' }, 'unreadable'],
  [{ status: 200, text: '{"access_token":"","expires_in":"3599"}' }, 'unreadable'],
  [{ status: 200, text: '{"access_token":"a\\nb","expires_in":"3599"}' }, 'unreadable'],
  [{ status: 200, text: '{"access_token":"t"}' }, 'unreadable'],
  [{ status: 200, text: '{"access_token":"t","expires_in":"soon"}' }, 'unreadable'],
  [{ status: 200, text: '{"access_token":"t","expires_in":-1}' }, 'unreadable'],
] as const)('a token that is answered with %j is %s', async (said, kind) => {
  const { provider } = await answerWith(() => said)
  expect(await provider.identify(freely())).toMatchObject({ ok: false, error: { kind } })
})

test('what M-Pesa tells only to an address, and what it does not have, is out of reach and says so', async () => {
  const { provider, way, server } = await openMpesa()
  const answers = [
    await provider.fetchObject('payment', 'TKL1AB2CD3', way),
    await provider.fetchObject('subscription', 'x', way),
    await provider.fetchCustomer('x', new Set(['payments']), way),
    await provider.listEvents(get(await provider.listPage('payments', fromStart(), way)).answeredAt, null, way),
    await provider.listPage('invoices', fromStart(), way),
  ]
  for (const answer of answers)
    expect(answer).toMatchObject({ ok: false, error: { kind: 'missing', detail: expect.stringMatching(/\.$/) } })
  expect(server.counts.get(`POST ${PULL}`)).toBe(1)
})
