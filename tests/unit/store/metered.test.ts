import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MeteredUse } from '../../../src-main/domain/companyFacts.ts'
import type { MirroredMeter, MirroredObject } from '../../../src-main/domain/mirrored.ts'
import { digestDerived } from '../../../src-main/store/reads/digestDerived.ts'
import { examineSums } from '../../../src-main/store/reads/examineSums.ts'
import { deriveFigures } from '../../../src-main/store/writes/deriveFigures.ts'
import { rebuildDerived } from '../../../src-main/store/writes/rebuildDerived.ts'
import { saveMeteredUse, saveMeters } from '../../../src-main/store/writes/saveMeters.ts'
import { saveUsage } from '../../../src-main/store/writes/saveUsage.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { catalogs } from '../domain/entitlement/makeFacts.ts'
import { CONTENTS, makeBilled } from './makeBilled.ts'
import { makeConnectedStore, NOW, takeObjects } from './makeStore.ts'

const DAY_MS = 86_400_000
const MIDNIGHT = Math.floor(NOW / DAY_MS) * DAY_MS
const CONTEXT = { catalogs, zone: 'Africa/Nairobi', now: NOW }
const CUSTOMERS = ['cus_1', 'cus_2']
const METER: MirroredMeter = { ref: 'mtr_1', eventName: 'api_calls', name: 'Calls', formula: 'sum', isActive: true, json: '{}' }

/** A reading of some days up to now: of each day in thousandths, what was taken back among them. */
const reading = fc.record({
  customer: fc.constantFrom(...CUSTOMERS),
  days: fc.array(fc.integer({ min: -3_000, max: 50_000 }), { minLength: 1, maxLength: 12 }),
  /** In which of them the window began. */
  cut: fc.nat({ max: 11 }),
  isToldBesides: fc.boolean(),
})

function toUses(thousandths: readonly number[], cut: number): MeteredUse[] {
  const first = MIDNIGHT - (thousandths.length - 1) * DAY_MS
  return thousandths.map((quantity, index) => {
    const from = toInstant(first + index * DAY_MS)
    const windowStart = index >= cut ? toInstant(first + cut * DAY_MS) : null
    return { from, until: toInstant(Math.min(from + DAY_MS, NOW)), quantity: quantity / 1_000, windowStart }
  })
}

function makeMeteredStore() {
  const made = makeConnectedStore()
  const { store, connection } = made
  const objects = CUSTOMERS.flatMap((ref): MirroredObject[] => {
    const columns = { ref, name: ref, email: null, phone: null, currency: null, namedCompany: null, createdAt: NOW }
    const terms = { ...CONTENTS.price, lookupKey: 'threat-analytics.starter.month', isMetered: true }
    const items = CONTENTS.subscription.items.map((item) => ({ ...item, price: 'price_calls', terms }))
    return [
      { kind: 'customer', ...columns, json: JSON.stringify(columns) },
      makeBilled('price', { ...terms, meter: METER.ref }, { ref: 'price_calls', customer: null }),
      makeBilled('subscription', { items }, { ref: `sub_${ref}`, customer: ref }),
    ]
  })
  takeObjects(store, connection, objects)
  store.transact((tx) => {
    saveMeters(tx, connection.accountId, [METER], NOW)
    deriveFigures(tx, CONTEXT, { customers: CUSTOMERS, unowned: [] }, connection.account)
  })
  return made
}

test('however readings follow each other, what is kept of them is what follows from the last of each, and its sums are right', () => {
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 8 }), (readings) => {
      const { store, connection } = makeMeteredStore()
      for (const [index, { customer, days, cut, isToldBesides }] of readings.entries()) {
        const uses = toUses(days, cut)
        store.transact((tx) => {
          const company = String(tx.sqlite.prepare('select ref from company where name = ?').pluck().get(customer))
          const told = { product: 'threat-analytics', metric: 'api-calls', quantity: 3, at: NOW, dimension: null, source: 'file' }
          if (isToldBesides) saveUsage(tx, [{ ...told, company, key: `told ${index}` }], NOW)
          const from = uses[0]?.from as Instant
          saveMeteredUse(tx, connection.accountId, { customer, meter: METER.ref, from, readUpTo: NOW, wholeAt: NOW, uses, fetchedAt: NOW })
          deriveFigures(tx, CONTEXT, { customers: [customer], unowned: [] }, connection.account)
        })
      }
      const kept = digestDerived(store.read)
      expect(kept.get('metered use')?.rows).toBeGreaterThan(0)
      expect(examineSums(store.read, CONTEXT).filter(({ ok }) => !ok)).toEqual([])
      store.transact((tx) => rebuildDerived(tx, CONTEXT))
      expect(digestDerived(store.read)).toEqual(kept)
      expect(examineSums(store.read, CONTEXT).filter(({ ok }) => !ok)).toEqual([])
      store.close()
    }),
    { numRuns: 25 },
  )
})
