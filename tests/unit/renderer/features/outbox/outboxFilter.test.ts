import { expect, test } from 'vitest'
import { readOutboxFilter, writeOutboxFilter } from '../../../../../src-renderer/features/outbox/outboxFilter.ts'

test.each([null, 'needs', 'unknown,mpesa', 'action:abc-1', 'done,stripe,action:abc-1', 'proposed,action:invoice:stripe:in_1'])(
  'an address says what is shown: %s',
  (text) => {
    expect(writeOutboxFilter(readOutboxFilter(text))).toBe(text)
  },
)

test('what it does not know narrows nothing', () => {
  expect(readOutboxFilter('packs,visa,action:')).toEqual({ group: null, state: null, provider: null, action: null })
})
