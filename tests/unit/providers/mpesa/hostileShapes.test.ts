import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BilledKind } from '../../../../src-main/domain/billing/billedObject.ts'
import { joinPayments } from '../../../../src-main/providers/mpesa/joinPayments.ts'
import { readMpesaObject } from '../../../../src-main/providers/mpesa/readMpesaObject.ts'
import { readRows } from '../../../../src-main/providers/mpesa/readRows.ts'
import { UnreadableAnswer } from '../../../../src-main/providers/mpesa/unreadableAnswer.ts'

const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)

const PULL = {
  ...{ transactionId: 'TKL1AB2CD3', trxDate: '2026-11-20T10:45:00Z', msisdn: '2547 ***** 001', sender: 'ADA' },
  ...{ transactiontype: 'c2b-pay-bill-debit', billreference: 'INV1001', amount: '4500.00', organizationname: 'Acme' },
}
const STATEMENT = {
  ...{
    'Receipt No.': 'TKL1AB2CD3',
    'Completion Time': '20-11-2026 10:45:00',
    Details: 'Pay Bill',
    'Paid In': '4500.00',
    Withdrawn: '-4500.00',
  },
  ...{ 'Reason Type': 'Pay Bill', 'Other Party Info': '2547******001 - ADA', 'Linked Transaction ID': 'TKL1AB2CD2', 'A/C No.': 'INV1001' },
}
const PUSH = { push: 'ws_CO_20112026104500254708374149', answer: { ResponseCode: '0', ResultCode: '0', ResultDesc: 'Done' } }

const SOUND: readonly (readonly [BilledKind, object])[] = [
  ['payment', { pull: PULL }],
  ['payment', { statement: STATEMENT }],
  ['payment', { pull: PULL, statement: STATEMENT }],
  ['refund', { statement: STATEMENT }],
  ['push', PUSH],
  ['push', { push: 'x', askedAt: '2026-11-20 10:45:00', answer: { errorCode: '500.001.1001', errorMessage: 'is being processed' } }],
]

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    0,
    -1,
    0.5,
    1e300,
    9_007_199_254_740_991,
    true,
    [],
    {},
    [[]],
    '0',
    '4999',
    '__proto__',
    'constructor',
  ),
  fc.constantFrom<unknown>('2026-11-20T99:45:00Z', '99999999999.99', '1,000', '254', '*', '2547*', '999999999999999999999'),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Every place inside an object, as the names that lead to it. */
function listPlaces(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([name, inside]) => listPlaces(inside, [...path, name]))]
}

function put(value: unknown, [name, ...rest]: readonly string[], spoilt: unknown): unknown {
  if (name === undefined) return spoilt
  const object = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  return { ...object, [name]: put(object[name], rest, spoilt) }
}

/** Whatever was read, its numbers are whole and its instants can be written. */
function expectSound(read: object): void {
  JSON.stringify(read, (name, value: unknown) => {
    if (typeof value === 'number') expect(Number.isSafeInteger(value)).toBe(true)
    if (/At$/.test(name) && typeof value === 'number') expect(() => new Date(value).toISOString()).not.toThrow()
    return value
  })
}

test.each(SOUND)('a %s (%#) is read when it is sound', (kind, kept) => {
  const json = JSON.stringify(kept)
  expect(readMpesaObject(kind, json)).toMatchObject({ kind, json, customer: null })
})

test.each(SOUND)('a %s (%#) with anything in any place is read, or refused as unreadable', (kind, kept) => {
  const places = listPlaces(kept)
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...places), junk), { minLength: 1, maxLength: 3 }), (spoils) => {
      const json = JSON.stringify(spoils.reduce<unknown>((object, [path, value]) => put(object, path, value), kept))
      try {
        const read = readMpesaObject(kind, json)
        expect(readMpesaObject(kind, read.json)).toEqual(read)
        expectSound(read)
      } catch (error) {
        if (!(error instanceof UnreadableAnswer)) throw error
      }
    }),
    { seed: SEED, numRuns: 1_000 },
  )
})

test.each(['payment', 'push', 'refund', 'invoice', 'account'] as const)('any JSON at all is refused as an unreadable %s', (kind) => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (json) => {
      expect(() => readMpesaObject(kind, json)).toThrow(UnreadableAnswer)
    }),
    { seed: SEED, numRuns: 500 },
  )
})

test('rows are found in whatever holds them, or refused', () => {
  expect(readRows({ ResponseCode: '1000', Response: [[PULL], [PULL]] })).toEqual([PULL, PULL])
  expect(readRows({ ResponseCode: 1000, Response: JSON.stringify([[PULL]]) })).toEqual([PULL])
  expect(readRows({ ResponseCode: '1000', Response: [] })).toEqual([])
  fc.assert(
    fc.property(junk, fc.constantFrom<unknown>('1000', 1000, null, {}), (list, code) => {
      try {
        for (const row of readRows({ ResponseCode: code, Response: list })) expect(typeof row).toBe('object')
      } catch (error) {
        if (!(error instanceof UnreadableAnswer)) throw error
      }
    }),
    { seed: SEED, numRuns: 1_000 },
  )
})

test('only what is kept of payments is joined', () => {
  expect(() => joinPayments('[]', '{}')).toThrow(UnreadableAnswer)
  expect(() => joinPayments(null, 'no JSON')).toThrow(UnreadableAnswer)
})
