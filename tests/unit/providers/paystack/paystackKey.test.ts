import { describe, expect, test } from 'vitest'
import { connectPaystack } from '../../../../src-main/providers/paystack/connectPaystack.ts'
import { checkPaystackBaseUrl, checkPaystackKey } from '../../../../src-main/providers/paystack/paystackKey.ts'
import { refusal } from '../../store/caught.ts'

const BODY = 'plantedBody0123456789abcdef'

test.each(['test', 'live'] as const)('a secret key of %s data is one', (mode) => {
  expect(() => checkPaystackKey(`sk_${mode}_${BODY}`, mode)).not.toThrow()
})

describe('is refused, without a word of the key,', () => {
  test.each([
    [`sk_live_${BODY}`, 'test', 'key-wrong-mode'],
    [`sk_test_${BODY}`, 'live', 'key-wrong-mode'],
    [`pk_test_${BODY}`, 'test', 'key-wrong-kind'],
    [`pk_live_${BODY}`, 'live', 'key-wrong-kind'],
    [`rk_test_${BODY}`, 'test', 'key-wrong-kind'],
    [`sk_${BODY}`, 'test', 'key-wrong-kind'],
    ['sk_test_', 'test', 'key-wrong-kind'],
    [` sk_test_${BODY}`, 'test', 'key-wrong-kind'],
    [`sk_test_${BODY}\n`, 'test', 'key-wrong-kind'],
    [`sk_test_${BODY}\r\nX-Evil: 1`, 'test', 'key-wrong-kind'],
    ['', 'test', 'key-wrong-kind'],
  ] as const)('%j for %s data', (key, mode, code) => {
    const error = refusal(() => connectPaystack(key, mode, null))
    expect(error.code).toBe(code)
    expect(`${error.message} ${error.hint}`).not.toContain(BODY)
  })
})

test('a live key goes to Paystack alone, and not in the clear', () => {
  expect(() => checkPaystackBaseUrl('https://api.paystack.co', 'live')).not.toThrow()
  expect(() => checkPaystackBaseUrl('http://127.0.0.1:4000', 'test')).not.toThrow()
  for (const baseUrl of ['http://api.paystack.co', 'https://api.paystack.co.evil.example', 'http://127.0.0.1:4000'])
    expect(refusal(() => connectPaystack(`sk_live_${BODY}`, 'live', baseUrl)).code).toBe('base-url-refused')
})
