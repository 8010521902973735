import { describe, expect, test } from 'vitest'
import { cutSecrets } from '../../../../src-main/providers/stripe/cutSecrets.ts'

const SECRET = 'SECRET-that-must-not-lie-on-a-disk'

describe('is cut out', () => {
  test.each([
    'client_secret',
    'hosted_invoice_url',
    'invoice_pdf',
    'receipt_url',
    'hosted_verification_url',
    'express_dashboard_login_url',
    'next_action',
    'recovery',
  ])('%s, at any depth', (name) => {
    for (let depth = 0; depth < 6; depth++) {
      const text = textOf(wrap({ [name]: SECRET, kept: 1 }, depth))
      expect(text).not.toContain(SECRET)
      expect(text).toContain('"kept":1')
    }
  })

  test.each(['checkout.session', 'billing_portal.session', 'payment_link'])(
    'the address of a page that opens without a key: %s',
    (object) => {
      for (let depth = 0; depth < 6; depth++) expect(textOf(wrap({ object, id: 'x_1', url: SECRET }, depth))).not.toContain(SECRET)
    },
  )

  test('whatever it holds: an object, a list or nothing', () => {
    expect(textOf({ client_secret: { a: SECRET }, receipt_url: [SECRET], invoice_pdf: null, kept: true })).toBe('{"kept":true}')
  })

  test('in lists of lists', () => {
    expect(textOf({ a: [[{ client_secret: SECRET }], [{ object: 'payment_link', url: SECRET }]] })).not.toContain(SECRET)
  })

  test('also from what makes its own JSON', () => {
    expect(textOf({ a: { toJSON: () => ({ client_secret: SECRET, kept: 1 }) } })).toBe('{"a":{"kept":1}}')
  })
})

describe('is kept', () => {
  test.each([
    { object: 'customer', url: 'https://acme.test' },
    { url: '/v1/customers', object: 'list', data: [] },
    { metadata: { url: 'https://acme.test', client: 'secret' } },
    { client_secrets: 'no such field' },
    { a: null, b: 0, c: '', d: false, e: [null], f: {} },
    { name: '\u202e "quoted" \\ \n' },
  ])('%j', (object) => {
    expect(cutSecrets(object)).toEqual(object)
  })
})

test('the object itself is not changed', () => {
  const object = { client_secret: SECRET, a: { receipt_url: SECRET } }
  cutSecrets(object)
  expect(object).toEqual({ client_secret: SECRET, a: { receipt_url: SECRET } })
})

test('what it gives is what its JSON says, and only what holds a secret is copied', () => {
  const object = JSON.parse('{"a":1e999,"__proto__":{"receipt_url":"x","b":[{"c":1}]},"d":{"e":[1,{"f":null}]},"g":[{"next_action":1},2]}')
  const kept = cutSecrets(object)
  expect(kept).toEqual(JSON.parse(JSON.stringify(kept)))
  expect(JSON.stringify(kept)).toBe('{"a":null,"__proto__":{"b":[{"c":1}]},"d":{"e":[1,{"f":null}]},"g":[{},2]}')
  expect(Object.getPrototypeOf(kept)).toBe(Object.prototype)
  expect(kept.d).toBe(object.d)
})

function textOf(object: object): string {
  return JSON.stringify(cutSecrets(object))
}

function wrap(inner: object, depth: number): object {
  let object = inner
  for (let level = 0; level < depth; level++) object = level % 2 === 0 ? { inside: object } : { data: [object] }
  return object
}
