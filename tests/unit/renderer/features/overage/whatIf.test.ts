import { expect, test } from 'vitest'
import { readLimit, readWhatIf, withLimit, writeWhatIf } from '../../../../../src-renderer/features/overage/whatIf.ts'

const LIMITS = [
  { metric: 'estates', limit: 25 },
  { metric: 'clients', limit: 'unlimited' as const },
]

test.each([
  ['40', 40],
  [' 1,200 ', 1200],
  ['0', 0],
  ['Unlimited', 'unlimited'],
  ['∞', 'unlimited'],
  ['', null],
  ['-1', null],
  ['1.5', null],
  ['12x', null],
  ['9999999999999', null],
])('%j is read as the limit %j', (text, limit) => {
  expect(readLimit(text)).toBe(limit)
})

test('what is written into the address is read from it again', () => {
  const whatIf = { estates: 40, clients: 100 }
  expect(readWhatIf(writeWhatIf(whatIf), LIMITS)).toEqual(whatIf)
})

test('what the address says of no metric, of no limit, or of the plan’s own is passed over', () => {
  expect(readWhatIf('estates:25 gone:3 clients:x clients', LIMITS)).toEqual({})
  expect(readWhatIf(null, LIMITS)).toEqual({})
  expect(writeWhatIf({})).toBeNull()
})

test('a limit that is the plan’s own again is no longer tried', () => {
  const tried = withLimit({}, { metric: 'estates', limit: 25 }, 40)
  expect(tried).toEqual({ estates: 40 })
  expect(withLimit(tried, { metric: 'estates', limit: 25 }, 25)).toEqual({})
})
