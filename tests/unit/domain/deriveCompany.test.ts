import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deriveCompany } from '../../../src-main/domain/deriveCompany.ts'
import type { LinkedCustomer } from '../../../src-main/domain/linkedCustomer.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'

const at = toInstant

describe('a company is', () => {
  test.each<[what: string, given: Partial<LinkedCustomer>[], expected: object]>([
    ['named by its customer', [{ name: 'Acme' }], { name: 'Acme' }],
    ['named by its e-mail where it has no name', [{ email: 'a@acme.test' }], { name: 'a@acme.test', email: 'a@acme.test' }],
    ['named by its phone where it has neither', [{ phone: '+254' }], { name: '+254', phone: '+254' }],
    ['named by its id where it has nothing', [{}], { name: 'cus_0', email: null, phone: null }],
    ['not named by blanks', [{ name: '  \t', email: 'a@acme.test' }], { name: 'a@acme.test' }],
    [
      'named by the older of two',
      [
        { name: 'Young', createdAt: at(20) },
        { name: 'Old', createdAt: at(10) },
      ],
      { name: 'Old', since: 10 },
    ],
    [
      'named by the one that the others were linked to',
      [
        { name: 'Old', createdAt: at(10) },
        { name: 'Own', createdAt: at(20), isOwn: true },
      ],
      { name: 'Own', since: 10 },
    ],
    [
      'named by the living one',
      [
        { name: 'Dead', createdAt: at(10), deletedAt: at(30) },
        { name: 'Living', createdAt: at(20) },
      ],
      { name: 'Living' },
    ],
    ['named by the dead where the living say nothing', [{ name: 'Dead', deletedAt: at(30) }, {}], { name: 'Dead', endedAt: null }],
    [
      'there since the first of its customers, living or not',
      [{ createdAt: at(20) }, { createdAt: at(5), deletedAt: at(6) }],
      { since: 5 },
    ],
    ['not ended while one lives', [{ deletedAt: at(30) }, {}], { endedAt: null }],
    ['ended with the last of them', [{ deletedAt: at(30) }, { deletedAt: at(20) }], { endedAt: 30 }],
    [
      'reached by what different customers say',
      [{ email: 'a@acme.test' }, { phone: '+254', createdAt: at(2) }],
      { email: 'a@acme.test', phone: '+254' },
    ],
  ])('%s', (_, given, expected) => {
    expect(derive(given.map((each, index) => customer({ ref: `cus_${index}`, ...each })))).toMatchObject(expected)
  })

  test('found by the words of all its customers, once each', () => {
    const { searchWords } = derive([customer({ name: 'Acme', ref: 'cus_1' }), customer({ name: 'Acme', ref: 'cus_2', phone: '+254712' })])
    expect(searchWords.split(' ')).toEqual(['co_1', 'Acme', 'cus_1', 'cus_2', '254712', '0712'])
  })
})

test('the order in which its customers were seen does not matter', () => {
  const linked = fc.record({
    provider: fc.constantFrom('stripe', 'paystack', 'mpesa'),
    ref: fc.constantFrom('cus_1', 'cus_2', 'cus_3'),
    name: fc.constantFrom(null, '', ' ', 'Acme', 'Beta'),
    email: fc.constantFrom(null, 'a@acme.test', 'b@acme.test'),
    phone: fc.constantFrom(null, '+254712345678'),
    createdAt: fc.nat(3).map(at),
    deletedAt: fc.option(fc.nat(3).map(at)),
    isOwn: fc.boolean(),
  })
  // One provider gives an id once; two providers may well give the same.
  const customers = fc.uniqueArray(linked, { minLength: 1, maxLength: 5, selector: ({ provider, ref }) => `${provider} ${ref}` })
  fc.assert(
    fc.property(
      customers.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
      ([given, shuffled]) => {
        expect(derive(shuffled)).toEqual(derive(given))
      },
    ),
    { numRuns: 1_000 },
  )
})

test('customers are not moved about by being looked at', () => {
  const given = [customer({ ref: 'cus_2', createdAt: at(9) }), customer({ ref: 'cus_1' })]
  const before = structuredClone(given)
  derive(given)
  expect(given).toEqual(before)
})

function derive(customers: LinkedCustomer[]) {
  const [first, ...others] = customers
  if (!first) throw new Error('a company has a customer')
  return deriveCompany('co_1', [first, ...others])
}

function customer(given: Partial<LinkedCustomer>): LinkedCustomer {
  return {
    provider: 'stripe',
    ref: 'cus_0',
    name: null,
    email: null,
    phone: null,
    createdAt: at(1),
    deletedAt: null,
    isOwn: false,
    ...given,
  }
}
