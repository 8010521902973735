import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { NoJson, toProviderError, UnreadableAnswer, WrongMode } from '../../../../src-main/providers/stripe/toProviderError.ts'
import { caught } from '../../store/caught.ts'

const GOING_ON = new AbortController().signal
const DATE = 'Sat, 21 Nov 2026 09:00:00 GMT'
const KEY = 'rk_test_51PlantedKeyThatMustNeverShow'

describe('what the provider answers', () => {
  test.each<[status: number, more: object, kind: string]>([
    [401, {}, 'unauthorized'],
    [403, {}, 'forbidden'],
    [404, {}, 'missing'],
    [400, { code: 'resource_missing' }, 'missing'],
    [429, {}, 'rate-limited'],
    [400, { code: 'rate_limit' }, 'rate-limited'],
    [409, {}, 'unavailable'],
    [500, {}, 'unavailable'],
    [502, {}, 'unavailable'],
    [503, {}, 'unavailable'],
    [400, {}, 'unreadable'],
    [402, {}, 'unreadable'],
    [418, {}, 'unreadable'],
  ])('%i %j', (status, more, kind) => {
    expect(toProviderError(answered(status, more), GOING_ON)).toMatchObject({ kind })
  })

  test('is told with the request that its people can look up', () => {
    expect(toProviderError(answered(500, { requestId: 'req_1' }), GOING_ON).detail).toBe('Stripe answered 500 (request req_1).')
  })
})

describe('what does not come', () => {
  test.each([
    ['ECONNREFUSED', /nothing answers/],
    ['ENOTFOUND', /offline/],
    ['EAI_AGAIN', /offline/],
    ['ECONNRESET', /ECONNRESET/],
    ['UND_ERR_SOCKET', /UND_ERR_SOCKET/],
  ])('%s, however deep it is', (code, detail) => {
    const cause = Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('socket'), { code }) })
    const error = new Stripe.errors.StripeConnectionError({ message: 'An error occurred', detail: cause } as never)
    const told = toProviderError(error, GOING_ON)
    expect(told).toMatchObject({ kind: 'unavailable' })
    expect(told.detail).toMatch(detail)
  })

  test('in time', () => {
    const error = new Stripe.errors.StripeConnectionError({ message: 'Request aborted due to timeout being reached (30000ms)' } as never)
    expect(toProviderError(error, GOING_ON).detail).toMatch(/no answer in time/)
  })

  test('but by an answer that is no JSON, which is no word of the line', () => {
    const error = new Stripe.errors.StripeAPIError({
      message: 'Invalid JSON received from the Stripe API',
      detail: new NoJson(502),
    } as never)
    expect(toProviderError(error, GOING_ON)).toMatchObject({ kind: 'unavailable', detail: 'Stripe answered 502 with what is no JSON.' })
  })

  test('with a cause that goes round in a circle', () => {
    const cause: Record<string, unknown> = {}
    cause['cause'] = cause
    const error = new Stripe.errors.StripeConnectionError({ message: 'broken', detail: cause } as never)
    expect(toProviderError(error, GOING_ON)).toMatchObject({ kind: 'unavailable', detail: 'Stripe could not be reached: the line broke.' })
  })
})

describe('the advice to wait', () => {
  test.each<[advice: string | undefined, ms: number | null]>([
    [undefined, null],
    ['', null],
    ['0', 0],
    ['2', 2_000],
    ['0.5', 500],
    ['0.0001', 1],
    ['3600', 3_600_000],
    ['3601', null],
    ['99999999999999999999', null],
    ['-1', null],
    ['soon', null],
    ['1e3', null],
    ['NaN', null],
    ['2, 3', null],
    ['Sat, 21 Nov 2026 09:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 08:59:59 GMT', null],
    ['Sat, 21 Nov 2027 09:00:00 GMT', null],
  ])('%j', (advice, ms) => {
    const headers = { date: DATE, ...(advice === undefined ? {} : { 'retry-after': advice }) }
    expect(toProviderError(answered(429, { headers }), GOING_ON)).toMatchObject({ kind: 'rate-limited', retryAfterMs: ms })
    expect(toProviderError(answered(503, { headers }), GOING_ON)).toMatchObject({ kind: 'unavailable', retryAfterMs: ms })
  })

  test('as a date is none where the answer has no date to count from', () => {
    const headers = { 'retry-after': 'Sat, 21 Nov 2026 09:00:30 GMT' }
    expect(toProviderError(answered(429, { headers }), GOING_ON)).toMatchObject({ retryAfterMs: null })
  })
})

test('what was stopped is told as stopped, whatever it threw', () => {
  for (const error of [answered(401), new UnreadableAnswer('x'), new Error('x'), 'x'])
    expect(toProviderError(error, AbortSignal.abort())).toEqual({ kind: 'cancelled', detail: 'It was stopped.' })
})

test('what cannot be read, and what is of the other mode, says so in its own words', () => {
  expect(toProviderError(new UnreadableAnswer('it has no id'), GOING_ON)).toEqual({
    kind: 'unreadable',
    detail: "Stripe's answer cannot be read: it has no id.",
  })
  expect(toProviderError(new WrongMode('live data'), GOING_ON)).toEqual({ kind: 'wrong-mode', detail: 'live data' })
})

test('a broken promise of our own is none of these and is thrown on', () => {
  const broken = new TypeError('x is not a function')
  expect(caught(() => toProviderError(broken, GOING_ON))).toBe(broken)
})

test('neither the message nor the body, which may hold a key, is told on', () => {
  for (const status of [400, 401, 403, 404, 409, 429, 500]) {
    const error = answered(status, { message: `Invalid API Key provided: ${KEY}`, detail: KEY, param: KEY, doc_url: KEY })
    expect(JSON.stringify(toProviderError(error, GOING_ON))).not.toContain(KEY)
  }
})

/** As the SDK makes its errors from an answer. */
function answered(status: number, more: object = {}): Error {
  const raw = { type: 'invalid_request_error', message: 'refused', statusCode: status, headers: {}, ...more } as never
  if (status === 401) return new Stripe.errors.StripeAuthenticationError(raw)
  if (status === 403) return new Stripe.errors.StripePermissionError(raw)
  if (status === 429 || ('code' in more && more.code === 'rate_limit')) return new Stripe.errors.StripeRateLimitError(raw)
  if (status >= 500) return new Stripe.errors.StripeAPIError(raw)
  return new Stripe.errors.StripeInvalidRequestError(raw)
}
