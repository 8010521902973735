import { describe, expect, test } from 'vitest'
import { connectMpesa } from '../../../../src-main/providers/mpesa/connectMpesa.ts'
import { sendRequest } from '../../../../src-main/providers/mpesa/sendRequest.ts'
import { toProviderError } from '../../../../src-main/providers/mpesa/toProviderError.ts'
import { freely, fromStart } from '../../../fixtures/freely.ts'
import { get, KEY, MINUTE, openMpesa, SHORT_CODE } from '../../sandbox/mpesa/openMpesa.ts'
import { answerWith, type Scripted } from './answerWith.ts'

const PULL = '/pulltransactions/v1/query'
const DATE = 'Fri, 20 Nov 2026 08:00:00 GMT'
const SPIKE = '{"fault":{"faultstring":"Spike arrest violation","detail":{"errorcode":"policies.ratelimit.SpikeArrestViolation"}}}'

async function failWith(said: Scripted) {
  const { provider } = await answerWith((path) => (path === PULL ? said : null))
  return provider.listPage('payments', fromStart(), freely())
}

describe('too many questions', () => {
  test.each([
    [{ status: 429, text: SPIKE, headers: { date: DATE } }, 'endpoint', null],
    [{ status: 429, text: '', headers: { date: DATE, 'retry-after': '7' } }, 'endpoint', 7000],
    [{ status: 429, text: '', headers: { date: DATE, 'retry-after': 'Fri, 20 Nov 2026 08:00:30 GMT' } }, 'endpoint', 30_000],
    [{ status: 429, text: '', headers: { date: DATE, 'retry-after': 'soon' } }, 'endpoint', null],
    [{ status: 429, text: '', headers: { date: DATE, 'retry-after': '-3' } }, 'endpoint', null],
    [{ status: 429, text: '', headers: { date: DATE, 'retry-after': '99999' } }, 'endpoint', null],
    [{ status: 500, text: '{"requestId":"r-9","errorCode":"500.003.02","errorMessage":"System is busy"}' }, 'endpoint', null],
    [{ status: 500, text: '{"requestId":"r-9","errorCode":"500.003.03","errorMessage":"Quota Violation"}' }, 'account', null],
    [{ status: 500, text: SPIKE }, 'endpoint', null],
  ] as const)('%j', async (said, scope, retryAfterMs) => {
    expect(await failWith(said)).toMatchObject({ ok: false, error: { kind: 'rate-limited', scope, retryAfterMs } })
  })

  test('the sandbox takes one in twelve seconds at an address, and says so in either way', async () => {
    const opened = await openMpesa({ limits: { perMinute: 5, status: 429 } })
    const list = () => opened.provider.listPage('payments', fromStart(), opened.way)
    get(await list())
    expect(await list()).toMatchObject({ ok: false, error: { kind: 'rate-limited', scope: 'endpoint' } })
    opened.passWallMs(12_000)
    get(await list())
    opened.server.limit({ perMinute: 5, status: 500 })
    get(await list())
    expect(await list()).toMatchObject({ ok: false, error: { kind: 'rate-limited', scope: 'endpoint' } })
    opened.server.limit(null)
    get(await list())
  })

  test('advice that is odd is none', async () => {
    const { provider, way, faults } = await openMpesa()
    get(await provider.identify(way))
    faults.set('rate-limited', { seed: 'a' })
    const waits = new Set<number | null>()
    for (let index = 0; index < 40; index++) {
      const answer = await provider.listPage('payments', fromStart(), way)
      expect(answer).toMatchObject({ ok: false, error: { kind: 'rate-limited' } })
      if (!answer.ok && answer.error.kind === 'rate-limited') waits.add(answer.error.retryAfterMs)
    }
    expect([...waits].sort()).toEqual([0, 1000, 3000, 500, null])
  })
})

describe('an answer that is none', () => {
  test.each([
    [{ text: '' }, 'unreadable'],
    [{ text: '<html>down for maintenance</html>' }, 'unreadable'],
    [{ text: 'null' }, 'unreadable'],
    [{ text: '[]' }, 'unreadable'],
    [{ text: '{}' }, 'unreadable'],
    [{ text: '{"ResponseCode":"1000"}' }, 'unreadable'],
    [{ text: '{"ResponseCode":"1000","Response":"[["}' }, 'unreadable'],
    [{ text: '{"ResponseCode":"1000","Response":[[7]]}' }, 'unreadable'],
    [{ text: '{"ResponseCode":"1000","Response":[[[[[[]]]]]]}' }, 'unreadable'],
    [{ text: '{"ResponseCode":"7","Response":[[]]}' }, 'unreadable'],
    [{ text: '{"ResponseCode":{},"Response":[[]]}' }, 'unreadable'],
    [{ status: 302, text: '', headers: { location: 'http://127.0.0.1:1/' } }, 'unreadable'],
    [{ status: 500, text: '<html>' }, 'unavailable'],
    [{ status: 503, text: '{"requestId":"r-1","errorCode":"500.003.1001","errorMessage":"Internal Server Error"}' }, 'unavailable'],
    [{ status: 404, text: '{"errorCode":"404.001.01","errorMessage":"Resource not found"}' }, 'forbidden'],
    [{ status: 400, text: '{"requestId":"r-1","errorCode":"400.001","errorMessage":"Invalid ShortCode"}' }, 'forbidden'],
  ])('%j is %s', async (said, kind) => {
    expect(await failWith(said)).toMatchObject({ ok: false, error: { kind } })
  })

  test('an answer without an end is cut off', async () => {
    expect(await failWith({ text: `{"a":"${'x'.repeat(11_000_000)}"}` })).toMatchObject({
      ok: false,
      error: { kind: 'unreadable', detail: 'M-Pesa’s answer cannot be read: it does not end.'.replace('’', "'") },
    })
  })

  test('no word of a refusal is passed on but its code and its number', async () => {
    const answer = await failWith({
      status: 500,
      text: '{"requestId":"r-77","errorCode":"500.003.1001","errorMessage":"for Bearer token-1 of ADA"}',
    })
    expect(answer).toEqual({
      ok: false,
      error: { kind: 'unavailable', retryAfterMs: null, detail: 'M-Pesa answered 500 500.003.1001 (request r-77).' },
    })
  })

  test('an app that was not given the product is told apart from one whose token ran out', async () => {
    const { provider, way, faults } = await openMpesa()
    faults.set('no-permission')
    expect(await provider.listPage('payments', fromStart(), way)).toMatchObject({ ok: false, error: { kind: 'forbidden' } })
  })
})

describe('a row that cannot be read', () => {
  const SOUND = { transactionId: 'TKL1AB2CD3', trxDate: '2026-11-20T10:45:00Z', amount: '1.00' }

  test.each([
    [{ ...SOUND, transactionId: undefined }],
    [{ ...SOUND, transactionId: 'a b' }],
    [{ ...SOUND, trxDate: 'yesterday' }],
    [{ ...SOUND, trxDate: '2026-02-30T10:45:00Z' }],
    [{ ...SOUND, amount: 'ten' }],
    [{ ...SOUND, amount: '0.00' }],
    [{ ...SOUND, amount: '-5' }],
    [{ ...SOUND, amount: '1.005' }],
    [{ ...SOUND, sender: {} }],
    [{ ...SOUND, billreference: [1] }],
  ])('is parked, and stops no other: %j', async (row) => {
    const rows = [row, { ...SOUND, transactionId: 'TKL1AB2CD4' }]
    const { provider } = await answerWith((path) =>
      path === PULL ? { text: JSON.stringify({ ResponseCode: 1000, Response: [rows] }) } : null,
    )
    const page = get(await provider.listPage('payments', fromStart(), freely()))
    expect(page.objects).toMatchObject([{ ref: 'TKL1AB2CD4', content: { amount: 100 } }])
    expect(page.unreadable).toMatchObject([
      { kind: 'payment', reason: expect.stringMatching(/^M-Pesa's answer cannot be read: its? .*\.$/) },
    ])
  })
})

describe('the line', () => {
  test.each([
    ['error-page', 'unavailable'],
    ['reset', 'unavailable'],
    ['lost-answer', 'unavailable'],
    ['truncated-gzip', 'unreadable'],
    ['truncated-json', 'unreadable'],
  ] as const)('%s is %s, and over when it is over', async (fault, kind) => {
    const { provider, way, faults, pay } = await openMpesa()
    pay()
    get(await provider.identify(way))
    faults.set(fault)
    expect(await provider.listPage('payments', fromStart(), way)).toMatchObject({ ok: false, error: { kind } })
    faults.clear()
    expect(get(await provider.listPage('payments', fromStart(), way)).objects).toHaveLength(1)
  })

  test.each(['GET', 'POST'])('a reset of a pull by %s is no crash', async (pullMethod) => {
    const opened = await openMpesa({ settings: { pullMethod: pullMethod as 'GET' | 'POST' }, connection: { pullMethod } })
    get(await opened.provider.identify(opened.way))
    opened.faults.set('reset')
    expect(await opened.provider.listPage('payments', fromStart(), opened.way)).toMatchObject({ ok: false, error: { kind: 'unavailable' } })
  })

  test('a slow drip comes whole', async () => {
    const opened = await openMpesa()
    const receipts = Array.from({ length: 20 }, () => opened.pay())
    opened.faults.set('slow-drip')
    expect(get(await opened.provider.listPage('payments', fromStart(), opened.way)).objects).toHaveLength(receipts.length)
  })

  test.each(['GET', 'POST'])('a stall by %s ends when it is stopped', async (pullMethod) => {
    const opened = await openMpesa({ settings: { pullMethod: pullMethod as 'GET' | 'POST' }, connection: { pullMethod } })
    get(await opened.provider.identify(opened.way))
    opened.faults.set('stall')
    const waiting = opened.provider.listPage('payments', fromStart(), opened.way)
    const met = async () => (opened.faults.counts().stall ?? 0) > 0
    while (!(await met())) await new Promise((resolve) => setImmediate(resolve))
    opened.stop.abort()
    expect(await waiting).toEqual({ ok: false, error: { kind: 'cancelled', detail: 'It was stopped.' } })
  })

  test.each(['GET', 'POST'] as const)('no answer in time to a %s is no answer', async (method) => {
    const { server, faults, way } = await openMpesa()
    faults.set('stall')
    const asked = sendRequest({ method, url: server.baseUrl, headers: {}, body: '{}' }, AbortSignal.timeout(20))
    const error: unknown = await asked.catch((reason: unknown) => reason)
    const detail = 'M-Pesa could not be reached: no answer in time.'
    expect(toProviderError(error, way.signal)).toEqual({ kind: 'unavailable', retryAfterMs: null, detail })
  })

  test('nothing at that address', async () => {
    const { server, way } = await openMpesa()
    await server.stop()
    const provider = connectMpesa(KEY, 'test', server.baseUrl, { shortCode: SHORT_CODE })
    const detail = 'M-Pesa could not be reached: nothing answers at that address.'
    expect(await provider.identify(way)).toEqual({ ok: false, error: { kind: 'unavailable', retryAfterMs: null, detail } })
  })
})

describe('a list that does not end', () => {
  test.each(['repeated-page'] as const)('%s is refused', async (fault) => {
    const opened = await openMpesa({ settings: { pageSize: 2 } })
    for (let index = 0; index < 6; index++) opened.pay()
    opened.pass(MINUTE)
    const first = get(await opened.provider.listPage('payments', fromStart(), opened.way))
    opened.faults.set(fault)
    expect(await opened.provider.listPage('payments', fromStart(first.next), opened.way)).toMatchObject({
      ok: false,
      error: { kind: 'unreadable', detail: expect.stringContaining('the page before once more') },
    })
  })

  test('an empty page is the last', async () => {
    const opened = await openMpesa()
    opened.pay()
    opened.faults.set('empty-page')
    expect(get(await opened.provider.listPage('payments', fromStart(), opened.way))).toMatchObject({ objects: [], next: null })
  })
})
