import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { serveEngine } from '../../../src-main/engine/serveEngine.ts'
import type { TextPort } from '../../../src-shared/model/port.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'

const CALLS = Number(process.env['TIERDESK_FUZZ_CALLS'] ?? 5_000)
const HANG_MS = 1_000

let world: World
let engine: Engine

beforeAll(async () => {
  world = await createWorld(30)
  await world.connect()
  engine = world.open()
  await engine.client.sync.start({})
})
afterAll(() => world.end())

type Call = (input: unknown) => Promise<unknown>

const PROCEDURES: Record<string, () => Call> = {
  'workspace.describe': () => engine.client.workspace.describe as Call,
  'companies.list': () => engine.client.companies.list as Call,
  'companies.count': () => engine.client.companies.count as Call,
  'companies.get': () => engine.client.companies.get as Call,
  'sync.health': () => engine.client.sync.health as Call,
  'sync.runs': () => engine.client.sync.runs as Call,
  'sync.cancel': () => engine.client.sync.cancel as Call,
  'connections.connect': () => engine.client.connections.connect as Call,
  'catalogs.list': () => engine.client.catalogs.list as Call,
  'catalogs.show': () => engine.client.catalogs.show as Call,
  'catalogs.check': () => engine.client.catalogs.check as Call,
  'catalogs.import': () => engine.client.catalogs.import as Call,
}

const hostileText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    '\u0000',
    '\ud800',
    "'; drop table company; --",
    '"*" NEAR(',
    '../../etc/passwd',
    'x'.repeat(20_000),
  ),
)
const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true })
const nearlyValid = fc.record(
  {
    search: fc.oneof(hostileText, anything),
    sort: fc.oneof(fc.constantFrom('name', 'since'), anything),
    isDescending: fc.oneof(fc.boolean(), anything),
    limit: fc.oneof(fc.integer({ min: -5, max: 2_000 }), anything),
    cursor: fc.oneof(
      fc.constant(null),
      hostileText,
      fc.string().map((text) => Buffer.from(JSON.stringify([text, 0, text, 1])).toString('base64url')),
    ),
    at: fc.oneof(fc.constant(null), fc.integer(), fc.double()),
    company: hostileText,
    product: hostileText,
    text: fc.oneof(hostileText, fc.json()),
    provider: fc.constantFrom('stripe', 'paystack', 'mpesa', 'paypal'),
    secret: fc.oneof(hostileText, fc.constant('pk_test_abc')),
  },
  { requiredKeys: [] },
)

/** Each procedure is strict about unknown keys, so a near miss has a few of the known ones. */
const input = fc.oneof(
  anything,
  nearlyValid,
  fc
    .subarray(['search', 'limit', 'cursor', 'company', 'text', 'product', 'secret', 'provider', 'sort', 'at'])
    .chain((keys) => nearlyValid.map((record) => Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key))))),
)

test(
  `no value whatever makes the engine hang, break or lose its prototype, in ${CALLS} calls`,
  async () => {
    const names = Object.keys(PROCEDURES)
    const codes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), input, async (name, value) => {
        const startedAt = performance.now()
        try {
          await PROCEDURES[name]?.()(value)
          codes.add('answered')
        } catch (error) {
          const { code } = error as { code?: string }
          codes.add(String(code))
          expect(['BAD_REQUEST', 'REFUSED'], `${name}: ${String(error)}`).toContain(code)
        }
        expect(performance.now() - startedAt).toBeLessThan(HANG_MS)
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { numRuns: CALLS },
    )
    expect([...codes].sort()).toEqual(['BAD_REQUEST', 'REFUSED', 'answered'])
    expect(world.logs).toEqual([])
  },
  CALLS * 60,
)

test('no text on the wire ends more than its own port', async () => {
  const lines: string[] = []
  const serve = serveEngine(engine.router, (line) => lines.push(line))
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.constantFrom('{}', '[]', 'null', '1', '{"i":"6","t":3,"p":null}', '{"i":"1","p":{"u":"/companies/list"}}'),
      ),
      async (text) => {
        const port = createPort()
        serve(port)
        port.hear(text)
        await new Promise((resolve) => setImmediate(resolve))
      },
    ),
    { numRuns: 500 },
  )
  expect((await engine.client.companies.count({})).total).toBe(30)
  expect(lines.every((line) => line.startsWith('port dropped: '))).toBe(true)
})

function createPort(): TextPort & { hear: (text: string) => void } {
  let listener: (text: string) => void = () => {}
  return {
    send: () => {},
    close: () => {},
    onClose: () => {},
    onText: (heard) => {
      listener = heard
    },
    hear: (text) => listener(text),
  }
}
