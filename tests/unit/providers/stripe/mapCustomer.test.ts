import { describe, expect, test } from 'vitest'
import { mapCustomer } from '../../../../src-main/providers/stripe/mapCustomer.ts'
import { UnreadableAnswer, WrongMode } from '../../../../src-main/providers/stripe/toProviderError.ts'
import { toIso } from '../../../../src-shared/model/instant.ts'
import { caught } from '../../store/caught.ts'

const SOUND = {
  id: 'cus_1',
  object: 'customer',
  created: 1_780_000_000,
  livemode: false,
  name: 'Acme',
  email: 'a@acme.test',
  phone: '+254712345678',
  currency: 'kes',
  metadata: { note: 'kept' },
}

test('a customer is taken with its columns and all of its JSON', () => {
  expect(mapCustomer(SOUND, 'test')).toEqual({
    kind: 'customer',
    ref: 'cus_1',
    name: 'Acme',
    email: 'a@acme.test',
    phone: '+254712345678',
    currency: 'KES',
    namedCompany: null,
    createdAt: 1_780_000_000_000,
    json: JSON.stringify(SOUND),
  })
})

test.each([null, undefined, ''])('what is not said is null: %j', (nothing) => {
  const { name, email, phone, currency } = mapCustomer(
    { ...SOUND, name: nothing, email: nothing, phone: nothing, currency: nothing },
    'test',
  )
  expect([name, email, phone, currency]).toEqual([null, null, null, null])
})

test.each<[what: string, object: unknown, message: RegExp]>([
  ['null', null, /not a customer/],
  ['a list', [], /not a customer/],
  ['a text', 'cus_1', /not a customer/],
  ['another object', { ...SOUND, object: 'charge' }, /not a customer/],
  ['no id', { ...SOUND, id: undefined }, /no id/],
  ['an empty id', { ...SOUND, id: '' }, /no id/],
  ['an id that is a number', { ...SOUND, id: 7 }, /no id/],
  ['no creation', { ...SOUND, created: undefined }, /no time of creation/],
  ['a creation as text', { ...SOUND, created: '1780000000' }, /no time of creation/],
  ['a creation of half a second', { ...SOUND, created: 1.5 }, /no time of creation/],
  ['a creation beyond counting', { ...SOUND, created: 1e300 }, /no time of creation/],
  ['a creation beyond the calendar', { ...SOUND, created: 9_007_199_254_740_991 }, /no time of creation/],
  ['a creation that is no number', { ...SOUND, created: Number.NaN }, /no time of creation/],
  ['a name that is an object', { ...SOUND, name: { first: 'A' } }, /name is not text/],
  ['an e-mail that is a number', { ...SOUND, email: 7 }, /email is not text/],
  ['a phone that is a list', { ...SOUND, phone: [] }, /phone is not text/],
  ['a currency that is a number', { ...SOUND, currency: 404 }, /currency is not text/],
  ['nesting beyond reason', { ...SOUND, metadata: nest(100_000) }, /./],
])('%s is unreadable, and says so', (_, object, message) => {
  const error = caught(() => mapCustomer(object, 'test'))
  expect(error).toBeInstanceOf(UnreadableAnswer)
  expect(String(error)).toMatch(message)
})

test('what is taken has an instant that can be written', () => {
  for (const created of [0, -1, 1_780_000_000, 253_402_300_799])
    expect(() => toIso(mapCustomer({ ...SOUND, created }, 'test').createdAt)).not.toThrow()
})

describe('data of the other mode', () => {
  test.each([
    ['test', true],
    ['live', false],
  ] as const)('are refused in a workspace for %s data', (mode, livemode) => {
    const error = caught(() => mapCustomer({ ...SOUND, livemode }, mode))
    expect(error).toBeInstanceOf(WrongMode)
    expect(String(error)).toContain(`${livemode ? 'live' : 'test'} data into a workspace for ${mode} data`)
    expect(String(error)).not.toContain('Acme')
  })

  test('are taken where the mode agrees', () => {
    expect(mapCustomer({ ...SOUND, livemode: true }, 'live').ref).toBe('cus_1')
  })
})

test('the values of an object never come into the message about it', () => {
  const secret = 'SECRET'
  for (const object of [{ ...SOUND, name: [secret] }, { ...SOUND, created: secret }, { ...SOUND, id: { secret } }, { secret }])
    expect(String(caught(() => mapCustomer(object, 'test')))).not.toContain(secret)
})

function nest(depth: number): unknown {
  return JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)
}
