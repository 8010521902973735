import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseNairobiTime, toNairobiDigits, toNairobiTime } from '../../../../src-main/domain/mpesa/nairobiTime.ts'
import { normalisePhone } from '../../../../src-main/domain/mpesa/normalisePhone.ts'
import { parseShillings } from '../../../../src-main/domain/mpesa/parseShillings.ts'
import { splitParty } from '../../../../src-main/domain/mpesa/splitParty.ts'
import { type StatementRow, sortStatementRow } from '../../../../src-main/domain/mpesa/statementRow.ts'
import { toChannel } from '../../../../src-main/domain/mpesa/toChannel.ts'
import { toPayerPhone } from '../../../../src-main/domain/mpesa/toPayerPhone.ts'
import { parseInstant, toInstant, toIso } from '../../../../src-shared/model/instant.ts'

const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const number = fc.tuple(fc.constantFrom('7', '1'), fc.stringMatching(/^\d{8}$/)).map(([first, rest]) => `${first}${rest}`)
const prefix = fc.constantFrom('', '0', '254', '+254', '00254', '+254 ', '0')

describe('a phone number', () => {
  test('is the same however it is written', () => {
    const gap = fc.constantFrom('', ' ', '-', '.')
    fc.assert(
      fc.property(number, prefix, gap, gap, (own, start, one, two) => {
        const written = ` ${start}${own.slice(0, 3)}${one}${own.slice(3, 6)}${two}${own.slice(6)} `
        expect(normalisePhone(written)).toBe(`254${own}`)
        expect(normalisePhone(`254${own}`)).toBe(`254${own}`)
        expect(toPayerPhone(written)).toBe(`254${own}`)
      }),
      { seed: SEED },
    )
  })

  test('is a whole one or none, whatever is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 *()-]{0,16}$/)), (text) => {
        const phone = normalisePhone(text)
        expect(phone === null || /^254[17]\d{8}$/.test(phone)).toBe(true)
        if (phone !== null) expect(normalisePhone(phone)).toBe(phone)
      }),
      { seed: SEED, numRuns: 2_000 },
    )
  })

  test.each([
    '',
    '0208374149',
    '25470837414',
    '2547083741490',
    '254808374149',
    '2547*****149',
    '+1 708 374 149 00',
    '07O8374149',
    '0254708374149',
  ])('%j is none', (text) => {
    expect(normalisePhone(text)).toBeNull()
  })

  test.each([
    ['2547 ***** 126', '2547*****126'],
    ['2547******126', '2547*****126'],
    ['2547*126', '2547*****126'],
    ['254722***126', '254722***126'],
    ['2541 ***** 126', '2541*****126'],
    ['0722***126', '0722***126'],
    ['254*', '254*********'],
    ['254708374149*', '254708374149*'],
    ['3f2a9c', '3f2a9c'],
    ['  ', null],
  ])('that is hidden in part, %j, is shown as %j', (text, shown) => {
    expect(toPayerPhone(text)).toBe(shown)
  })
})

describe('a time', () => {
  test.each([
    ['2026-11-20T10:45:00Z', '2026-11-20T07:45:00Z'],
    ['2026-11-20T10:45:00.123Z', '2026-11-20T07:45:00Z'],
    ['2026-11-20T10:45:00+00:00', '2026-11-20T07:45:00Z'],
    ['2026-11-20T10:45:00.000+0000', '2026-11-20T07:45:00Z'],
    ['2026-11-20T10:45:00+03:00', '2026-11-20T07:45:00Z'],
    ['2026-11-20T10:45:00+0100', '2026-11-20T09:45:00Z'],
    ['2026-11-20T10:45:00-02:30', '2026-11-20T13:15:00Z'],
    ['2026-11-20 10:45:00', '2026-11-20T07:45:00Z'],
    ['2026-11-20 8:05', '2026-11-20T05:05:00Z'],
    ['20-11-2026 10:45:00', '2026-11-20T07:45:00Z'],
    ['20/11/2026 10:45', '2026-11-20T07:45:00Z'],
    ['01.01.2027 00:00:00', '2026-12-31T21:00:00Z'],
    ['20261120104500', '2026-11-20T07:45:00Z'],
    ['2028-02-29 10:45:00', '2028-02-29T07:45:00Z'],
  ])('%s was at %s', (text, iso) => {
    const instant = parseNairobiTime(text)
    expect(instant === null ? null : toIso(instant)).toBe(iso)
  })

  test.each([
    '',
    '2026-11-20',
    '2026-02-30 10:45:00',
    '2026-13-01 10:45:00',
    '2026-11-20 24:00:00',
    '2026-11-20 10:60:00',
    '1999-11-20 10:00:00',
    '13-13-2026 10:45:00',
    'now',
    '2026112010450',
  ])('%j is none', (text) => {
    expect(parseNairobiTime(text)).toBeNull()
  })

  test('is read as it was written', () => {
    const seconds = fc.integer({ min: Date.UTC(2001, 0) / 1000, max: Date.UTC(2090, 0) / 1000 })
    fc.assert(
      fc.property(seconds, (second) => {
        const instant = toInstant(second * 1000)
        expect(parseNairobiTime(toNairobiTime(instant))).toBe(instant)
        expect(parseNairobiTime(toNairobiDigits(instant))).toBe(instant)
        expect(parseInstant(`${toNairobiTime(instant).replace(' ', 'T')}+03:00`)).toBe(instant)
      }),
      { seed: SEED },
    )
  })
})

describe('an amount', () => {
  test.each([
    ['4500.00', 450_000],
    ['"4,500.00"'.replaceAll('"', ''), 450_000],
    ['1,234,567.5', 123_456_750],
    ['168.00', 16_800],
    ['1', 100],
    [1, 100],
    [10.5, 1050],
    ['10.500000', 1050],
    ['-23.00', -2300],
    ['KES 1.00', 100],
    ['Ksh. 10', 1000],
    ['-0.00', 0],
    ['+5', 500],
    [' 5 ', 500],
  ])('%j is %i cents', (text, cents) => {
    expect(parseShillings(text)).toBe(cents)
  })

  test.each([
    '',
    ' ',
    '1.005',
    '1e3',
    'ten',
    '1.2.3',
    '--1',
    '1234567890123',
    '1,2',
    'NaN',
    null,
    undefined,
    {},
    Number.NaN,
    Infinity,
    1e21,
  ])('%j is none', (value) => {
    expect(parseShillings(value)).toBeNull()
  })

  test('of whole shillings is exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (shillings) => {
        expect(parseShillings(`${shillings}.00`)).toBe(shillings * 100)
        expect(parseShillings(shillings)).toBe(shillings * 100)
      }),
      { seed: SEED },
    )
  })
})

test.each([
  ['2547******123 - ADA LOVELACE', { phone: '2547*****123', name: 'ADA LOVELACE' }],
  ['254708374149 - JEAN-LUC O’NEIL', { phone: '254708374149', name: 'JEAN-LUC O’NEIL' }],
  ['0708374149', { phone: '254708374149', name: null }],
  ['2547 ***** 126 -', { phone: '2547*****126', name: null }],
  ['BAOBAB HOLDINGS', { phone: null, name: 'BAOBAB HOLDINGS' }],
  ['', { phone: null, name: null }],
])('the other party %j is %j', (text, party) => {
  expect(splitParty(text)).toEqual(party)
})

test.each([
  ['c2b-pay-bill-debit', 'paybill'],
  ['Pay Bill Online', 'paybill'],
  ['Customer Paybill', 'paybill'],
  ['c2b-buy-goods-debit', 'till'],
  ['Merchant Payment', 'till'],
  ['Pay to Till', 'till'],
  [' b2c-something ', 'b2c-something'],
])('the way %j is %s', (word, channel) => {
  expect(toChannel(word)).toBe(channel)
})

test.each<[StatementRow, string]>([
  [{ 'Paid In': '10.00', 'Reason Type': 'Pay Bill Online', 'Transaction Status': 'Completed' }, 'payment'],
  [{ 'Paid In': '10.00', 'Other Party Info': '2547******123 - ADA' }, 'payment'],
  [{ 'Paid In': 'ten', 'Reason Type': 'Pay Bill' }, 'payment'],
  [{ 'Paid In': '10.00', 'Reason Type': 'Pay Bill', 'Transaction Status': 'Failed' }, 'unfinished'],
  [{ 'Paid In': '10.00', 'Reason Type': 'Pay Bill', 'Transaction Status': 'Pending' }, 'unfinished'],
  [{ 'Paid In': '10.00', 'Reason Type': 'Deposit of Funds', 'Other Party Info': 'BANK' }, 'other'],
  [{ 'Paid In': '10.00', 'Reason Type': 'Transaction Reversal', 'Other Party Info': '2547******123 - ADA' }, 'other'],
  [{ Withdrawn: '-10.00', 'Paid In': '0.00', 'Reason Type': 'Transaction Reversal' }, 'reversal'],
  [{ Withdrawn: '-0.50', 'Reason Type': 'Pay Bill Charge', 'Other Party Info': '2547******123 - ADA' }, 'charge'],
  [{ 'Paid In': '0.50', 'Reason Type': 'Pay Bill Charge Reversal' }, 'charge'],
  [{ Withdrawn: '-100.00', 'Reason Type': 'Organization Settlement', Details: 'to bank, no fee' }, 'withdrawal'],
  [{}, 'withdrawal'],
])('the row %j is a %s', (row, kind) => {
  expect(sortStatementRow(row)).toBe(kind)
})
