import { randomInt } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toFacts } from '../../../src-main/domain/fact.ts'
import type { MirroredObject } from '../../../src-main/domain/mirrored.ts'
import { CHAIN_START, chainHash, findBrokenLink } from '../../../src-main/store/chain.ts'
import { databaseFile } from '../../../src-main/store/databaseFile.ts'
import { openStore, type Store } from '../../../src-main/store/openStore.ts'
import { examineDatabase } from '../../../src-main/store/reads/examineDatabase.ts'
import { examineWhole } from '../../../src-main/store/reads/examineWhole.ts'
import { saveAction, saveActionStep } from '../../../src-main/store/writes/saveAction.ts'
import { saveCatalogVersion } from '../../../src-main/store/writes/saveCatalogVersion.ts'
import { saveFacts } from '../../../src-main/store/writes/saveFacts.ts'
import { saveLinkFact } from '../../../src-main/store/writes/saveLinkFact.ts'
import { saveRecorded } from '../../../src-main/store/writes/saveRecorded.ts'
import { saveUsage } from '../../../src-main/store/writes/saveUsage.ts'
import { at, makeConnectedStore, makeFolder, makeStore, NOW, takeObjects } from './makeStore.ts'

const FACTS = 8
const CATALOGS = 6
const STATES = 5
const USES = 5
const RECORDS = 5
const LINKS = 5
const ACTIONS = 4
/** Each action was decided, and cancelled. */
const STEPS = 2 * ACTIONS
const FLIPS = Number(process.env['TIERDESK_FLIPS'] ?? 200)

/** What exists nowhere else: its table, its name among the checks, its rows and what of them is chained. */
const CHAINS = [
  ['fact', 'observed facts', FACTS, ['key', 'kind', 'at', 'seen_at', 'source', 'account', 'ref', 'chained_to', 'hash']],
  ['catalog_version', 'catalog versions', CATALOGS, ['product', 'version', 'from_at', 'content', 'imported_at', 'chained_to', 'hash']],
  ['observation', 'earlier states', STATES, ['account', 'kind', 'ref', 'at', 'seen_at', 'content', 'chained_to', 'hash']],
  [
    'usage_record',
    'usage',
    USES,
    [
      ...['company', 'product', 'metric', 'key', 'quantity', 'at', 'dimension_name', 'dimension_value'],
      ...['source', 'seen_at', 'chained_to', 'hash'],
    ],
  ],
  [
    'recorded_fact',
    'recorded facts',
    RECORDS,
    ['company', 'product', 'kind', 'key', 'at', 'seen_at', 'source', 'content', 'chained_to', 'hash'],
  ],
  ['link_fact', 'links', LINKS, ['kind', 'provider', 'account', 'ref', 'company', 'offer', 'at', 'source', 'reason', 'chained_to', 'hash']],
  [
    'action',
    'actions',
    ACTIONS,
    [
      ...['id', 'kind', 'provider', 'account', 'company', 'product', 'serial', 'wish', 'title'],
      ...['amount', 'currency', 'at', 'who', 'reason', 'chained_to', 'hash'],
    ],
  ],
  ['action_step', 'steps of actions', STEPS, ['action', 'state', 'at', 'who', 'text', 'reason', 'detail', 'chained_to', 'hash']],
] as const

describe('what nobody touched', () => {
  test('is whole, chain by chain', () => {
    expect(examineDatabase(makeFilledStore().read)).toEqual([
      { name: 'database', ok: true, detail: 'whole' },
      { name: 'references', ok: true, detail: 'all have their row' },
      { name: 'catalog versions', ok: true, detail: `${CATALOGS} in an unbroken chain` },
      { name: 'observed facts', ok: true, detail: `${FACTS} in an unbroken chain` },
      { name: 'earlier states', ok: true, detail: `${STATES} in an unbroken chain` },
      { name: 'usage', ok: true, detail: `${USES} in an unbroken chain` },
      { name: 'recorded facts', ok: true, detail: `${RECORDS} in an unbroken chain` },
      { name: 'links', ok: true, detail: `${LINKS} in an unbroken chain` },
      { name: 'actions', ok: true, detail: `${ACTIONS} in an unbroken chain` },
      { name: 'steps of actions', ok: true, detail: `${STEPS} in an unbroken chain` },
    ])
  })

  test('is whole when it is empty', () => {
    expect(examineDatabase(makeStore().read).every(({ ok }) => ok)).toBe(true)
  })

  test('is whole with the texts that are hardest to keep', () => {
    const store = makeFilledStore()
    const hostile = ['', 'a\0b', '\u202etxt', '\ufeff', 'é', 'e\u0301', '\u{10ffff}', '"', "'", '\\', '\n', 'x'.repeat(100_000)]
    store.transact((tx) => {
      for (const [index, text] of hostile.entries()) {
        saveCatalogVersion(tx, { product: `hostile-${index}`, content: text, fromAt: null, importedAt: NOW })
        saveFacts(tx, toFacts({ kind: 'deleted', of: 'customer', ref: text, deletedAt: NOW }, 'stripe', 'acct_1'), NOW)
      }
    })
    expect(failures(store)).toEqual([])
  })

  test('is whole where a provider sent half a character', () => {
    const store = makeFilledStore()
    store.transact((tx) =>
      saveFacts(tx, toFacts({ kind: 'deleted', of: 'customer', ref: 'cus_\ud800', deletedAt: NOW }, 'stripe', 'acct_1'), NOW),
    )
    expect(failures(store)).toEqual([])
  })

  test('stays whole when the same facts come again', () => {
    const store = makeFilledStore()
    store.transact((tx) => saveFacts(tx, deletions(), at(NOW + 5)))
    expect(failures(store)).toEqual([])
  })
})

describe('a change behind our back is found, wherever it is', () => {
  const places = CHAINS.flatMap(([table, check, rows, columns]) => columns.map((column) => ({ table, column, check, rows })))

  test.each(places)('one bit in $table.$column, in each of its rows', ({ table, column, check, rows }) => {
    const store = makeFilledStore()
    const rowids = store.read.sqlite.prepare(`select rowid from ${table}`).pluck().all() as number[]
    expect(rowids).toHaveLength(rows)
    for (const rowid of rowids) {
      const restore = alter(store, table, column, rowid, (value) => flipBit(value, 3))
      expect(failures(store), `row ${rowid}`).toEqual([check])
      restore()
    }
    expect(failures(store)).toEqual([])
  })

  test(`${FLIPS} random bits in random fields`, () => {
    const seed = randomInt(2 ** 31)
    const store = makeFilledStore()
    const flip = fc.record({ place: fc.constantFrom(...places), row: fc.nat(), bit: fc.nat() })
    fc.assert(
      fc.property(flip, ({ place: { table, column, check, rows }, row, bit }) => {
        const restore = alter(store, table, column, 1 + (row % rows), (value) => flipBit(value, bit))
        const found = failures(store)
        restore()
        expect(found).toEqual([check])
      }),
      { seed, numRuns: FLIPS },
    )
    expect(failures(store)).toEqual([])
  })

  test('and would not be without the chains: SQLite’s own checks pass it over', () => {
    const store = makeFilledStore()
    for (const rowid of [1, 2, 3]) {
      const restore = alter(store, 'usage_record', 'quantity', rowid, (value) => flipBit(value, 3))
      expect(examineWhole(store.read.sqlite).every(({ ok }) => ok)).toBe(true)
      expect(failures(store)).toEqual(['usage'])
      restore()
    }
  })

  test('a lost row, whichever it is but the last', () => {
    for (const [table, check, rows] of CHAINS) {
      for (let rowid = 1; rowid < rows; rowid++) {
        const store = makeFilledStore()
        store.transact((tx) => tx.sqlite.prepare(`delete from ${table} where rowid = ?`).run(rowid))
        expect(failures(store), `${table} ${rowid}`).toEqual([check])
        store.close()
      }
    }
  })

  test.each(CHAINS.filter(([table]) => table !== 'catalog_version'))('two rows of %s that change places', (table, check) => {
    const store = makeFilledStore()
    store.transact((tx) => {
      tx.sqlite.prepare(`update ${table} set rowid = 100 where rowid = 3`).run()
      tx.sqlite.prepare(`update ${table} set rowid = 3 where rowid = 4`).run()
      tx.sqlite.prepare(`update ${table} set rowid = 4 where rowid = 100`).run()
    })
    expect(failures(store)).toEqual([check])
  })

  test.each([2, FACTS])('fact %i taken out of the chain', (id) => {
    const store = makeFilledStore()
    store.transact((tx) => tx.sqlite.prepare('update fact set hash = null where id = ?').run(id))
    expect(failures(store)).toEqual(['observed facts'])
  })

  test('a row slipped in', () => {
    const store = makeFilledStore()
    store.transact((tx) =>
      tx.sqlite
        .prepare("insert into fact select 100, 'forged', kind, at, seen_at, source, account, ref, chained_to, hash from fact where id = 4")
        .run(),
    )
    expect(failures(store)).toEqual(['observed facts'])
  })
})

test(`${FLIPS} random bits in the bytes of precious rows on the disk: all found`, () => {
  const seed = randomInt(2 ** 31)
  const folder = makeFolder()
  makeFilledStore(folder).close()
  const file = databaseFile(folder)
  const whole = readFileSync(file)
  const texts = [
    'customer.deleted:stripe',
    '{"product":"',
    'acct_1priceprice_1',
    'uses of the program',
    '{"minutes":',
    'Refund a payment in full',
  ]
  const spots = texts.flatMap((text) => findAll(whole, text))
  expect(spots.length).toBeGreaterThanOrEqual(FACTS + CATALOGS + STATES + USES + RECORDS + ACTIONS)
  fc.assert(
    fc.property(fc.constantFrom(...spots), fc.nat(23), fc.nat(7), (spot, offset, bit) => {
      const spoilt = Buffer.from(whole)
      spoilt.writeUInt8((spoilt[spot + offset] ?? 0) ^ (1 << bit), spot + offset)
      writeFileSync(file, spoilt)
      const store = openStore(folder, 'read', NOW)
      try {
        expect(failures(store)).not.toEqual([])
      } finally {
        store.close()
      }
    }),
    { seed, numRuns: FLIPS },
  )
})

describe('the chain itself', () => {
  const link = (before: Buffer, values: (string | number | null)[]) => ({ chainedTo: before, hash: chainHash(before, values), values })

  test('names the first row that does not follow', () => {
    const first = link(CHAIN_START, ['a', 1])
    const second = link(first.hash, ['b', null])
    const third = link(second.hash, ['c', 3])
    expect(findBrokenLink([])).toBeNull()
    expect(findBrokenLink([first, second, third])).toBeNull()
    expect(findBrokenLink([second, third])).toBe(0)
    expect(findBrokenLink([first, third])).toBe(1)
    expect(findBrokenLink([first, second, { ...third, values: ['c', 4] }])).toBe(2)
  })

  test('tells values apart that a careless joining would not', () => {
    const hashes = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['a,"b', 'c'],
      ['1', 'x'],
      [1, 'x'],
      [null, 'x'],
      ['null', 'x'],
      ['', 'x'],
    ].map((values) => chainHash(CHAIN_START, values).toString('hex'))
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})

/** So far apart that one flipped bit makes no other of them. */
function toLetters(index: number): string {
  return 'abcdefghij'.charAt(index).repeat(3)
}

function deletions() {
  return Array.from({ length: FACTS }, (_, index) =>
    toFacts({ kind: 'deleted', of: 'customer', ref: `cus_${toLetters(index)}`, deletedAt: at(NOW + index) }, 'stripe', 'acct_1'),
  ).flat()
}

function makeFilledStore(folder?: string): Store {
  const { store, connection } = makeConnectedStore(folder)
  for (let index = 0; index <= STATES; index++)
    takeObjects(store, connection, [price(index)], { answeredAt: at(NOW + index), seenAt: at(NOW + index) })
  store.transact((tx) => {
    for (let index = 0; index < USES; index++)
      saveUsage(
        tx,
        [
          {
            ...{
              company: 'co_1',
              product: 'prints',
              metric: 'uses of the program',
              key: `use-${toLetters(index)}`,
              quantity: 1000 + index,
            },
            ...{ at: at(NOW + index), dimension: { name: 'part', value: 'primary' }, source: 'a test' },
          },
        ],
        NOW,
      )
    for (let index = 0; index < RECORDS; index++) {
      const said = {
        company: 'co_1',
        product: 'prints',
        kind: 'hours',
        key: `day-${toLetters(index)}`,
        at: at(NOW + index),
        source: 'a test',
      } as const
      saveRecorded(tx, { ...said, content: { minutes: 1000 + index, note: 'Booking pages' } }, NOW)
    }
    for (let index = 0; index < LINKS; index++)
      saveLinkFact(tx, {
        ...{ kind: 'payment', provider: 'mpesa', account: '174379', ref: `receipt-${toLetters(index)}`, company: 'co_1' },
        ...{ offer: { product: 'prints', plan: 'pro', interval: 'once' }, at: at(NOW + index), source: 'a test', reason: 'They called' },
      })
    for (let index = 0; index < ACTIONS; index++) {
      const id = `action-${toLetters(index)}`
      const said = { at: at(NOW + index), who: 'ann@desk', text: 'Said', reason: 'They called', detail: {} }
      saveAction(
        tx,
        {
          ...{
            id,
            kind: 'payment.refund',
            provider: 'stripe',
            account: 'acct_1',
            company: 'co_1',
            product: 'prints',
            serial: 'payment:pi_1',
          },
          ...{ wish: '{"kind":"payment.refund"}', title: 'Refund a payment in full', amount: { amount: 1000 + index, currency: 'USD' } },
          ...{ at: at(NOW + index), who: 'ann@desk', reason: 'They called' },
        },
        { ...said, state: 'queued' },
      )
      saveActionStep(tx, { ...said, action: id, state: 'cancelled' })
    }
    saveFacts(tx, deletions(), NOW)
    for (let index = 0; index < CATALOGS; index++) {
      const product = index % 2 === 0 ? 'prints' : 'albums'
      saveCatalogVersion(tx, { product, content: JSON.stringify({ product, index }), fromAt: at(NOW + index), importedAt: at(NOW + index) })
    }
  })
  return store
}

/** A price whose lookup key is another each time, which no provider can tell again. */
function price(index: number): MirroredObject {
  const terms = { currency: 'usd', amount: 1000, interval: null, isMetered: false, product: null, isActive: true }
  const content = { ...terms, lookupKey: `prints.${index}` }
  return { kind: 'price', ref: 'price_1', customer: null, partOf: null, createdAt: NOW, content, json: JSON.stringify(content) }
}

function failures({ read }: Store): string[] {
  return examineDatabase(read)
    .filter(({ ok }) => !ok)
    .map(({ name }) => name)
}

type Value = string | number | Buffer

/** Changes one field past all our code; gives back what puts it right again. */
function alter(store: Store, table: string, column: string, rowid: number, change: (value: Value) => Value): () => void {
  const before = store.read.sqlite.prepare(`select ${column} from ${table} where rowid = ?`).pluck().get(rowid) as Value
  const write = (value: Value) =>
    store.transact((tx) => {
      const isText = typeof before === 'string'
      const place = isText ? 'cast(? as text)' : '?'
      tx.sqlite
        .prepare(`update ${table} set ${column} = ${place} where rowid = ?`)
        .run(isText ? Buffer.from(value as string) : value, rowid)
    })
  write(change(before))
  return () => write(before)
}

function flipBit(value: Value, bit: number): Value {
  if (typeof value === 'number') return value + 2 ** (3 + (bit % 27))
  const bytes = Buffer.from(value as string)
  const index = Math.floor(bit / 8) % bytes.length
  bytes.writeUInt8((bytes[index] ?? 0) ^ (1 << (bit % 8)), index)
  return bytes
}

function findAll(bytes: Buffer, text: string): number[] {
  const found: number[] = []
  for (let spot = bytes.indexOf(text); spot !== -1; spot = bytes.indexOf(text, spot + 1)) found.push(spot)
  return found
}
