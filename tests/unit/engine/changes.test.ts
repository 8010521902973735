import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'

let world: World
let engine: Engine

beforeEach(async () => {
  world = await createWorld(5)
  await world.connect()
  engine = world.open()
})
afterEach(() => world.end())

test('a listener hears that it listens, and then every topic that a sync touches', async () => {
  const stopper = new AbortController()
  const heard = new Set<string>()
  const changes = await engine.client.changes.watch({}, { signal: stopper.signal })
  expect((await changes.next()).value).toEqual({ kind: 'ready' })
  const sync = engine.client.sync.start({})
  for await (const change of changes) {
    if (change.kind === 'changed') for (const topic of change.topics) heard.add(topic)
    if (heard.has('companies') && heard.has('sync') && heard.has('connections')) break
  }
  await sync
  expect([...heard].sort()).toEqual(['companies', 'connections', 'sync'])
  stopper.abort()
})

test('a listener that goes is forgotten', async () => {
  const stopper = new AbortController()
  const changes = await engine.client.changes.watch({}, { signal: stopper.signal })
  await changes.next()
  expect(engine.listeners).toBe(1)
  stopper.abort()
  await changes.return?.()
  expect(engine.listeners).toBe(0)
})

test('two askings at once are one sync', async () => {
  const [first, second] = await Promise.all([engine.client.sync.start({}), engine.client.sync.start({})])
  expect(first).toEqual(second)
  expect(world.stripe.requests.filter((request) => request.startsWith('GET /v1/customers'))).toHaveLength(1)
})

test('stopping in the middle of a sync keeps what is whole and gives the workspace back', async () => {
  world.stripe.fault = () => new Promise(() => {})
  const sync = engine.client.sync.start({}).then(({ runs }) => runs.map(({ outcome }) => outcome))
  while (world.stripe.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
  await engine.stop()
  expect(await sync).toEqual(['cancelled'])
  expect(() => world.open()).not.toThrow()
})

test('an engine that only looks refuses to change anything, and says why', async () => {
  const reader = world.open({ access: 'read' })
  await expect(reader.client.sync.start({})).rejects.toMatchObject({ code: 'REFUSED', data: { code: 'workspace-in-use' } })
  await expect(reader.client.catalogs.import({ text: '{}' })).rejects.toMatchObject({ code: 'REFUSED' })
  expect((await reader.client.workspace.describe({})).canWrite).toBe(false)
})
