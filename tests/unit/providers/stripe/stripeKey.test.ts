import { describe, expect, test } from 'vitest'
import { connectStripe } from '../../../../src-main/providers/stripe/connectStripe.ts'
import { checkStripeBaseUrl, checkStripeKey } from '../../../../src-main/providers/stripe/stripeKey.ts'
import { refusal } from '../../store/caught.ts'

const BODY = '51PlantedBody0123456789'

test.each([
  [`sk_test_${BODY}`, 'test'],
  [`rk_test_${BODY}`, 'test'],
  [`sk_live_${BODY}`, 'live'],
  [`rk_live_${BODY}`, 'live'],
] as const)('%s is a key for %s data', (key, mode) => {
  expect(() => checkStripeKey(key, mode)).not.toThrow()
})

describe('is refused, without a word of the key,', () => {
  test.each([
    [`sk_live_${BODY}`, 'test', 'key-wrong-mode'],
    [`rk_live_${BODY}`, 'test', 'key-wrong-mode'],
    [`sk_test_${BODY}`, 'live', 'key-wrong-mode'],
    [`pk_test_${BODY}`, 'test', 'key-wrong-kind'],
    [`pk_live_${BODY}`, 'test', 'key-wrong-kind'],
    [`whsec_${BODY}`, 'test', 'key-wrong-kind'],
    [`sk_${BODY}`, 'test', 'key-wrong-kind'],
    [`SK_TEST_${BODY}`, 'test', 'key-wrong-kind'],
    [`sk_test_`, 'test', 'key-wrong-kind'],
    [` sk_test_${BODY}`, 'test', 'key-wrong-kind'],
    [`sk_test_${BODY}\n`, 'test', 'key-wrong-kind'],
    [`sk_test_${BODY}\r\nX-Evil: 1`, 'test', 'key-wrong-kind'],
    [`sk_test_${BODY} sk_live_${BODY}`, 'test', 'key-wrong-kind'],
    [`sk_test_${BODY}ü`, 'test', 'key-wrong-kind'],
    [`sk_test_${'x'.repeat(501)}`, 'test', 'key-wrong-kind'],
    ['', 'test', 'key-wrong-kind'],
    [BODY, 'test', 'key-wrong-kind'],
  ] as const)('%j for %s data', (key, mode, code) => {
    for (const check of [checkStripeKey, (text: string) => connectStripe(text, mode, null)]) {
      const error = refusal(() => check(key, mode))
      expect(error.code).toBe(code)
      expect(`${error.message} ${error.hint}`).not.toContain(BODY)
    }
  })
})

test.each(['https://api.stripe.com', 'https://api.stripe.com:443'])('a live key may be sent to %s', (baseUrl) => {
  expect(() => checkStripeBaseUrl(baseUrl, 'live')).not.toThrow()
})

test.each([
  'http://127.0.0.1:12111',
  'https://stripe.com',
  'https://api.stripe.com.evil.test',
  'https://api.stripe.com@evil.test',
  'https://evil.test/api.stripe.com',
  'https://apiXstripe.com',
  'https://api.stripe.com.',
])('a live key is never sent to %s', (baseUrl) => {
  expect(refusal(() => checkStripeBaseUrl(baseUrl, 'live')).code).toBe('base-url-refused')
  expect(refusal(() => connectStripe(`rk_live_${BODY}`, 'live', baseUrl)).code).toBe('base-url-refused')
})

test('a test key may be sent to a stand-in', () => {
  expect(() => checkStripeBaseUrl('http://127.0.0.1:12111', 'test')).not.toThrow()
})
