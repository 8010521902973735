import { describe, expect, test } from 'vitest'
import { createMpesaClient } from '../../../../src-main/providers/mpesa/createMpesaClient.ts'
import type { MpesaSettings } from '../../../../src-main/providers/mpesa/mpesaKey.ts'
import { type FrozenPush, freezePush, type PushAsk, pushPayment } from '../../../../src-main/providers/mpesa/pushPayment.ts'
import { freely } from '../../../fixtures/freely.ts'
import { APP, at, get, HOUR, KEY, MINUTE, openMpesa, PHONE, SECOND, SHORT_CODE } from '../../sandbox/mpesa/openMpesa.ts'
import { answerWith, type Scripted } from './answerWith.ts'

const PUSH = '/mpesa/stkpush/v1/processrequest'
const QUERY = '/mpesa/stkpushquery/v1/query'
const SETTINGS: MpesaSettings = { shortCode: SHORT_CODE, till: null, pullMethod: 'POST', callbackUrl: null }
const ASK: PushAsk = {
  phone: '0708 374 149',
  amount: { amount: 450_000, currency: 'KES' },
  reference: 'INV1001',
  description: 'Pro, a month',
  callbackUrl: 'https://tierdesk.example/nothing',
}

function freeze(ask: Partial<PushAsk> = {}, settings: Partial<MpesaSettings> = {}): FrozenPush {
  const frozen = freezePush({ ...ASK, ...ask }, { ...SETTINGS, ...settings })
  if ('refused' in frozen) throw new Error(frozen.refused)
  return frozen
}

async function openPush(options: Parameters<typeof openMpesa>[0] = {}) {
  const opened = await openMpesa(options)
  const push = (ask: Partial<PushAsk> = {}, settings: Partial<MpesaSettings> = {}, passkey: string | null = APP.passkey) =>
    pushPayment(opened.client, passkey, freeze(ask, settings), opened.way)
  const start = async (ask: Partial<PushAsk> = {}) => {
    const outcome = await push(ask)
    if (outcome.kind !== 'accepted') throw new Error(outcome.error.detail)
    return outcome.ref
  }
  const query = async (ref: string) => get(await opened.provider.fetchObject('push', ref, opened.way)).object
  return { ...opened, push, start, query }
}

describe('what became of a push', () => {
  test('it is pending in both of the ways in which that is told, and then paid', async () => {
    const { start, query, pass, mpesa } = await openPush()
    const ref = await start()
    const forms = new Set<string | null>()
    for (let seconds = 0; seconds < 20; seconds += 5) {
      if (seconds === 5) mpesa.act('pushes.answer', { answer: 'pays' }, ref)
      const object = await query(ref)
      expect(object).toMatchObject({ kind: 'push', ref, content: { status: 'pending' } })
      forms.add(object.kind === 'push' ? object.content.code : 'no push')
      pass(5 * SECOND)
    }
    expect(forms).toEqual(new Set([null, '4999']))
    expect(await query(ref)).toMatchObject({
      ...{ kind: 'push', ref, customer: null, partOf: null, createdAt: at('2026-11-20T07:45:00Z') },
      content: { status: 'succeeded', code: '0', reason: 'The service request is processed successfully.' },
    })
  })

  test.each([
    ['cancels', 'failed', '1032'],
    ['wrong-pin', 'failed', '2001'],
    ['no-money', 'failed', '1'],
    ['times-out-but-pays', 'unknown', '1037'],
    ['unreachable', 'unknown', '1037'],
  ])('a payer who %s makes it %s', async (answer, status, code) => {
    const { start, query, pass, mpesa } = await openPush()
    const ref = await start()
    mpesa.act('pushes.answer', { answer }, ref)
    pass(21 * SECOND)
    expect(await query(ref)).toMatchObject({ content: { status, code } })
    expect(mpesa.world.entries.filter(({ kind }) => kind === 'payment')).toHaveLength(answer === 'times-out-but-pays' ? 1 : 0)
  })

  test('a payer who does nothing has not failed to pay', async () => {
    const { start, query, pass } = await openPush()
    const ref = await start()
    pass(59 * SECOND)
    expect(await query(ref)).toMatchObject({ content: { status: 'pending' } })
    pass(2 * SECOND)
    expect(await query(ref)).toMatchObject({ content: { status: 'unknown', code: '1037' } })
  })

  test.each([
    ['0', 'succeeded'],
    ['4999', 'pending'],
    ...['1', '2', '3', '4', '8', '17', '26', '1001', '1019', '1025', '1032', '2001', '2028', '8006', 'SFC_IC0003'].map((code) => [
      code,
      'failed',
    ]),
    ...['1037', '9999', '31337', 'X_NEW', '00', 'constructor'].map((code) => [code, 'unknown']),
  ])('the code %s is %s, as text and as a number', async (code = '', status) => {
    for (const told of Number.isNaN(Number(code)) || code === '00' ? [code] : [code, Number(code)]) {
      const { provider } = await answerWith((path) =>
        path === QUERY ? { text: JSON.stringify({ ResponseCode: '0', ResultCode: told }) } : null,
      )
      expect(get(await provider.fetchObject('push', 'ws_CO_1', freely())).object).toMatchObject({ content: { status, code, reason: null } })
    }
  })

  test('a push whose id tells no time is as old as its first answer', async () => {
    const { provider } = await answerWith((path) =>
      path === QUERY ? { text: '{"ResultCode":"4999"}', headers: { date: 'Fri, 20 Nov 2026 08:00:00 GMT' } } : null,
    )
    expect(get(await provider.fetchObject('push', 'ws_CO_99', freely())).object).toMatchObject({ createdAt: at('2026-11-20T08:00:00Z') })
  })

  test.each<[Scripted, string]>([
    [{ status: 500, text: '{"errorCode":"500.001.1001","errorMessage":"Wrong credentials"}' }, 'forbidden'],
    [{ status: 500, text: '{"errorCode":"500.001.1001","errorMessage":"Merchant does not exist"}' }, 'forbidden'],
    [{ status: 500, text: '{"errorCode":"500.001.1001","errorMessage":"Unable to lock subscriber"}' }, 'rate-limited'],
    [{ status: 500, text: '{"errorCode":"500.001.1001","errorMessage":"The transaction does not exist"}' }, 'missing'],
    [{ status: 500, text: '{"errorCode":"500.001.1001","errorMessage":"Something else"}' }, 'unavailable'],
    [{ status: 500, text: '{"errorCode":"500.003.02","errorMessage":"System is busy"}' }, 'rate-limited'],
    [{ status: 500, text: '<html>' }, 'unavailable'],
    [{ status: 400, text: '{"errorCode":"400.002.02","errorMessage":"Bad Request - Invalid CheckoutRequestID"}' }, 'missing'],
    [{ text: '<html>' }, 'unreadable'],
    [{ text: '{"ResponseCode":"0"}' }, 'unreadable'],
    [{ text: '{"ResponseCode":"0","ResultCode":{}}' }, 'unreadable'],
    [{ text: '{"ResultCode":"0","CheckoutRequestID":"ws_CO_2"}' }, 'unreadable'],
  ])('%j says nothing of the payer: %s', async (said, kind) => {
    const { provider } = await answerWith((path) => (path === QUERY ? said : null))
    expect(await provider.fetchObject('push', 'ws_CO_1', freely())).toMatchObject({ ok: false, error: { kind } })
  })

  test('without the passkey it cannot be asked for, and with a wrong one it is refused', async () => {
    const { connect, way, start } = await openPush()
    const ref = await start()
    const [key, secret] = KEY.split(':')
    expect(await connect(`${key}:${secret}`).fetchObject('push', ref, way)).toMatchObject({ ok: false, error: { kind: 'forbidden' } })
    expect(await connect(`${key}:${secret}:another`).fetchObject('push', ref, way)).toMatchObject({
      ok: false,
      error: { kind: 'forbidden' },
    })
  })

  test('one that nobody knows any more is missing', async () => {
    const { start, pass, provider, way } = await openPush()
    const ref = await start()
    pass(25 * HOUR)
    expect(await provider.fetchObject('push', ref, way)).toMatchObject({ ok: false, error: { kind: 'missing' } })
  })

  test('nothing that is made of the passkey is kept', async () => {
    const { start, query } = await openPush()
    const { json } = (await query(await start())) as { json: string }
    expect(json).not.toMatch(/pass/i)
    expect(Buffer.from(json, 'base64').toString()).not.toContain(APP.passkey)
  })
})

describe('asking somebody to pay', () => {
  test('a request is frozen without the passkey, and in whole shillings', () => {
    expect(freeze()).toEqual({
      ...{ BusinessShortCode: SHORT_CODE, TransactionType: 'CustomerPayBillOnline', Amount: '4500', PartyA: PHONE, PartyB: SHORT_CODE },
      ...{ PhoneNumber: PHONE, CallBackURL: ASK.callbackUrl, AccountReference: 'INV1001', TransactionDesc: 'Pro, a month' },
    })
    expect(freeze({}, { till: '5123456' })).toMatchObject({ TransactionType: 'CustomerBuyGoodsOnline', PartyB: '5123456' })
  })

  test.each<[Partial<PushAsk>, string]>([
    [{ phone: '+234 803 000 0000' }, 'mobile number'],
    [{ phone: '2547*****149' }, 'mobile number'],
    [{ amount: { amount: 450_000, currency: 'NGN' } }, 'Kenyan shillings'],
    [{ amount: { amount: 450_050, currency: 'KES' } }, 'whole shillings'],
    [{ amount: { amount: 0, currency: 'KES' } }, '1 to 250000'],
    [{ amount: { amount: 25_000_100, currency: 'KES' } }, '1 to 250000'],
    [{ reference: 'INVOICE-10001' }, 'reference'],
    [{ reference: '' }, 'reference'],
    [{ description: '' }, 'description'],
    [{ callbackUrl: 'http://tierdesk.example/' }, 'callback'],
  ])('%j is refused before anything is sent', (ask, why) => {
    expect(freezePush({ ...ASK, ...ask }, SETTINGS)).toEqual({ refused: expect.stringContaining(why) })
  })

  test('it is asked once, and the answer names the push', async () => {
    const { push, mpesa, server } = await openPush()
    const outcome = await push()
    expect(outcome).toEqual({ kind: 'accepted', ref: [...mpesa.world.pushes.keys()][0] })
    expect(server.counts.get(`POST ${PUSH}`)).toBe(1)
    expect(mpesa.pushes()).toEqual(new Map([['INV1001', 1]]))
  })

  test('a phone that is being asked is not asked again', async () => {
    const { push, pass, mpesa } = await openPush()
    await push()
    expect(await push()).toMatchObject({ kind: 'refused', code: '500.001.1001', error: { kind: 'rate-limited', scope: 'object' } })
    pass(MINUTE)
    expect(await push()).toMatchObject({ kind: 'accepted' })
    expect(mpesa.pushes()).toEqual(new Map([['INV1001', 2]]))
  })

  test('a token that was ended asks nobody, and is not tried a second time', async () => {
    const { push, server, mpesa, client, way } = await openPush()
    await client.enter(way)
    server.takeOver()
    expect(await push()).toMatchObject({ kind: 'turned-away', error: { kind: 'unavailable' } })
    expect(mpesa.world.pushes.size).toBe(0)
    expect(await push()).toMatchObject({ kind: 'accepted' })
  })

  test.each(['lost-answer', 'reset', 'truncated-json', 'error-page', 'truncated-gzip'] as const)(
    'an answer that did not come whole (%s) leaves it unknown whether anybody was asked',
    async (fault) => {
      const { push, faults, client, way } = await openPush()
      await client.enter(way)
      faults.set(fault)
      expect(await push()).toMatchObject({ kind: 'unknown' })
    },
  )

  test('one that is stopped on the way is unknown too', async () => {
    const { push, faults, client, way, stop, mpesa } = await openPush()
    await client.enter(way)
    faults.set('stall')
    const waiting = push()
    while (faults.counts().stall === undefined) await new Promise((resolve) => setImmediate(resolve))
    stop.abort()
    expect(await waiting).toMatchObject({ kind: 'unknown', error: { kind: 'cancelled' } })
    expect(mpesa.world.pushes.size).toBe(0)
  })

  test.each<[Scripted, string]>([
    [{ status: 400, text: '{"errorCode":"400.002.02","errorMessage":"Bad Request - Invalid PhoneNumber"}' }, 'refused'],
    [{ status: 429, text: '' }, 'turned-away'],
    [{ status: 500, text: '{"errorCode":"500.003.02","errorMessage":"System is busy"}' }, 'turned-away'],
    [{ status: 500, text: '{"errorCode":"500.003.1001","errorMessage":"Internal Server Error"}' }, 'unknown'],
    [{ status: 500, text: '{"errorCode":"500.001.1001","errorMessage":"Wrong credentials"}' }, 'refused'],
    [{ status: 500, text: '{"errorCode":"500.001.1001","errorMessage":"Something new"}' }, 'unknown'],
    [{ status: 503, text: '' }, 'unknown'],
    [{ status: 302, text: '' }, 'unknown'],
    [{ text: '' }, 'unknown'],
    [{ text: '{}' }, 'unknown'],
    [{ text: '{"ResponseCode":"1"}' }, 'refused'],
    [{ text: '{"ResponseCode":"0"}' }, 'unknown'],
    [{ text: '{"ResponseCode":{},"CheckoutRequestID":"ws_CO_1"}' }, 'unknown'],
  ])('%j leaves it %s', async (said, kind) => {
    const { baseUrl, asked } = await answerWith((path) => (path === PUSH ? said : null))
    const client = createMpesaClient(APP, baseUrl, () => 0)
    expect(await pushPayment(client, APP.passkey, freeze(), freely())).toMatchObject({ kind })
    expect(asked.filter((path) => path === PUSH)).toHaveLength(1)
  })

  test('without a passkey, or without a token, nothing is sent', async () => {
    const { push, faults, mpesa } = await openPush()
    expect(await push({}, {}, null)).toMatchObject({ kind: 'refused', error: { kind: 'forbidden' } })
    faults.set('revoked-key')
    expect(await push()).toMatchObject({ kind: 'turned-away', error: { kind: 'unauthorized' } })
    expect(mpesa.world.pushes.size).toBe(0)
  })
})
