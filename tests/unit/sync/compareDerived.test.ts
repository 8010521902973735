import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { databaseFile } from '../../../src-main/store/databaseFile.ts'
import { digestDerived } from '../../../src-main/store/reads/digestDerived.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { makeTradingSubscription, putTrading } from '../../fixtures/putTrading.ts'
import { makePaymentIntent } from '../../fixtures/stripeObjects.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const CUSTOMERS = 120
const MINE = "(select company_id from company_link where ref = 'cus_T000001')"

let world: World
let engine: Engine

beforeEach(async () => {
  world = await createWorld(CUSTOMERS)
  putTrading(world.stripe)
  world.stripe.put(makeTradingSubscription(world.stripe, { id: 'sub_T90', customer: 'cus_T000090' }), { silently: true })
  world.stripe.put(makePaymentIntent({ id: 'pi_nobody', created: 1_790_000_000, customer: null, amount: 99_00 }), { silently: true })
  await world.connect()
  engine = world.open()
  await engine.client.sync.start({})
  await engine.client.usage.record({ company: 'cus_T000001', metric: 'trading.positions', quantity: 7, key: 'k1' })
  world.clock.advance(60 * MINUTE)
  await engine.client.sync.start({})
})
afterEach(() => world.end())

/** Changes what is kept behind the engine's back. */
function plant(statement: string): number {
  const sqlite = new Sqlite(databaseFile(world.folder))
  try {
    return sqlite.prepare(statement).run().changes
  } finally {
    sqlite.close()
  }
}
const drift = async () => (await engine.client.sync.drift({})).items.map(({ kind, ref, change, cause }) => ({ kind, ref, change, cause }))
const digest = () => world.look(({ read }) => digestDerived(read))
const idOf = async (customer: string) => (await engine.client.companies.get({ company: customer })).id
const differed = { change: 'changed', cause: 'derived-differed' }

describe('a full reconciliation', () => {
  test('finds nothing where all is derived as it follows, whatever day it is', async () => {
    const before = digest()
    await engine.client.sync.start({ isFull: true })
    expect(await drift()).toEqual([])
    expect(digest()).toEqual(before)
    for (let day = 0; day < 40; day += 4) {
      world.clock.advance(4 * DAY)
      await engine.client.sync.start({ isFull: true })
    }
    expect(await drift()).toEqual([])
  })

  test.each([
    [
      'a plan that nobody pays for',
      `update company_product set status = 'canceled', plan = 'free' where status = 'active' and company_id = ${MINE}`,
    ],
    ['a paid subscription without its allocation', `delete from company_product where company_id = ${MINE}`],
    ['use that nobody told', `update company_metric set used = 900 where company_id = ${MINE}`],
    [
      'use of a month that nobody told',
      `insert into usage_month (company_id, product, metric, month, quantity, told, newest_at) values (${MINE}, 'trading', 'orders', 0, 8, 1, 0)`,
    ],
    ['revenue that nothing brings', `update revenue_change set amount = amount + 1 where company_id = ${MINE}`],
    ['a name that no customer has', `update company set name = 'Wrong', name_key = 'wrong' where id = ${MINE}`],
    ['a payment that was lost', `delete from payment where company_id = ${MINE}`],
    ['a price that nobody names', `insert into company_price (account_id, price, company_id) values (1, 'price_none', ${MINE})`],
  ])('lists %s and mends it', async (_, fault) => {
    const before = digest()
    expect(plant(fault)).toBeGreaterThan(0)
    await engine.client.sync.start({ isFull: true })
    const found = await drift()
    const company = await idOf('cus_T000001')
    expect(found).toContainEqual({ kind: 'company', ref: company, ...differed })
    expect(found.filter(({ kind }) => kind === 'company')).toHaveLength(1)
    expect(digest()).toEqual(before)
    const { ok } = await engine.client.workspace.examine({})
    expect(ok).toBe(true)
    await engine.client.sync.start({ isFull: true })
    expect(await drift()).toEqual(found)
  })

  test('of a later customer, and of one that became no company', async () => {
    const before = digest()
    const late = await idOf('cus_T000090')
    plant(`update company_product set status = 'paused' where company_id = (select id from company where ref = '${late}')`)
    plant("update payment set status = 'failed' where ref = 'pi_nobody'")
    plant("delete from company_link where ref = 'cus_T000005'")
    await engine.client.sync.start({ isFull: true })
    expect(await drift()).toEqual(
      expect.arrayContaining([
        { kind: 'company', ref: late, ...differed },
        { kind: 'company', ref: await idOf('cus_T000005'), ...differed },
        { kind: 'payment', ref: 'pi_nobody', ...differed },
      ]),
    )
    expect(digest()).toEqual(before)
  })

  test.each([
    ['counts by status', 'update status_count set count = count + 1'],
    ['revenue by day', 'delete from revenue_day'],
    ['payments by day', 'update payment_day set amount = 1'],
    ['usage by day', 'update usage_day set quantity = 8'],
    ['usage by month', "insert into usage_month_sum (product, metric, month, companies, quantity) values ('trading', 'orders', 0, 1, 8)"],
  ])('lists sums that are not what they are of, and mends them: %s', async (name, fault) => {
    const before = digest()
    expect(plant(fault)).toBeGreaterThan(0)
    await engine.client.sync.start({ isFull: true })
    expect(await drift()).toEqual([{ kind: 'sums', ref: name, ...differed }])
    expect(digest()).toEqual(before)
  })

  test('is done for the schedule too, beside the polls', async () => {
    await engine.stop()
    const before = digest()
    plant(`update company_product set plan = null where company_id = ${MINE}`)
    world.clock.advance(DAY)
    engine = world.open({ pollMs: 15_000 })
    await expect.poll(drift, { timeout: 10_000 }).toHaveLength(1)
    await engine.stop()
    expect(digest().get('entitlements')?.rows).toBe(before.get('entitlements')?.rows)
  })
})

test('a poll compares nothing that it did not touch', async () => {
  plant(`update company_product set plan = null where company_id = ${MINE}`)
  await engine.client.sync.start({})
  expect(await drift()).toEqual([])
})

test('a sync that is stopped compares no further, and the next does', async () => {
  plant('update company_product set plan = null')
  const full = engine.client.sync.start({ isFull: true })
  for (let asked = 0; asked < 10_000; asked++) {
    const { running } = await engine.client.sync.health({})
    if (running?.left != null && running.left < CUSTOMERS) break
    await new Promise(setImmediate)
  }
  await engine.client.sync.cancel({})
  await full
  expect(await drift()).toHaveLength(1)
  await engine.client.sync.start({ isFull: true })
  expect((await drift()).length).toBeGreaterThan(1)
})
