import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldName, toSearchTerms, toSearchWords } from '../../../src-main/domain/searchWords.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'

describe('a name is compared', () => {
  test.each([
    ['  Acme ', 'acme'],
    ['ÑANDÚ', 'nandu'],
    ['N\u0303andu\u0301', 'nandu'],
    ['ﬁne', 'fine'],
    ['ＡＢＣ', 'abc'],
    ['', ''],
    ['\u0301', ''],
    ['Acme  Ltd', 'acme  ltd'],
  ])('%j as %j', (name, folded) => {
    expect(foldName(name)).toBe(folded)
  })

  test('and a compared name is compared as itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name))
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('what is looked for', () => {
  test.each([
    ['', []],
    ['   ', []],
    ['acme', ['acme']],
    [' acme   ltd ', ['acme', 'ltd']],
    ['acme & sons', ['acme', 'sons']],
    ['- " *', []],
    ['+254 712 345 678', ['254712345678']],
    ['0712-345-678', ['0712345678']],
    ['0712.345.678', ['0712345678']],
    ['+254 (0) 712', ['2540712']],
    ['2026', ['2026']],
    ['acme 0712', ['acme', '0712']],
    ['a b c d e f g h i j', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
    ['x'.repeat(10_000), ['x'.repeat(200)]],
  ])('%j', (text, terms) => {
    expect(toSearchTerms(text)).toEqual(terms)
  })

  test('is a handful of words with something in them, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const terms = toSearchTerms(text)
        expect(terms.length).toBeLessThanOrEqual(8)
        for (const term of terms) expect(term).toMatch(/[\p{L}\p{N}]/u)
      }),
      { numRuns: 1_000 },
    )
  })

  test('is not cut within a character', () => {
    expect(toSearchTerms(`${'x'.repeat(199)}𞤀`).every((term) => term.isWellFormed())).toBe(true)
  })
})

describe('what a company is found by', () => {
  const words = (given: { name?: string; email?: string; phone?: string }) =>
    toSearchWords('co_1', [
      {
        provider: 'stripe',
        ref: 'cus_1',
        name: null,
        email: null,
        phone: null,
        createdAt: toInstant(1),
        deletedAt: null,
        isOwn: true,
        ...given,
      },
    ])

  test.each([
    [{}, 'co_1 cus_1'],
    [{ name: 'Acme Ltd', email: 'a@acme.test' }, 'co_1 Acme Ltd a@acme.test cus_1'],
    [{ phone: '+254 712 345678' }, 'co_1 cus_1 254712345678 0712345678'],
    [{ phone: '+44 20 7946' }, 'co_1 cus_1 44207946'],
  ])('%j', (given, expected) => {
    expect(words(given)).toBe(expected)
  })

  test('a phone that was written as at home is found as abroad, and the other way round', () => {
    for (const phone of ['0712 345 678', '+254712345678', '00254 712 345 678'])
      expect(words({ phone }).split(' ')).toEqual(expect.arrayContaining(['254712345678', '0712345678']))
  })
})
