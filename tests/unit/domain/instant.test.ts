import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromSeconds, isZone, parseInstant, toInstant, toIso, toSeconds } from '../../../src-shared/model/instant.ts'

const YEAR_0 = Date.parse('0000-01-01T00:00:00Z')
const YEAR_9999 = Date.parse('9999-12-31T23:59:59.999Z')

describe('an instant is read from', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-11-21T02:10:00Z', Date.UTC(2026, 10, 21, 2, 10)],
    ['2026-11-21T02:10Z', Date.UTC(2026, 10, 21, 2, 10)],
    ['2026-11-21T05:10:00+03:00', Date.UTC(2026, 10, 21, 2, 10)],
    ['2026-11-20T21:10:00-05:00', Date.UTC(2026, 10, 21, 2, 10)],
    ['2026-11-21T00:00:00.5Z', Date.UTC(2026, 10, 21) + 500],
    ['2026-11-21T00:00:00.123456789Z', Date.UTC(2026, 10, 21) + 123],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
    ['1969-12-31T23:59:59.999Z', -1],
    ['0000-01-01T00:00:00Z', YEAR_0],
    ['9999-12-31T23:59:59.999Z', YEAR_9999],
  ])('%s', (text, ms) => {
    expect(parseInstant(text)).toBe(ms)
  })
})

describe('an instant is not', () => {
  test.each([
    '',
    'now',
    '0',
    '1795226400000',
    '2026-11-21',
    '2026-11-21T02:10:00',
    '2026-11-21 02:10:00Z',
    '2026-11-21t02:10:00z',
    ' 2026-11-21T02:10:00Z',
    '2026-11-21T02:10:00Z\n',
    '2026-11-21T02:10:00+03',
    '2026-11-21T02:10:00+0300',
    '2026-11-21T02:10:00+24:00',
    '2026-11-21T02:10:00+03:60',
    '2026-11-21T02:10:00 +03:00',
    '2026-11-21T2:10:00Z',
    '2026-11-21T24:01:00Z',
    '2026-11-21T25:00:00Z',
    '2026-11-21T02:60:00Z',
    '2016-12-31T23:59:60Z',
    '2016-12-31T23:59:61Z',
    '2026-11-21T02:10:00.Z',
    '2026-11-21T02:10:00.1234567890Z',
    '2026-00-10T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-32T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-02-31T00:00:00+03:00',
    '2026-04-31T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '26-11-21T02:10:00Z',
    '+002026-11-21T02:10:00Z',
    '-2026-11-21T02:10:00Z',
    '２０２６-11-21T02:10:00Z',
  ])('%j', (text) => {
    expect(parseInstant(text)).toBeNull()
  })

  test('anything that throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/), (text) => {
        const instant = parseInstant(text)
        if (instant !== null) expect(Number.isSafeInteger(instant)).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })
})

test('an instant that is written and read is itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: YEAR_0, max: YEAR_9999 }), (ms) => {
      expect(parseInstant(toIso(toInstant(ms)))).toBe(ms)
    }),
    { numRuns: 1_000 },
  )
})

test('an instant is written without the milliseconds that it does not have', () => {
  expect(toIso(toInstant(0))).toBe('1970-01-01T00:00:00Z')
  expect(toIso(toInstant(1))).toBe('1970-01-01T00:00:00.001Z')
  expect(toIso(toInstant(-1))).toBe('1969-12-31T23:59:59.999Z')
})

test('seconds become instants and the other way round', () => {
  expect(fromSeconds(1_795_226_400)).toBe(1_795_226_400_000)
  expect(toSeconds(toInstant(1_999))).toBe(1)
  expect(toSeconds(toInstant(-1))).toBe(-1)
  fc.assert(
    fc.property(fc.integer(), (seconds) => {
      expect(toSeconds(fromSeconds(seconds))).toBe(seconds)
    }),
  )
})

test.each([
  ['Africa/Nairobi', true],
  ['UTC', true],
  ['America/Argentina/Buenos_Aires', true],
  ['', false],
  ['Mars/Olympus', false],
  ['../../etc/passwd', false],
  ['Africa/Nairobi\0', false],
])('%j is a zone: %s', (zone, isOne) => {
  expect(isZone(zone)).toBe(isOne)
})
