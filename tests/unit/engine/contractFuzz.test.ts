import { createRouterClient, type RouterClient } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Engine } from '../../../src-main/engine/createEngine.ts'
import { serveEngine } from '../../../src-main/engine/serveEngine.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import { createHostRouter } from '../../../src-main/startup/createHostRouter.ts'
import { hostContract } from '../../../src-shared/contract/hostContract.ts'
import type { TextPort } from '../../../src-shared/model/port.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'

const CALLS = Number(process.env['TIERDESK_FUZZ_CALLS'] ?? 5_000)
const HANG_MS = 1_000

let world: World
let engine: Engine
let host: RouterClient<ReturnType<typeof createHostRouter>>

beforeAll(async () => {
  world = await createWorld(30)
  await world.connect()
  const hours = world.open()
  await hours.client.catalogs.import({ text: JSON.stringify(templates.get('maintenance-hours')) })
  await hours.stop()
  engine = world.open()
  host = createRouterClient(createHostRouter(engine, null, world.ports.log))
  await engine.client.sync.start({})
})
afterAll(() => world.end())

type Call = (input: unknown) => Promise<unknown>

const PROCEDURES: Record<string, () => Call> = {
  'workspace.describe': () => engine.client.workspace.describe as Call,
  'workspace.rebuild': () => engine.client.workspace.rebuild as Call,
  'backups.list': () => engine.client.backups.list as Call,
  'backups.restore': () => engine.client.backups.restore as Call,
  'entitlements.get': () => engine.client.entitlements.get as Call,
  'usage.against': () => engine.client.usage.against as Call,
  'usage.ranking': () => engine.client.usage.ranking as Call,
  'usage.series': () => engine.client.usage.series as Call,
  'usage.byCompany': () => engine.client.usage.byCompany as Call,
  'usage.alerts': () => engine.client.usage.alerts as Call,
  'usage.list': () => engine.client.usage.list as Call,
  'usage.sums': () => engine.client.usage.sums as Call,
  'usage.record': () => engine.client.usage.record as Call,
  'usage.import': () => engine.client.usage.import as Call,
  'overview.get': () => engine.client.overview.get as Call,
  'news.list': () => engine.client.news.list as Call,
  'notes.list': () => engine.client.notes.list as Call,
  'notes.add': () => engine.client.notes.add as Call,
  'hours.list': () => engine.client.hours.list as Call,
  'hours.packs': () => engine.client.hours.packs as Call,
  'hours.get': () => engine.client.hours.get as Call,
  'hours.log': () => engine.client.hours.log as Call,
  'hours.import': () => engine.client.hours.import as Call,
  'hours.addPack': () => engine.client.hours.addPack as Call,
  'hours.settle': () => engine.client.hours.settle as Call,
  'plans.check': () => engine.client.plans.check as Call,
  'plans.preflight': () => engine.client.plans.preflight as Call,
  'plans.overage': () => engine.client.plans.overage as Call,
  'plans.compare': () => engine.client.plans.compare as Call,
  'payments.list': () => engine.client.payments.list as Call,
  'payments.count': () => engine.client.payments.count as Call,
  'payments.candidates': () => engine.client.payments.candidates as Call,
  'payments.assign': () => engine.client.payments.assign as Call,
  'payments.unassign': () => engine.client.payments.unassign as Call,
  'payments.expect': () => engine.client.payments.expect as Call,
  'payments.withdraw': () => engine.client.payments.withdraw as Call,
  'payments.importStatement': () => engine.client.payments.importStatement as Call,
  'actions.offers': () => engine.client.actions.offers as Call,
  'actions.proposals': () => engine.client.actions.proposals as Call,
  'actions.preview': () => engine.client.actions.preview as Call,
  'actions.queue': () => engine.client.actions.queue as Call,
  'actions.list': () => engine.client.actions.list as Call,
  'actions.count': () => engine.client.actions.count as Call,
  'actions.get': () => engine.client.actions.get as Call,
  'actions.approve': () => engine.client.actions.approve as Call,
  'actions.send': () => engine.client.actions.send as Call,
  'actions.cancel': () => engine.client.actions.cancel as Call,
  'actions.settle': () => engine.client.actions.settle as Call,
  'actions.link': () => engine.client.actions.link as Call,
  'actions.caps': () => engine.client.actions.caps as Call,
  'actions.setCaps': () => engine.client.actions.setCaps as Call,
  'actions.permissions': () => engine.client.actions.permissions as Call,
  'audit.list': () => engine.client.audit.list as Call,
  'events.list': () => engine.client.events.list as Call,
  'events.count': () => engine.client.events.count as Call,
  'events.choices': () => engine.client.events.choices as Call,
  'companies.list': () => engine.client.companies.list as Call,
  'companies.count': () => engine.client.companies.count as Call,
  'companies.get': () => engine.client.companies.get as Call,
  'companies.proposals': () => engine.client.companies.proposals as Call,
  'companies.merge': () => engine.client.companies.merge as Call,
  'companies.link': () => engine.client.companies.link as Call,
  'companies.claim': () => engine.client.companies.claim as Call,
  'sync.health': () => engine.client.sync.health as Call,
  'sync.runs': () => engine.client.sync.runs as Call,
  'sync.drift': () => engine.client.sync.drift as Call,
  'sync.failures': () => engine.client.sync.failures as Call,
  'sync.cancel': () => engine.client.sync.cancel as Call,
  'connections.connect': () => engine.client.connections.connect as Call,
  'connections.register': () => engine.client.connections.register as Call,
  'catalogs.list': () => engine.client.catalogs.list as Call,
  'catalogs.show': () => engine.client.catalogs.show as Call,
  'catalogs.check': () => engine.client.catalogs.check as Call,
  'catalogs.import': () => engine.client.catalogs.import as Call,
  'sandbox.describe': () => host.sandbox.describe as Call,
  'sandbox.advance': () => host.sandbox.advance as Call,
  'sandbox.pay': () => host.sandbox.pay as Call,
  'sandbox.setCard': () => host.sandbox.setCard as Call,
  'sandbox.cancel': () => host.sandbox.cancel as Call,
  'sandbox.refund': () => host.sandbox.refund as Call,
  'sandbox.transfer': () => host.sandbox.transfer as Call,
  'sandbox.payReference': () => host.sandbox.payReference as Call,
  'sandbox.payByPhone': () => host.sandbox.payByPhone as Call,
  'sandbox.askPhone': () => host.sandbox.askPhone as Call,
  'sandbox.answerPush': () => host.sandbox.answerPush as Call,
  'sandbox.statement': () => host.sandbox.statement as Call,
  'sandbox.setFault': () => host.sandbox.setFault as Call,
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
/** What each takes. It is strict about all else, so a near miss has a few of these. */
const KEYS: Record<string, string[]> = {
  'workspace.describe': [],
  'workspace.rebuild': [],
  'backups.list': [],
  'backups.restore': ['name'],
  'entitlements.get': ['company', 'product', 'at'],
  'usage.against': ['company', 'product', 'at'],
  'usage.ranking': ['metric', 'level', 'at', 'limit', 'cursor'],
  'usage.series': ['company', 'metric', 'from', 'to'],
  'usage.byCompany': ['metric', 'from', 'to', 'limit', 'cursor'],
  'usage.alerts': ['metric', 'at'],
  'usage.list': ['company', 'metric', 'from', 'to', 'at', 'limit', 'cursor'],
  'usage.sums': ['company', 'metric', 'from', 'to', 'at', 'by'],
  'usage.record': ['company', 'metric', 'quantity', 'at', 'dimension', 'key'],
  'usage.import': ['text'],
  'overview.get': ['at', 'near'],
  'news.list': ['since'],
  'notes.list': ['company'],
  'notes.add': ['company', 'text', 'key'],
  'hours.list': ['product', 'at', 'limit', 'cursor'],
  'hours.packs': ['product', 'at', 'limit', 'cursor'],
  'hours.get': ['company', 'product', 'at', 'withLedger'],
  'hours.log': ['company', 'product', 'minutes', 'at', 'note', 'key'],
  'hours.import': ['entries'],
  'hours.addPack': ['company', 'product', 'minutes', 'at', 'expiresAt', 'ref'],
  'hours.settle': ['company', 'product', 'minutes', 'as', 'at', 'note', 'key'],
  'plans.check': ['company', 'plan', 'at'],
  'plans.preflight': ['company', 'metric', 'count', 'at'],
  'plans.overage': ['product', 'plan', 'limits', 'at'],
  'plans.compare': ['product', 'company', 'at'],
  'payments.list': ['company', 'product', 'status', 'provider', 'at', 'limit', 'cursor'],
  'payments.count': ['company', 'product', 'status', 'provider', 'at'],
  'payments.candidates': ['provider', 'ref'],
  'payments.assign': ['provider', 'ref', 'company', 'offer', 'reason'],
  'payments.unassign': ['provider', 'ref', 'reason'],
  'payments.expect': ['company', 'provider', 'offer', 'amount', 'currency', 'ref', 'reference', 'phone', 'at', 'key'],
  'payments.withdraw': ['provider', 'ref', 'reason'],
  'payments.importStatement': ['provider', 'content', 'format', 'isPreview'],
  'actions.offers': ['company'],
  'actions.proposals': ['limit'],
  'actions.preview': ['company', 'wish'],
  'actions.queue': ['id', 'company', 'wish', 'digest', 'reason', 'isAcknowledged', 'replaces'],
  'actions.list': ['company', 'provider', 'kind', 'states', 'limit', 'cursor'],
  'actions.count': [],
  'actions.get': ['id'],
  'actions.approve': ['id', 'reason'],
  'actions.send': ['id'],
  'actions.cancel': ['id', 'reason'],
  'actions.settle': ['id', 'as', 'digest', 'reason'],
  'actions.link': ['id'],
  'actions.caps': [],
  'actions.setCaps': ['confirmAbove', 'confirmAboveOther', 'moneyPerDay', 'moneyPerDayOther', 'sendsPerMinute'],
  'actions.permissions': [],
  'audit.list': ['company', 'action', 'kind', 'who', 'limit', 'cursor'],
  'events.list': ['provider', 'type', 'rule', 'object', 'company', 'outcome', 'from', 'to', 'at', 'limit', 'cursor'],
  'events.count': ['provider', 'type', 'rule', 'object', 'company', 'outcome', 'from', 'to', 'at'],
  'events.choices': [],
  'companies.list': ['search', 'product', 'plan', 'status', 'at', 'sort', 'isDescending', 'limit', 'cursor'],
  'companies.count': ['search', 'product', 'plan', 'status', 'at'],
  'companies.get': ['company'],
  'companies.proposals': ['company', 'limit'],
  'companies.merge': ['company', 'into', 'reason'],
  'companies.link': ['provider', 'ref', 'company', 'reason'],
  'companies.claim': ['kind', 'value', 'company', 'reason'],
  'sync.health': [],
  'sync.drift': ['limit'],
  'sync.runs': ['provider', 'stream', 'outcome', 'from', 'to', 'limit', 'cursor'],
  'sync.failures': ['run', 'limit', 'cursor'],
  'sync.cancel': [],
  'connections.connect': ['provider', 'secret', 'settings'],
  'connections.register': ['provider', 'phone', 'callback'],
  'catalogs.list': [],
  'catalogs.show': ['product'],
  'catalogs.check': ['text'],
  'catalogs.import': ['text'],
  'sandbox.describe': [],
  'sandbox.advance': ['ms'],
  'sandbox.pay': ['company', 'buys', 'card'],
  'sandbox.setCard': ['company', 'card'],
  'sandbox.cancel': ['company', 'isNow'],
  'sandbox.refund': ['company', 'amount'],
  'sandbox.transfer': ['company', 'amount', 'narration'],
  'sandbox.payReference': ['company', 'reference', 'isDeclined'],
  'sandbox.payByPhone': ['phone', 'amount', 'reference'],
  'sandbox.askPhone': ['company', 'phone', 'amount', 'buys'],
  'sandbox.answerPush': ['ref', 'answer'],
  'sandbox.statement': ['from', 'until'],
  'sandbox.setFault': ['name', 'isOn', 'rate', 'count', 'path', 'seed', 'provider'],
}

const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true })
const recent = fc.integer({ min: 1_750_000_000_000, max: 1_850_000_000_000 })
const offer = fc.record({
  product: fc.constantFrom('trading', 'maintenance-hours', 'gold', '__proto__'),
  plan: fc.oneof(hostileText, fc.constantFrom('pro', 'elite', 'hours-5', 'constructor')),
  interval: fc.constantFrom('month', 'quarter', 'once', 'week'),
})
const wished = fc.constantFrom('stripe', 'paystack', 'mpesa', 'paypal')
const named = fc.oneof(hostileText, fc.constantFrom('cus_T000001', 'sub_T1', 'in_T1', 'pi_T1'))
const wish = fc.oneof(
  anything,
  fc.record({ kind: fc.constantFrom('subscription.create', 'link.checkout', 'link.payment'), provider: wished, customer: named, offer }),
  fc.record({
    ...{ kind: fc.constant('subscription.change'), provider: wished, subscription: named, offer },
    when: fc.constantFrom('now', 'period-end', 'then'),
  }),
  fc.record({
    kind: fc.constantFrom('subscription.pause', 'subscription.resume', 'subscription.keep'),
    provider: wished,
    subscription: named,
  }),
  fc.record({ kind: fc.constantFrom('invoice.retry', 'invoice.void'), provider: wished, invoice: named }),
  fc.record({ kind: fc.constant('payment.refund'), provider: wished, payment: named, amount: fc.oneof(fc.constant(null), fc.integer()) }),
  fc.record({ kind: fc.constant('payment.push'), provider: wished, phone: fc.oneof(hostileText, fc.constant('0712345678')), offer }),
  fc.record({
    kind: fc.constant('pack.credit'),
    product: fc.constantFrom('maintenance-hours', 'gold'),
    minutes: fc.integer(),
    expiresAt: recent,
  }),
  fc.record({
    ...{ kind: fc.constant('plan.override'), plan: fc.oneof(hostileText, fc.constantFrom('trading.pro', null)), until: recent },
    limits: fc.dictionary(hostileText, fc.nat()),
  }),
)
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
    at: fc.oneof(fc.constant(null), recent, fc.integer(), fc.double(), fc.constantFrom(-8_640_000_000_000_000, 8_640_000_000_000_000)),
    company: fc.oneof(hostileText, fc.constantFrom('cus_T000001', 'BILLING000002@company000002.example', null)),
    product: fc.oneof(hostileText, fc.constantFrom('trading', 'maintenance-hours', null)),
    plan: fc.oneof(hostileText, fc.constantFrom('trading.pro', 'essentials', 'elite', null)),
    metric: fc.oneof(hostileText, fc.constantFrom('trading.positions', 'urgent-requests')),
    status: fc.oneof(fc.constantFrom('active', 'none', 'unmatched', null), anything),
    level: fc.constantFrom('warn', 'blocked', 'gold', null),
    quantity: fc.oneof(fc.integer({ min: -2, max: 200 }), fc.maxSafeInteger(), anything),
    count: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.maxSafeInteger()),
    minutes: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.maxSafeInteger()),
    note: hostileText,
    entries: fc.array(
      fc.record({
        company: fc.oneof(hostileText, fc.constant('cus_T000001')),
        product: fc.constantFrom('maintenance-hours', 'gold', null),
        minutes: fc.integer({ min: 0, max: 200 }),
        at: fc.oneof(recent, fc.integer()),
        note: hostileText,
        key: fc.oneof(hostileText, fc.constant(null)),
      }),
      { maxLength: 4 },
    ),
    key: fc.oneof(hostileText, fc.constant(null)),
    ref: fc.oneof(hostileText, fc.constant(null)),
    as: fc.constantFrom('billed', 'waived', 'forgotten'),
    dimension: fc.oneof(fc.constant(null), fc.record({ name: fc.constantFrom('endpoint', 'part', '__proto__'), value: hostileText })),
    from: fc.oneof(fc.constant(null), recent, fc.integer()),
    to: fc.oneof(fc.constant(null), recent, fc.integer()),
    expiresAt: recent,
    by: fc.constantFrom('endpoint', 'part', 'day', 'month', 'year'),
    limits: fc.oneof(fc.constant(null), fc.dictionary(hostileText, fc.nat())),
    withLedger: fc.boolean(),
    text: fc.oneof(
      hostileText,
      fc.json(),
      fc
        .array(fc.tuple(fc.constantFrom('cus_T000001', ''), fc.constantFrom('positions', 'urgent-requests'), fc.nat(), fc.string()))
        .map((lines) =>
          ['company,metric,quantity,key,when', ...lines.map((cells) => `${cells.join(',')},2026-11-20T08:00:00Z`)].join('\n'),
        ),
    ),
    provider: fc.constantFrom('stripe', 'paystack', 'mpesa', 'paypal'),
    type: fc.oneof(hostileText, fc.constantFrom('customer.updated', null)),
    rule: fc.oneof(hostileText, fc.constantFrom('renew', null)),
    object: fc.oneof(hostileText, fc.constantFrom('cus_T000001', null)),
    outcome: fc.constantFrom('processed', 'failed', 'complete', 'lost', null),
    stream: fc.constantFrom('customers', 'events', 'hats', null),
    run: fc.oneof(fc.integer(), fc.maxSafeInteger(), anything),
    ms: fc.oneof(fc.integer(), fc.double()),
    buys: fc.oneof(hostileText, fc.constantFrom('trading.pro.month', null)),
    card: fc.constantFrom('ok', 'declines', 'gold', null),
    isNow: fc.boolean(),
    amount: fc.oneof(fc.constant(null), fc.integer()),
    name: fc.oneof(hostileText, fc.constantFrom('reset', null)),
    isOn: fc.boolean(),
    rate: fc.oneof(fc.constant(null), fc.double()),
    path: fc.oneof(hostileText, fc.constantFrom('/v1/', null)),
    seed: fc.oneof(hostileText, fc.constant(null)),
    secret: fc.oneof(hostileText, fc.constant('pk_test_abc')),
    wish,
    id: fc.oneof(hostileText, fc.constantFrom('action-00001', 'action-00002')),
    digest: hostileText,
    reason: hostileText,
    states: fc.oneof(fc.constant(null), fc.array(fc.constantFrom('queued', 'confirmed', 'lost'), { maxLength: 3 })),
    kind: fc.constantFrom('payment.refund', 'phone', 'reference', null),
    who: fc.oneof(hostileText, fc.constant(null)),
    action: fc.oneof(hostileText, fc.constant(null)),
    isAcknowledged: fc.boolean(),
    replaces: fc.oneof(hostileText, fc.constant(null)),
    confirmAbove: fc.dictionary(fc.constantFrom('USD', 'KES', 'usd', '__proto__'), fc.integer()),
    confirmAboveOther: fc.integer(),
    moneyPerDay: fc.dictionary(fc.constantFrom('USD', 'KES'), fc.integer()),
    moneyPerDayOther: fc.integer(),
    sendsPerMinute: fc.integer({ min: -1, max: 700 }),
  },
  { requiredKeys: [] },
)

/** All sorts of values, near misses of what the procedure takes, and what it takes. */
function toInput(name: string): fc.Arbitrary<unknown> {
  const keys = KEYS[name] ?? []
  const pick = (from: readonly string[]) =>
    nearlyValid.map((record) => Object.fromEntries(Object.entries(record).filter(([key]) => from.includes(key))))
  return fc.oneof(anything, nearlyValid, fc.subarray(keys).chain(pick), pick(keys), pick(keys))
}

const call = fc.constantFrom(...Object.keys(PROCEDURES)).chain((name) => fc.tuple(fc.constant(name), toInput(name)))

test('every procedure of the contract is called', () => {
  const names = Object.entries(hostContract).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`))
  // These go out, watch until they are stopped, look at the machine, or copy all there is.
  const others = ['backups.make', 'changes.watch', 'sync.start', 'workspace.examine']
  expect([...Object.keys(PROCEDURES), ...others].sort()).toEqual(names.sort())
  expect(Object.keys(KEYS).sort()).toEqual(Object.keys(PROCEDURES).sort())
})

test(
  `no value whatever makes the engine hang, break or lose its prototype, in ${CALLS} calls`,
  async () => {
    const codes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(call, async ([name, value]) => {
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
