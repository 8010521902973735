import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../../src-main/store/openStore.ts'
import type { ReadDb } from '../../../src-main/store/readDb.ts'
import { readCompanyFacts, readUnownedFacts } from '../../../src-main/store/reads/companyFacts.ts'
import { listUseOver, readCompanyFigures } from '../../../src-main/store/reads/companyFigures.ts'
import { listRevenue } from '../../../src-main/store/reads/figures.ts'
import { listRunRules } from '../../../src-main/store/reads/listRuns.ts'
import { listMeteredCustomers } from '../../../src-main/store/reads/meteredItems.ts'
import { listMeteredPage, listMeteredUsage } from '../../../src-main/store/reads/meteredRecords.ts'
import { listCustomerSlice, listUnownedSlice } from '../../../src-main/store/reads/mirrorSlices.ts'
import { countStatuses, listCompanyIdentities, listNearUses } from '../../../src-main/store/reads/overviewRows.ts'
import { findUnmatched, sumPayments } from '../../../src-main/store/reads/paymentDays.ts'
import { createPriceShelf } from '../../../src-main/store/reads/priceShelf.ts'
import { readMovement } from '../../../src-main/store/reads/readMovement.ts'
import { findNewestUsage, listUsageDays } from '../../../src-main/store/reads/usageDays.ts'
import { listMostOfMonth, listUseOfSpan, readCompanyNames } from '../../../src-main/store/reads/usageMonths.ts'
import { makeBilled } from './makeBilled.ts'
import { at, makeConnectedStore, makeFolder, NOW, takeObjects } from './makeStore.ts'

const DAY_MS = 86_400_000

/** What SQLite would do for every statement that a question prepares. */
function explain({ sqlite }: ReadDb, ask: () => unknown): string[] {
  const prepare = sqlite.prepare
  const asked: string[] = []
  sqlite.prepare = ((text: string) => {
    asked.push(text)
    return prepare.call(sqlite, text)
  }) as typeof sqlite.prepare
  try {
    ask()
  } finally {
    sqlite.prepare = prepare
  }
  return asked
    .flatMap((text) => {
      const statement = sqlite.prepare(`explain query plan ${text}`)
      const names = [...text.matchAll(/:(\w+)/g)].map(([, name]) => [name, null])
      const holes = new Array<null>(text.match(/\?/g)?.length ?? 0).fill(null)
      return (names.length > 0 ? statement.all(Object.fromEntries(names)) : statement.all(...holes)) as { detail: string }[]
    })
    .map(({ detail }) => detail)
}

/** What is read from one end to the other: lists that were handed over, and those near a limit, who are few by what they are. */
function listWalks(plans: readonly string[]): string[] {
  return plans.filter(
    (step) =>
      step.startsWith('SCAN') &&
      !/VIRTUAL TABLE|CONSTANT ROW|company_metric_near|SCAN status_count|SCAN over|SCAN \(|SCAN provider_account/.test(step),
  )
}

const asked: [what: string, ask: (db: ReadDb) => unknown][] = [
  ['the movement of twelve months', (db) => readMovement(db, [NOW, at(NOW + 40 * DAY_MS)], 'UTC')],
  ['the payments of a day', (db) => sumPayments(db, { start: NOW, end: at(NOW + DAY_MS) }, at(NOW + 1))],
  ['payments that match nothing', (db) => findUnmatched(db)],
  ['how many have each status', (db) => countStatuses(db, NOW, { graceMs: 1, trialMs: 1 })],
  ['who is near a limit', (db) => listNearUses(db, NOW, 10)],
  ['whom the clock has changed', (db) => listCompanyIdentities(db, NOW)],
  ['the revenue of a company', (db) => listRevenue(db, 1, NOW)],
  ['the figures of a page', (db) => readCompanyFigures(db, [1, 2], NOW)],
  ['who uses more than a limit', (db) => listUseOver(db, 'trading', [{ metric: 'positions', limit: 5 }])],
  [
    'the use of all by day',
    (db) => [findNewestUsage(db), listUsageDays(db, { product: 'trading', metric: 'positions', kind: 'stock', days: ['2026-11-01'] })],
  ],
  [
    'who used most in a month',
    (db) => [
      listMostOfMonth(db, { product: 'threat-analytics', metric: 'api-calls', month: NOW, limit: 1, most: 9 }),
      readCompanyNames(db, [1]),
    ],
  ],
  ['the rules of runs', (db) => listRunRules(db, [1, 2])],
  ['the next customers to compare', (db) => listCustomerSlice(db, 1, 0, 50)],
  ['the next payments of nobody to compare', (db) => listUnownedSlice(db, 1, 0, 50)],
  ['the facts of a company', (db) => readCompanyFacts(db, 1, null, createPriceShelf(db))],
  ['who pays by a meter', (db) => listMeteredCustomers(db, 1, null)],
  [
    'what was used of a metric',
    (db) => {
      const question = { company: 'co_1', owns: ['co_1'], product: 'trading', metric: 'positions', from: null, to: null, at: null }
      return [listMeteredUsage(db, question), listMeteredPage(db, question, 10, null)]
    },
  ],
  ['the facts of payments of nobody', (db) => readUnownedFacts(db, { accountId: 1, account: 'acct_1', provider: 'stripe' }, ['pi_1'])],
]

test.each(asked)('%s is asked of an index, however many companies there are', (_, ask) => {
  const folder = makeFolder()
  const { store, connection } = makeConnectedStore(folder)
  const columns = { ref: 'cus_1', name: 'One', email: null, phone: null, currency: null, namedCompany: null, createdAt: NOW }
  takeObjects(store, connection, [
    { kind: 'customer', ...columns, json: JSON.stringify(columns) },
    makeBilled('subscription'),
    makeBilled('payment'),
    makeBilled('payment', {}, { ref: 'pi_1', customer: null }),
  ])
  // A handle of its own, which has prepared nothing yet.
  const { read, close } = openStore(folder, 'read', NOW)
  onTestFinished(close)
  const plans = explain(read, () => ask(read))
  expect(plans.length).toBeGreaterThan(0)
  expect(listWalks(plans)).toEqual([])
})

test('of the use in a part of a month nobody is passed over, and no record outside of it is read', () => {
  const { store } = makeConnectedStore()
  const stretch = { start: NOW, end: at(NOW + DAY_MS) }
  const plans = explain(store.read, () =>
    listUseOfSpan(store.read, { product: 'threat-analytics', metric: 'api-calls' }, { months: stretch, parts: [stretch] }),
  )
  expect(listWalks(plans)).toEqual(['SCAN link USING INDEX company_link_by_own'])
})

test('a question that walks through a table is caught by this check', () => {
  const { store } = makeConnectedStore()
  expect(listWalks(explain(store.read, () => store.read.sqlite.prepare('select sum(amount) from revenue_change')))).toHaveLength(1)
  expect(listWalks(explain(store.read, () => store.read.sqlite.prepare('select count(*) from usage_record where at > :now')))).toHaveLength(
    1,
  )
})
