import { afterEach, expect, test } from 'vitest'
import { countTouched, saveTouched, takeTouched } from '../../../src-main/store/writes/saveTouched.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { makeTradingSubscription, putTrading } from '../../fixtures/putTrading.ts'
import { makePrice } from '../../fixtures/stripeObjects.ts'
import { makeBilled } from '../store/makeBilled.ts'
import { makeConnectedStore, NOW, takeObjects } from '../store/makeStore.ts'

const MANY = 120

let world: World | null = null
afterEach(() => world?.end())

test('a price that changes changes everybody who has it, in one poll', async () => {
  world = await createWorld(MANY)
  const { stripe } = world
  putTrading(stripe)
  const price = makePrice({ id: 'price_ours', product: 'prod_Trading', lookupKey: 'nothing.known.month' })
  stripe.put(price, { silently: true })
  for (let index = 2; index <= MANY; index++) {
    const customer = `cus_T${String(index).padStart(6, '0')}`
    stripe.put(makeTradingSubscription(stripe, { id: `sub_${customer}`, customer, price }), { silently: true })
  }
  await world.connect()
  const engine = world.open()
  await engine.client.sync.start({})
  const plans = async () => (await engine.client.companies.count({ product: 'trading', plan: 'elite' })).total
  expect(await plans()).toBe(0)

  stripe.put({ ...price, lookup_key: 'trading.elite.month' })
  await engine.client.sync.start({})
  expect(await plans()).toBe(MANY - 1)
  expect((await engine.client.workspace.rebuild({})).ok).toBe(true)
})

test('of all who have a price so many are derived at once as were asked for, and each once', () => {
  const { store, connection } = makeConnectedStore()
  const refs = ['cus_1', 'cus_2', 'cus_3', 'cus_4', 'cus_5']
  const columns = { email: null, phone: null, currency: null, namedCompany: null, createdAt: NOW }
  takeObjects(store, connection, [
    ...refs.map((ref) => ({ kind: 'customer' as const, ref, name: ref, ...columns, json: ref })),
    ...refs.map((customer) => makeBilled('subscription', {}, { ref: `sub_${customer}`, customer })),
    makeBilled('payment', {}, { ref: 'pi_nobody', customer: null }),
  ])
  store.transact((tx) => saveTouched(tx, connection.accountId, { customers: ['cus_4'], unowned: [], prices: ['price_1', 'price_none'] }))
  const taken = []
  while (countTouched(store.read, connection.accountId) > 0)
    taken.push(store.transact((tx) => takeTouched(tx, connection.accountId, 2)) ?? { customers: [], unowned: [] })
  expect(taken.map(({ customers, unowned }) => customers.length + unowned.length)).toEqual([2, 2, 1, 1])
  expect(taken.flatMap(({ customers }) => customers)).toEqual(refs)
  expect(taken.flatMap(({ unowned }) => unowned)).toEqual(['pi_nobody'])
})
