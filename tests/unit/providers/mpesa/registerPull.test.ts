import { describe, expect, test } from 'vitest'
import { freely, fromStart } from '../../../fixtures/freely.ts'
import { get, openMpesa, SHORT_CODE } from '../../sandbox/mpesa/openMpesa.ts'
import { answerWith } from './answerWith.ts'

const REGISTER = '/pulltransactions/v1/register'
const CALLBACK = 'https://shop.example.co.ke/paid'
const ASK = { phone: '0712 345 678', callback: CALLBACK }

/** What a registration is answered with. */
async function answerRegister(status: number, body: object | string) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const { provider } = await answerWith((path) => (path === REGISTER ? { status, text } : null))
  return provider.register?.(ASK, freely())
}

describe('a short code is registered', () => {
  test('once, and its list is given from then on; once more it was before', async () => {
    const { provider, mpesa, way } = await openMpesa({ isPullRegistered: false })
    const refused = await provider.listPage('payments', fromStart(), way)
    expect(refused).toMatchObject({ ok: false, error: { kind: 'forbidden', isUnregistered: true } })
    expect(await provider.register?.(ASK, way)).toEqual({ ok: true, value: { isNew: true } })
    expect(mpesa.world.nominated).toBe('254712345678')
    expect(mpesa.journal().at(-1)?.params).toEqual({
      ...{ ShortCode: SHORT_CODE, RequestType: 'Pull' },
      ...{ NominatedNumber: '254712345678', CallBackURL: CALLBACK },
    })
    expect(get(await provider.listPage('payments', fromStart(), way)).objects).toEqual([])
    expect(await provider.register?.(ASK, way)).toEqual({ ok: true, value: { isNew: false } })
  })

  test.each([
    [{ ResponseRefID: 'p-1', ResponseStatus: '1000', ResponseDescription: 'ShortCode Registered Successfully' }, true],
    [{ ResponseRefID: 'p-1', ResponseStatus: '1001', ResponseDescription: 'ShortCode already Registered' }, false],
    [{ ResponseStatus: 1001 }, false],
    [{ ResponseCode: '1000' }, true],
  ])('by %j', async (body, isNew) => {
    expect(await answerRegister(200, body)).toEqual({ ok: true, value: { isNew } })
  })
})

describe('what else is answered says what to do', () => {
  const said = (code: string, message: string) => ({ requestId: 'r-9', errorCode: code, errorMessage: message })

  test.each<[number, object | string, string, RegExp]>([
    [200, { ResponseStatus: '2000' }, 'unreadable', /does not say whether/],
    [200, '<html>', 'unreadable', /does not say whether/],
    [400, said('400.001', 'Bad Request'), 'forbidden', /^M-Pesa does not register short code 600123: it must be live.*\(request r-9\)\.$/],
    [400, said('400.002.02', 'Bad Request - Invalid ShortCode'), 'forbidden', /short code 600123/],
    [400, said('400.002.02', 'Bad Request - Invalid NominatedNumber'), 'forbidden', /nominate the Safaricom line/],
    [400, said('400.002.02', 'Bad Request - Invalid CallBackURL'), 'forbidden', /another https address/],
    [403, '', 'forbidden', /have Safaricom add that product/],
    [404, said('404.001.01', 'Resource not found'), 'forbidden', /have Safaricom add that product/],
    [400, said('400.009', 'Something'), 'unreadable', /400 400\.009/],
    [503, '', 'unavailable', /503/],
    [429, '', 'rate-limited', /fewer requests/],
  ])('%i %j', async (status, body, kind, words) => {
    expect(await answerRegister(status, body)).toMatchObject({ ok: false, error: { kind, detail: expect.stringMatching(words) } })
  })
})

describe('what Safaricom would not take is refused before anything is sent', () => {
  test.each([
    ['http://shop.example.co.ke/paid', 'is no https address'],
    ['shop.example.co.ke', 'is no https address'],
    ['', 'is no https address'],
    ['https://ada:lovelace@shop.example.co.ke/', 'a name or password'],
    ['https://localhost/paid', 'nobody outside can reach'],
    ['https://till.local/paid', 'nobody outside can reach'],
    ['https://till/paid', 'nobody outside can reach'],
    ['https://127.0.0.1/paid', 'nobody outside can reach'],
    ['https://2130706433/paid', 'nobody outside can reach'],
    ['https://10.1.2.3/paid', 'nobody outside can reach'],
    ['https://172.31.0.1/paid', 'nobody outside can reach'],
    ['https://192.168.1.1/paid', 'nobody outside can reach'],
    ['https://169.254.169.254/paid', 'nobody outside can reach'],
    ['https://[::1]/paid', 'nobody outside can reach'],
    ['https://abc.ngrok-free.app/paid', 'leads to others'],
    ['https://webhook.site/1234', 'leads to others'],
    ['https://shop.example.co.ke/MPESA', '“mpesa”'],
    ['https://safaricom.example.co.ke/paid', '“safaricom”'],
    ['https://shop.example.co.ke/?sql=1', '“sql”'],
    ['https://shop.example.co.ke/Query', '“query”'],
    ['https://cmd.example.co.ke/', '“cmd”'],
    ['https://shop.example.co.ke/paid.exe', '“exe”'],
  ])('%s', async (callback, words) => {
    const { provider, asked } = await answerWith(() => null)
    await expect(provider.register?.({ ...ASK, callback }, freely())).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(words),
    })
    expect(asked).toEqual([])
  })

  test.each(['https://8.8.8.8/paid', 'https://172.32.0.1/paid', 'https://annie.example.co.ke/paid?a=1'])(
    '%s is taken',
    async (callback) => {
      const { provider, way } = await openMpesa({ isPullRegistered: false })
      expect(await provider.register?.({ ...ASK, callback }, way)).toMatchObject({ ok: true })
    },
  )

  test.each(['0812 345 678', '+44 20 7946 0000', '2547 ***** 678', ''])('the number %s', async (phone) => {
    const { provider, asked } = await answerWith(() => null)
    await expect(provider.register?.({ ...ASK, phone }, freely())).rejects.toMatchObject({ code: 'usage' })
    expect(asked).toEqual([])
  })
})
