import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MirroredCustomer } from '../../../src-main/domain/mirrored.ts'
import { openStore, type Store } from '../../../src-main/store/openStore.ts'
import {
  type CompanyPosition,
  type CompanyQuery,
  countCompanies,
  getCompany,
  listCompanies,
} from '../../../src-main/store/reads/companies.ts'
import { findConnection } from '../../../src-main/store/reads/connections.ts'
import { findCompanyIds } from '../../../src-main/store/reads/findCompanyIds.ts'
import { findMirrored, listRefsCreatedWithin } from '../../../src-main/store/reads/mirror.ts'
import { saveConnection } from '../../../src-main/store/writes/saveConnection.ts'
import { at, NOW, takeObjects } from './makeStore.ts'

const ALL: CompanyQuery = { search: '', at: null, sort: 'name', isDescending: false, limit: 1000, after: null }
const CROWD = 1000

let folder = ''
let store: Store
let crowd: Store

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tierdesk-companies-'))
  store = fill(join(folder, 'few'), FEW)
  crowd = fill(join(folder, 'crowd'), makeCrowd())
})

afterAll(() => {
  store.close()
  crowd.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('search finds', () => {
  test.each<[what: string, search: string, names: string[]]>([
    ['a name', 'Jambo Traders', ['Jambo Traders']],
    ['a name in another case', 'jAMBO tRADERS', ['Jambo Traders']],
    ['the beginning of a name', 'jam', ['Jambo Traders']],
    ['a later word of a name', 'traders', ['Jambo Traders']],
    ['the beginning of a later word', 'trad', ['Jambo Traders']],
    ['one letter', 'j', ['Jambo Traders', 'Ñandú Café']],
    ['a name with space around it', '  jambo   ', ['Jambo Traders']],
    ['a name without its accents', 'nandu cafe', ['Ñandú Café']],
    ['a name with its accents', 'Ñandú', ['Ñandú Café']],
    ['a name with its accents typed in two parts', 'N\u0303andu\u0301', ['Ñandú Café']],
    ['a name with an apostrophe', "O'Brien", ["O'Brien & Sons"]],
    ['a name with a sign between its words', 'brien & sons', ["O'Brien & Sons"]],
    ['a name that begins with a sign', '(Old) Mill', ['(Old) Mill']],
    ['a name of numerals', '24 7', ['24/7 Kiosk']],
    ['a name in another script', 'ሰላም', ['ሰላም ንግድ']],
    ['two words in their order', 'jambo trad', ['Jambo Traders']],
    ['two words in the other order', 'traders jambo', ['Jambo Traders']],
    ['words of different fields', 'traders wanjiru', ['Jambo Traders']],
    ['an e-mail', 'jane.wanjiru@jambo.co.ke', ['Jambo Traders']],
    ['an e-mail in another case', 'JANE.Wanjiru@Jambo.co.ke', ['Jambo Traders']],
    ['the part of an e-mail before its sign', 'jane.wanjiru', ['Jambo Traders']],
    ['the part of an e-mail behind its sign', 'jambo.co.ke', ['Jambo Traders']],
    ['the beginning of an e-mail', 'jane.wan', ['Jambo Traders']],
    ['a phone as it is dialled abroad', '+254712345678', ['Jambo Traders']],
    ['a phone abroad, spaced', '+254 712 345 678', ['Jambo Traders']],
    ['a phone abroad without its sign', '254712345678', ['Jambo Traders']],
    ['a phone as it is dialled at home', '0712345678', ['Jambo Traders']],
    ['a phone at home, spaced', '0712 345 678', ['Jambo Traders']],
    ['a phone at home with hyphens', '0712-345-678', ['Jambo Traders']],
    ['a phone at home in brackets', '(0712) 345 678', ['Jambo Traders']],
    ['the beginning of a phone', '07123', ['Jambo Traders']],
    ['the beginning of a phone abroad', '+254 712', ['Jambo Traders']],
    ['a phone abroad that the provider has as at home', '+254 733 111 222', ['Ñandú Café']],
    ['a phone at home that the provider has as at home', '0733 111 222', ['Ñandú Café']],
    ['a phone of another country', '+44 20 7946 0958', ["O'Brien & Sons"]],
    ['a provider id', 'cus_Jambo1', ['Jambo Traders']],
    ['the beginning of a provider id', 'cus_Jam', ['Jambo Traders']],
    ['nothing where no word begins so', 'ambo', []],
    ['nothing where one of two words is missing', 'jambo nandu', []],
  ])('%s', (_, search, names) => {
    expect(namesOf(store, search).sort()).toEqual([...names].sort())
    expect(countCompanies(store.read, { search, at: null })).toEqual({ total: names.length, isAtLeast: false })
  })

  test('our own id', () => {
    for (const { id, name } of listCompanies(store.read, ALL).items) {
      expect(namesOf(store, id)).toEqual([name])
      expect(namesOf(store, id.slice(0, 12))).toEqual([name])
    }
  })

  test('first the names that begin with what was typed, by name, then all else that has it', () => {
    const names = namesOf(crowd, 'acme')
    const begins = names.filter((name) => name.startsWith('Acme'))
    expect(begins.length).toBeGreaterThan(100)
    expect(names.slice(0, begins.length)).toEqual([...begins].sort())
    expect(names.slice(begins.length).every((name) => /^Zeta .* of Acme$/.test(name))).toBe(true)
    expect(names.length).toBeGreaterThan(begins.length)
  })

  test.each(['ﬁne', 'fine', 'No5', '№5', 'ＡＢＣ', 'abc'])('as many as it counts: %s', (search) => {
    expect(countCompanies(store.read, { search, at: null }).total).toBe(namesOf(store, search).length)
  })

  test('as of an instant only who was there', () => {
    const then = at(NOW + 1)
    expect(listCompanies(store.read, { ...ALL, at: then }).items).toHaveLength(2)
    expect(countCompanies(store.read, { search: '', at: then }).total).toBe(2)
    expect(countCompanies(store.read, { search: 'o', at: then }).total).toBe(
      listCompanies(store.read, { ...ALL, search: 'o', at: then }).items.length,
    )
  })
})

describe('hostile words', () => {
  const HOSTILE = [
    '"',
    '""',
    "'",
    "''; drop table company; --",
    '*',
    'a*',
    '*a',
    '^a',
    'NEAR(',
    'NEAR(a b, 2)',
    'OR',
    'a OR',
    'AND NOT',
    'NOT',
    'words:',
    'words : a',
    'col:',
    '{words}: a',
    '- words : a',
    '-',
    '-a',
    '+',
    'a + b',
    '(',
    ')',
    '((((',
    '\0',
    'a\0b',
    'jambo\0',
    '\0jambo',
    '\ud800',
    'a\ud800',
    '\udc00b',
    '\ud83d',
    `${'x'.repeat(199)}🔑`,
    '\u202e',
    '\u200b',
    '\ufeff',
    '\u{10ffff}',
    '\u{10ffff}a',
    '%',
    '_',
    '?',
    '$1',
    ':a',
    '@a',
    '\\',
    '/*',
    '--',
    'a'.repeat(10_000),
    'a '.repeat(5_000),
    '"'.repeat(10_000),
    '🔑'.repeat(5_000),
    '\ufdfa'.repeat(10_000),
    '+2547'.repeat(2_000),
    `0${' '.repeat(9_000)}1`,
    '١٢٣٤٥',
    '𞤀𞤁',
  ]

  test.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text]))('are looked for and harm nothing: %s', (_, search) => {
    for (const after of [null, { part: 0, key: search, id: 0 } as const, { part: 1, key: '', id: 1 } as const])
      expect(Array.isArray(listCompanies(store.read, { ...ALL, search, after }).items)).toBe(true)
    expect(countCompanies(store.read, { search, at: null }).total).toBeLessThanOrEqual(FEW.length)
    expect(findCompanyIds(store.read, search)).toEqual([])
  })

  test('are no way to ask for all', () => {
    for (const search of ['*', '"*', '"" *', '%', '"" OR a*', 'x" OR "a"*']) expect(namesOf(store, search), search).toEqual([])
  })

  test('of any kind never throw', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ maxLength: 60 }),
      fc.string({ unit: fc.constantFrom('"', '*', '(', ')', ':', '-', '^', '\0', '\ud800', ' ', 'a', '0', '+', 'OR', 'NEAR') }),
    )
    fc.assert(
      fc.property(words, (search) => {
        expect(listCompanies(store.read, { ...ALL, search }).next).toBeNull()
        expect(countCompanies(store.read, { search, at: null }).total).toBeLessThanOrEqual(FEW.length)
      }),
      { numRuns: 2_000 },
    )
  })

  test('as names are stored, listed and found by the words in them', () => {
    const names = [
      'a\0b Nulworth',
      '\u202eevil Bidiworth',
      '<img src=x onerror=alert(1)> Tagworth',
      `${'ab'.repeat(5_000)} Longworth`,
      '=1+1 Cellworth',
      '"; Quoteworth',
    ]
    const hostile = fill(
      join(folder, 'hostile'),
      names.map((name, index) => customer(`cus_${index}`, { name })),
    )
    try {
      expect(new Set(listCompanies(hostile.read, ALL).items.map(({ name }) => name))).toEqual(new Set(names))
      for (const name of names) expect(namesOf(hostile, name.split(' ').at(-1) ?? '')).toEqual([name])
    } finally {
      hostile.close()
    }
  })
})

describe(`paging through ${CROWD} companies gives each exactly once`, () => {
  test.each([
    ['name', false, 7],
    ['name', true, 7],
    ['since', false, 7],
    ['since', true, 7],
    ['name', false, 1],
    ['since', true, 500],
    ['name', false, 999],
    ['name', true, 1000],
  ] as const)('by %s, descending %s, %i a page', (sort, isDescending, limit) => {
    const paged = pageThrough(crowd, { ...ALL, sort, isDescending, limit })
    expect(paged).toHaveLength(CROWD)
    expect(new Set(paged.map(({ id }) => id)).size).toBe(CROWD)
    const keys = paged.map((row) => (sort === 'name' ? row.name.toLowerCase() : (row.since ?? 0)))
    const inOrder = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    expect(keys).toEqual(isDescending ? inOrder.reverse() : inOrder)
  })

  test('forward and backward are each other reversed, ties included', () => {
    for (const sort of ['name', 'since'] as const) {
      const forward = pageThrough(crowd, { ...ALL, sort, limit: 13 }).map(({ id }) => id)
      const backward = pageThrough(crowd, { ...ALL, sort, limit: 13, isDescending: true }).map(({ id }) => id)
      expect(backward.reverse()).toEqual(forward)
    }
  })

  test.each([1, 2, 7, 50, 124, 125, 126, 999])('while searching, through both parts, %i a page', (limit) => {
    const whole = listCompanies(crowd.read, { ...ALL, search: 'acme' }).items.map(({ id }) => id)
    const paged = pageThrough(crowd, { ...ALL, search: 'acme', limit }).map(({ id }) => id)
    expect(whole).toHaveLength(countCompanies(crowd.read, { search: 'acme', at: null }).total)
    expect(paged).toEqual(whole)
    expect(new Set(paged).size).toBe(paged.length)
  })

  test('as of an instant', () => {
    const then = at(NOW + 20)
    const paged = pageThrough(crowd, { ...ALL, at: then, limit: 7 })
    expect(paged).toHaveLength(countCompanies(crowd.read, { search: '', at: then }).total)
    expect(paged.every(({ since }) => since !== null && since <= then)).toBe(true)
    const searched = pageThrough(crowd, { ...ALL, search: 'acme', at: then, limit: 7 })
    expect(searched).toHaveLength(countCompanies(crowd.read, { search: 'acme', at: then }).total)
    expect(searched.length).toBeGreaterThan(7)
  })
})

describe('a company is found', () => {
  test('by our id, a provider id or an e-mail', () => {
    const [row] = listCompanies(store.read, { ...ALL, search: 'jambo' }).items
    const id = findCompanyIds(store.read, 'cus_Jambo1')
    expect(id).toHaveLength(1)
    expect(findCompanyIds(store.read, row?.id ?? '')).toEqual(id)
    expect(findCompanyIds(store.read, 'jane.wanjiru@jambo.co.ke')).toEqual(id)
    expect(getCompany(store.read, id[0] ?? 0).name).toBe('Jambo Traders')
    expect(findCompanyIds(store.read, 'nobody')).toEqual([])
  })

  test('by an e-mail that several have: all of them', () => {
    expect(findCompanyIds(crowd.read, 'shared@crowd.test').length).toBeGreaterThan(1)
  })
})

describe('no question of a screen reads a whole table', () => {
  const first = { ...ALL, limit: 50 }
  const named: CompanyPosition = { part: 0, key: 'acme', id: 3 }

  test.each<[what: string, ask: (each: Store) => unknown]>([
    ['a later page by name', ({ read }) => listCompanies(read, { ...first, after: named })],
    ['a later page by name, descending', ({ read }) => listCompanies(read, { ...first, isDescending: true, after: named })],
    ['a later page by start', ({ read }) => listCompanies(read, { ...first, sort: 'since', after: { part: 0, key: NOW, id: 3 } })],
    ['a later page as of an instant', ({ read }) => listCompanies(read, { ...first, at: NOW, after: named })],
    ['a first page of a search', ({ read }) => listCompanies(read, { ...first, search: 'acme' })],
    ['a later page of a search', ({ read }) => listCompanies(read, { ...first, search: 'acme', after: named })],
    ['a page of the other matches', ({ read }) => listCompanies(read, { ...first, search: 'acme', after: { part: 1, key: '', id: 3 } })],
    ['the count of a search', ({ read }) => countCompanies(read, { search: 'acme', at: null })],
    ['a company by its names', ({ read }) => findCompanyIds(read, 'shared@crowd.test')],
    ['a company', ({ read }) => getCompany(read, 1)],
    ['the customers of a span', ({ read }) => listRefsCreatedWithin(read, 1, 'customer', NOW, at(NOW + 5))],
    ['the prices of a span', ({ read }) => listRefsCreatedWithin(read, 1, 'price', NOW, at(NOW + 5))],
    ['an object of the mirror', ({ read }) => findMirrored(read, 1, 'invoice', 'in_1')],
  ])('%s', (_, ask) => {
    const plans = explain(crowd, ask)
    expect(plans.length).toBeGreaterThan(0)
    expect(plans.filter((step) => /^SCAN (company|customer|company_link|fact|billed_object|provider_event)\b/.test(step))).toEqual([])
    expect(plans.filter((step) => /TEMP B-TREE FOR .*ORDER BY/.test(step))).toEqual([])
  })

  test.each<[what: string, index: string, ask: (each: Store) => unknown]>([
    ['by name', 'company_by_name', ({ read }) => listCompanies(read, first)],
    ['by name, descending', 'company_by_name', ({ read }) => listCompanies(read, { ...first, isDescending: true })],
    ['by start', 'company_by_since', ({ read }) => listCompanies(read, { ...first, sort: 'since' })],
    ['by start, descending', 'company_by_since', ({ read }) => listCompanies(read, { ...first, sort: 'since', isDescending: true })],
  ])('a first page %s walks along %s and sorts nothing', (_, index, ask) => {
    const [walk, ...others] = explain(crowd, ask)
    expect(walk).toBe(`SCAN company USING INDEX ${index}`)
    expect(others.join('\n')).not.toMatch(/SCAN company\b|TEMP B-TREE/)
  })

  test('a question that would is caught by this check', () => {
    expect(explain(crowd, ({ read }) => read.sqlite.prepare('select * from company where phone = ?'))).toEqual(['SCAN company'])
  })
})

/** What SQLite would do for every statement that a question prepares. */
function explain(each: Store, ask: (each: Store) => unknown): string[] {
  const { sqlite } = each.read
  const prepare = sqlite.prepare
  const asked: string[] = []
  sqlite.prepare = ((text: string) => {
    asked.push(text)
    return prepare.call(sqlite, text)
  }) as typeof sqlite.prepare
  try {
    // What was prepared before is prepared again: statements are kept by the object that asks.
    ask({ ...each, read: { ...each.read } })
  } finally {
    sqlite.prepare = prepare
  }
  return asked.flatMap((text) => {
    const statement = sqlite.prepare(`explain query plan ${text}`)
    const holes = text.match(/\?/g)?.length ?? 0
    return (statement.all(...new Array<null>(holes).fill(null)) as { detail: string }[]).map(({ detail }) => detail)
  })
}

function namesOf({ read }: Store, search: string): string[] {
  return listCompanies(read, { ...ALL, search }).items.map(({ name }) => name)
}

function pageThrough({ read }: Store, query: CompanyQuery) {
  const rows = []
  let after: CompanyPosition | null = null
  do {
    const { items, next } = listCompanies(read, { ...query, after })
    expect(items.length).toBeLessThanOrEqual(query.limit)
    if (next) expect(items).toHaveLength(query.limit)
    rows.push(...items)
    after = next
  } while (after !== null && rows.length <= 2 * CROWD)
  return rows
}

function fill(path: string, customers: MirroredCustomer[]): Store {
  mkdirSync(path)
  const filled = openStore(path, 'write', NOW)
  filled.transact((tx) => {
    saveConnection(
      tx,
      { provider: 'stripe', mode: 'test', ref: 'acct_1', name: null },
      {
        baseUrl: null,
        secretKind: 'environment',
        secretName: 'KEY',
        lastFour: '1234',
        permissions: {},
        connectedAt: NOW,
        limits: null,
        settings: {},
      },
    )
  })
  const connection = findConnection(filled.read, 'stripe')
  if (!connection) throw new Error('the connection is gone')
  takeObjects(filled, connection, customers)
  return filled
}

function customer(ref: string, given: Partial<MirroredCustomer>): MirroredCustomer {
  const columns = { ref, name: null, email: null, phone: null, currency: null, namedCompany: null, createdAt: NOW, ...given }
  return { kind: 'customer', ...columns, json: JSON.stringify(columns) }
}

const FEW: MirroredCustomer[] = [
  customer('cus_Jambo1', { name: 'Jambo Traders', email: 'jane.wanjiru@jambo.co.ke', phone: '+254 712 345 678' }),
  customer('cus_Nandu', { name: 'Ñandú Café', email: 'josé@nandu.example', phone: '0733 111222', createdAt: at(NOW + 1) }),
  customer('cus_Brien', { name: "O'Brien & Sons", phone: '+44 20 7946 0958', createdAt: at(NOW + 2) }),
  customer('cus_Mill', { name: '(Old) Mill', createdAt: at(NOW + 3) }),
  customer('cus_Kiosk', { name: '24/7 Kiosk', createdAt: at(NOW + 4) }),
  customer('cus_Selam', { name: 'ሰላም ንግድ', createdAt: at(NOW + 5) }),
  customer('cus_Fine', { name: 'ﬁne wares', createdAt: at(NOW + 6) }),
  customer('cus_Five', { name: '№5 Perfumes', createdAt: at(NOW + 7) }),
  customer('cus_Wide', { name: 'ＡＢＣ Ltd', createdAt: at(NOW + 8) }),
]

/** A crowd in which names and instants are shared by many, in an order of its own. */
function makeCrowd(): MirroredCustomer[] {
  return Array.from({ length: CROWD }, (_, index) => {
    const place = (index * 617) % CROWD
    const name = place % 8 === 0 ? `Acme ${place % 5}` : place % 8 === 1 ? `Zeta ${place % 7} of Acme` : `Company ${place % 50}`
    return customer(`cus_${place}`, { name, email: place % 100 === 0 ? 'shared@crowd.test' : null, createdAt: at(NOW + (place % 40)) })
  })
}
