import { expect, test } from 'vitest'
import { readPaymentFilter, writePaymentFilter } from '../../../../../src-renderer/features/payments/paymentFilter.ts'

test.each([
  [null, null, null],
  ['failed', 'failed', null],
  ['stripe', null, 'stripe'],
  ['failed,stripe', 'failed', 'stripe'],
] as const)('%s is the status %s and the provider %s, and is written so again', (filter, status, provider) => {
  expect(readPaymentFilter(filter)).toEqual({ status, provider })
  expect(writePaymentFilter({ status, provider })).toBe(filter)
})

test('a filter of another screen narrows nothing', () => {
  expect(readPaymentFilter('grace')).toEqual({ status: null, provider: null })
})
