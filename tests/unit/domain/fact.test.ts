import { expect, test } from 'vitest'
import { toFacts } from '../../../src-main/domain/fact.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'

const living = {
  kind: 'customer' as const,
  ref: 'cus_1',
  name: 'A',
  email: null,
  phone: null,
  currency: null,
  namedCompany: null,
  createdAt: toInstant(5),
  json: '{}',
}

test('a customer tells that it was created, which can be read again', () => {
  expect(toFacts(living, 'stripe', 'acct_1')).toEqual([
    {
      key: 'customer.created:stripe:acct_1:cus_1',
      kind: 'customer.created',
      at: 5,
      source: 'stripe',
      account: 'acct_1',
      ref: 'cus_1',
      canBeReadAgain: true,
    },
  ])
})

test('a deleted customer tells that it is gone, which nobody can tell again', () => {
  expect(toFacts({ kind: 'deleted', of: 'customer', ref: 'cus_1', deletedAt: toInstant(9) }, 'stripe', 'acct_1')).toEqual([
    {
      key: 'customer.deleted:stripe:acct_1:cus_1',
      kind: 'customer.deleted',
      at: 9,
      source: 'stripe',
      account: 'acct_1',
      ref: 'cus_1',
      canBeReadAgain: false,
    },
  ])
})

test('the same happening read again has the same key, whatever else has changed', () => {
  const again = { ...living, name: 'B', email: 'b@acme.test', json: '{"name":"B"}' }
  expect(toFacts(again, 'stripe', 'acct_1').map(({ key }) => key)).toEqual(toFacts(living, 'stripe', 'acct_1').map(({ key }) => key))
})

test('another provider, account or object has another key', () => {
  const keys = [
    toFacts(living, 'stripe', 'acct_1'),
    toFacts(living, 'paystack', 'acct_1'),
    toFacts(living, 'stripe', 'acct_2'),
    toFacts({ ...living, ref: 'cus_2' }, 'stripe', 'acct_1'),
    toFacts({ kind: 'deleted', of: 'customer', ref: 'cus_1', deletedAt: toInstant(9) }, 'stripe', 'acct_1'),
  ].map(([fact]) => fact?.key)
  expect(new Set(keys).size).toBe(keys.length)
})
