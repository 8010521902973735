import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { OrderOf } from '../../../../../src-main/domain/actions/order.ts'
import type { ActingProvider } from '../../../../../src-main/providers/acting.ts'
import { connectMpesa } from '../../../../../src-main/providers/mpesa/connectMpesa.ts'
import { PROVIDER_ACTIONS } from '../../../../../src-shared/model/action.ts'
import { freely } from '../../../../fixtures/freely.ts'
import { APP, get, KEY, MINUTE, openMpesa, PHONE, SHORT_CODE } from '../../../sandbox/mpesa/openMpesa.ts'
import { answerWith } from '../answerWith.ts'

const PUSH = '/mpesa/stkpush/v1/processrequest'
const CALLBACK = 'https://quota.example/paid'
const NO_PASSKEY = KEY.split(':').slice(0, 2).join(':')
const PUSHED = `${PHONE} INV1001`

type Push = OrderOf<'payment.push'>

const ORDER: Push = {
  kind: 'payment.push',
  ...{ phone: '0708 374 149', amount: { amount: 450_000, currency: 'KES' }, reference: 'INV1001', description: 'Pro, a month' },
}

function freeze({ acting }: ActingProvider, more: Partial<Push> = {}): string {
  const frozen = acting.freeze({ ...ORDER, ...more }, { action: 'act-1', at: 0 as Parameters<typeof acting.freeze>[1]['at'] })
  if (!frozen.ok) throw new Error(frozen.reason)
  return frozen.request
}

/** M-Pesa behind its socket, connected so that it may ask phones. */
async function open(options: Parameters<typeof openMpesa>[0] = {}) {
  const opened = await openMpesa({ ...options, connection: { callbackUrl: CALLBACK, ...options.connection } })
  const { provider, way, mpesa } = opened
  const send = (more: Partial<Push> = {}) => provider.acting.send(freeze(provider, more), 'key-1', way)
  return { ...opened, acting: provider.acting, send, asked: () => Object.fromEntries(mpesa.asked()) }
}

function connect(key: string, settings: Record<string, string> = {}) {
  return connectMpesa(key, 'test', 'http://127.0.0.1:1', { shortCode: SHORT_CODE, ...settings }).acting
}

describe('what can be done', () => {
  test('is asking a phone, and for anything else there is a reason', () => {
    const acting = connect(KEY, { callbackUrl: CALLBACK })
    expect(PROVIDER_ACTIONS.filter((kind) => acting.findObstacle(kind) === null)).toEqual(['payment.push'])
    expect(acting.findObstacle('payment.refund')).toMatch(/organisation portal/)
    const refund = { kind: 'payment.refund', payment: 'T1', amount: ORDER.amount, cause: 'requested' } as const
    const frozen = acting.freeze(refund, { action: 'act-1', at: 0 as never })
    expect(frozen).toEqual({ ok: false, reason: acting.findObstacle('payment.refund') })
  })

  test.each([
    [NO_PASSKEY, {}, /passkey.*callback address/],
    [NO_PASSKEY, { callbackUrl: CALLBACK }, /with the passkey/],
    [KEY, {}, /callback address/],
  ])('says what to set, and freezes nothing until it is set (%#)', async (key, settings, reason) => {
    const acting = connect(key, settings)
    expect(acting.findObstacle('payment.push')).toMatch(reason)
    expect(acting.freeze(ORDER, { action: 'act-1', at: 0 as never })).toEqual({ ok: false, reason: acting.findObstacle('payment.push') })
    expect(get(await acting.probe(freely()))).toEqual({ pushes: false })
  })

  test('is known without a request', async () => {
    expect(get(await connect(KEY, { callbackUrl: CALLBACK }).probe(freely()))).toEqual({ pushes: true })
  })

  test.each([
    'http://quota.example/',
    'https://localhost/',
    'https://10.0.0.1/x',
    'https://quota.example/mpesa',
    'https://webhook.site/1',
    'no',
  ])('a callback address that Safaricom would refuse is refused when it is set: %s', (callbackUrl) => {
    expect(() => connect(KEY, { callbackUrl })).toThrow(expect.objectContaining({ code: 'usage' }))
  })

  test('nothing is known for the same, and nobody can look it up', () => {
    const acting = connect(KEY)
    expect([acting.sameKeyForMs, acting.lookUp, acting.findLink, acting.preview]).toEqual([0, undefined, undefined, undefined])
  })
})

describe('a frozen push', () => {
  test('is of whole shillings, and holds nothing of the key', async () => {
    const { provider } = await open()
    const request = freeze(provider)
    expect(JSON.parse(request)).toEqual({
      ...{ BusinessShortCode: SHORT_CODE, TransactionType: 'CustomerPayBillOnline', Amount: '4500', PartyA: PHONE, PartyB: SHORT_CODE },
      ...{ PhoneNumber: PHONE, CallBackURL: CALLBACK, AccountReference: 'INV1001', TransactionDesc: 'Pro, a month' },
    })
    for (const part of Object.values(APP)) expect(request).not.toContain(part)
    expect(request).not.toMatch(/password|timestamp/i)
  })

  test.each<[Partial<Push>, RegExp]>([
    [{ amount: { amount: 450_050, currency: 'KES' } }, /whole shillings/],
    [{ amount: { amount: 450_000, currency: 'NGN' } }, /Kenyan shillings/],
    [{ amount: { amount: 25_000_100, currency: 'KES' } }, /1 to 250000/],
    [{ phone: '+234 803 000 0000' }, /mobile number/],
    [{ reference: 'INVOICE-10001' }, /reference/],
  ])('%j cannot be', async (more, reason) => {
    const { acting } = await open()
    const frozen = acting.freeze({ ...ORDER, ...more }, { action: 'act-1', at: 0 as never })
    expect(frozen).toEqual({ ok: false, reason: expect.stringMatching(reason) })
  })

  test.each([
    ['Estate management, professional', 'Estate manage'],
    ['Café – annual', 'Cafe  annual'],
    ['日本', 'Payment'],
    ['  ', 'Payment'],
  ])('the caption %j is shown as %j', async (description, shown) => {
    const { provider, send, asked } = await open()
    expect(JSON.parse(freeze(provider, { description }))).toMatchObject({ TransactionDesc: shown })
    expect(await send({ description })).toMatchObject({ kind: 'accepted' })
    expect(asked()).toEqual({ [PUSHED]: 1 })
  })
})

describe('a push', () => {
  test('that is accepted asks the phone once, and names what the mirror has to see', async () => {
    const { send, asked, mpesa, provider, way } = await open()
    const ref = expect.stringMatching(/^ws_CO_/)
    const sent = await send()
    expect(sent).toEqual({ kind: 'accepted', ref, touched: [{ kind: 'push', ref }], link: null })
    expect(asked()).toEqual({ [PUSHED]: 1 })
    const [id = ''] = mpesa.world.pushes.keys()
    expect(sent).toMatchObject({ ref: id })
    expect(get(await provider.fetchObject('push', id, way)).object).toMatchObject({ kind: 'push', ref: id })
  })

  test('to a till goes to the till', async () => {
    const { send, mpesa, pass } = await open({ till: '5123456' })
    expect(await send()).toMatchObject({ kind: 'accepted' })
    pass(MINUTE)
    expect([...mpesa.world.pushes.values()]).toMatchObject([{ fault: null }])
  })

  test('to a phone that is being asked is refused', async () => {
    const { send, asked } = await open()
    await send()
    const reason = expect.stringContaining('taken by another prompt')
    expect(await send()).toEqual({ kind: 'refused', reason, code: '500.001.1001', lacksPermission: false })
    expect(asked()).toEqual({ [PUSHED]: 1 })
  })

  test('with a wrong passkey is refused, as what the key may not', async () => {
    const { send, asked } = await open({ key: `${NO_PASSKEY}:another` })
    expect(await send()).toMatchObject({ kind: 'refused', lacksPermission: true, reason: expect.stringContaining('passkey') })
    expect(asked()).toEqual({})
  })

  test('of an app without the product is refused, as what the key may not', async () => {
    const { send, faults } = await open()
    faults.set('no-permission', { path: PUSH })
    expect(await send()).toMatchObject({ kind: 'refused', lacksPermission: true, reason: expect.stringContaining('product') })
  })

  test.each([
    ['PhoneNumber', /phone number/],
    ['CallBackURL', /callback address/],
    ['AccountReference', /reference/],
    ['Nonsense', /400\.002\.02/],
  ])('whose %s is not taken says so', async (field, reason) => {
    const text = JSON.stringify({ errorCode: '400.002.02', errorMessage: `Bad Request - Invalid ${field}` })
    const { baseUrl } = await answerWith((path) => (path === PUSH ? { status: 400, text } : null))
    const provider = connectMpesa(KEY, 'test', baseUrl, { shortCode: SHORT_CODE, callbackUrl: CALLBACK })
    const sent = await provider.acting.send(freeze(provider), 'key-1', freely())
    expect(sent).toEqual({ kind: 'refused', reason: expect.stringMatching(reason), code: '400.002.02', lacksPermission: false })
  })

  test.each([429, 500] as const)('that comes too soon after another is turned away (%i), and may be sent again', async (status) => {
    const { send, asked, passWallMs } = await open({ limits: { perMinute: 5, status } })
    await send({ phone: '0708374150' })
    expect(await send()).toMatchObject({ kind: 'turned-away', error: { kind: 'rate-limited', scope: 'endpoint' } })
    expect(asked()).not.toHaveProperty(PUSHED)
    passWallMs(12_000)
    expect(await send()).toMatchObject({ kind: 'accepted' })
    expect(asked()[PUSHED]).toBe(1)
  })

  test('is turned away by a key that is not taken, and by a token that another program ended', async () => {
    const { send, faults, server, client, way, asked } = await open()
    faults.set('revoked-key')
    expect(await send()).toMatchObject({ kind: 'turned-away', error: { kind: 'unauthorized' } })
    faults.clear()
    await client.enter(way)
    expect(await send()).toMatchObject({ kind: 'accepted' })
    server.takeOver()
    expect(await send({ phone: '0708374150' })).toMatchObject({ kind: 'turned-away', error: { kind: 'unavailable' } })
    expect(asked()).toEqual({ [PUSHED]: 1 })
  })

  test.each(['lost-answer', 'reset', 'truncated-json', 'truncated-gzip', 'unanswered'] as const)(
    'whose answer is lost on its way (%s) is lost, with the question on the phone',
    async (fault) => {
      const { send, faults, stop, asked, token } = await open()
      faults.set(fault, { path: PUSH })
      const sending = send()
      if (fault === 'unanswered') {
        while (asked()[PUSHED] === undefined) await new Promise((resolve) => setImmediate(resolve))
        // An answer would have come by the time that others have come and gone.
        for (let index = 0; index < 5; index++) await token()
        stop.abort()
      }
      expect(await sending).toMatchObject({ kind: 'lost' })
      expect(asked()).toEqual({ [PUSHED]: 1 })
    },
  )

  test.each(['stall', 'error-page'] as const)(
    'that meets a %s is lost too, though nobody is asked: who sent it cannot tell',
    async (fault) => {
      const { send, faults, stop, asked } = await open()
      faults.set(fault, { path: PUSH })
      const sending = send()
      while (faults.counts()[fault] === undefined) await new Promise((resolve) => setImmediate(resolve))
      if (fault === 'stall') stop.abort()
      expect(await sending).toMatchObject({ kind: 'lost' })
      expect(asked()).toEqual({})
    },
  )

  test.each([
    { PhoneNumber: undefined },
    { PhoneNumber: 254708374149 },
    { Amount: '4500.5' },
    { Amount: '-1' },
    { TransactionType: 'BusinessPayment' },
    { CallBackURL: 'http://quota.example/paid' },
    { Extra: 'x' },
  ])('of a request that was not frozen here asks nobody (%#)', async (change) => {
    const { provider, way, asked } = await open()
    const request = JSON.stringify({ ...JSON.parse(freeze(provider)), ...change })
    await expect(provider.acting.send(request, 'key-1', way)).rejects.toThrow()
    expect(asked()).toEqual({})
  })

  test('that was stopped before its turn came asked nobody, and may be sent again', async () => {
    const { acting, provider, asked } = await open()
    const stop = new AbortController()
    const admit = async (endpoint: string) => (endpoint === PUSH ? stop.abort() : undefined)
    const sent = await acting.send(freeze(provider), 'key-1', { signal: stop.signal, admit })
    expect(sent).toMatchObject({ kind: 'turned-away', error: { kind: 'cancelled' } })
    expect(asked()).toEqual({})
  })

  test('over a line that does not open asked nobody, also where its token is good still', async () => {
    const server = createServer((_, response) => {
      response.setHeader('connection', 'close')
      response.end('{"access_token":"token-1","expires_in":3599}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    const { port } = server.address() as AddressInfo
    const provider = connectMpesa(KEY, 'test', `http://127.0.0.1:${port}`, { shortCode: SHORT_CODE, callbackUrl: CALLBACK })
    expect(await provider.identify(freely())).toMatchObject({ ok: true })
    await new Promise<void>((resolve) => server.close(() => resolve()))
    const sent = await provider.acting.send(freeze(provider), 'key-1', freely())
    expect(sent).toMatchObject({ kind: 'turned-away', error: { kind: 'unavailable' } })
  })

  test('says nothing of the key in whatever comes of it', async () => {
    const { send, acting, provider, way } = await open()
    const told = JSON.stringify([freeze(provider), await send(), await send(), await acting.send(freeze(provider), 'key-1', way)])
    for (const part of Object.values(APP)) expect(told).not.toContain(part)
    // What stands for the passkey begins so.
    expect(told).not.toContain(Buffer.from(`${SHORT_CODE}${APP.passkey}`).toString('base64').slice(0, 20))
  })
})
