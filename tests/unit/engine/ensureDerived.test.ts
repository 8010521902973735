import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { openStore } from '../../../src-main/store/openStore.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { putTrading } from '../../fixtures/putTrading.ts'

/** What the migration that brought the sums leaves to be made. */
const MADE_LATER = ['revenue_change', 'revenue_day', 'payment_day', 'status_count', 'usage_day', 'usage_summed', 'derivation']

let world: World

beforeEach(async () => {
  world = await createWorld(3)
  putTrading(world.stripe)
  await world.connect()
  await use('write', (engine) => engine.client.sync.start({}))
})
afterEach(() => world.end())

async function use<T>(access: 'read' | 'write', ask: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = world.open({ access })
  try {
    return await ask(engine)
  } finally {
    await engine.stop()
  }
}

function forgetSums(): void {
  const store = openStore(world.folder, 'write', world.clock.now())
  store.transact(({ sqlite }) => {
    for (const table of MADE_LATER) sqlite.prepare(`delete from ${table}`).run()
    sqlite.prepare('update company_metric set near_share = null').run()
  })
  store.close()
}

test('a workspace whose sums an older program did not keep has them once it was opened to write, and is not read before', async () => {
  const look = ({ client }: Engine) => client.overview.get({ at: null })
  const before = await use('read', look)
  expect(before.mrr).toEqual([{ currency: 'USD', amount: 99_00 }])
  forgetSums()
  expect(() => world.open({ access: 'read' })).toThrow(/derived by an older Tierdesk/)
  expect(await use('write', async () => 'opened')).toBe('opened')
  expect({ ...(await use('read', look)), asOf: before.asOf }).toEqual(before)
  expect(await use('write', ({ client }) => client.workspace.rebuild({}))).toMatchObject({ ok: true })
})

test('a new workspace is read before anything was ever written', async () => {
  const empty = await createWorld()
  try {
    const engine = empty.open({ access: 'read' })
    expect((await engine.client.overview.get({ at: null })).mrr).toEqual([])
  } finally {
    await empty.end()
  }
})
