import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sealWithPassphrase } from '../../../src-main/engine/sealWithPassphrase.ts'
import type { HostPorts } from '../../../src-main/ports.ts'
import { listConnections } from '../../../src-main/store/reads/connections.ts'
import { createWorld, TEST_KEY, type World } from '../../fixtures/createWorld.ts'
import { OTHER_LISTS } from '../../fixtures/offerOnlyCustomers.ts'
import { runCommand } from '../../fixtures/runCommand.ts'

let world: World
let scratch: string

beforeEach(async () => {
  world = await createWorld(120)
  scratch = mkdtempSync(join(tmpdir(), 'tierdesk-cli-'))
})
afterEach(async () => {
  await world.end()
  rmSync(scratch, { recursive: true, force: true })
})

const run = (...argv: string[]) => runCommand(world.ports, ['--workspace', world.folder, '--json', ...argv])
const connect = (...options: string[]) =>
  run('connect', 'stripe', '--base-url', world.stripe.baseUrl, '--secret-env', 'STRIPE_KEY', ...options)
const at = (folder: string, ...argv: string[]) => runCommand(world.ports, ['--workspace', folder, '--json', ...argv])

describe('init', () => {
  test('makes a test workspace with the products that are named', async () => {
    const folder = join(scratch, 'new', 'shop')
    const { exitCode, json } = await at(
      folder,
      'init',
      '--template',
      'trading',
      '--template',
      'maintenance-hours',
      '--zone',
      'Africa/Lagos',
    )
    expect(exitCode).toBe(0)
    expect(json()).toEqual({ workspace: folder, mode: 'test', zone: 'Africa/Lagos', products: ['trading', 'maintenance-hours'] })
    expect(await (await at(folder, 'doctor')).json()).toMatchObject({ ok: true })
  })

  test.each([
    [['--zone', 'Mars/Olympus'], 2, 'usage'],
    [['--template', 'hats'], 1, 'product-missing'],
    [['--what'], 2, 'usage'],
  ])('refuses %j and makes nothing', async (options, exitCode, code) => {
    const result = await at(join(scratch, 'x'), 'init', ...options)
    expect(result.exitCode).toBe(exitCode)
    expect(result.error()).toMatchObject({ code })
    expect(result.stdout).toBe('')
    expect(readdirSync(scratch)).toEqual([])
  })

  test('refuses where there is a workspace already, and leaves it', async () => {
    const before = readFileSync(join(world.folder, 'tierdesk.db'))
    expect((await run('init')).error().code).toBe('workspace-exists')
    expect(readFileSync(join(world.folder, 'tierdesk.db')).equals(before)).toBe(true)
  })

  test('refuses a folder that holds something else', async () => {
    writeFileSync(join(scratch, 'taxes.txt'), 'mine')
    expect((await at(scratch, 'init')).error().code).toBe('workspace-exists')
    expect(readdirSync(scratch)).toEqual(['taxes.txt'])
  })
})

describe('connect', () => {
  const kept = () => world.look((store) => listConnections(store.read)[0]?.limits)

  test('keeps how fast the provider may be asked; what is not named is as the provider says, and a new key keeps it', async () => {
    await connect()
    expect(kept()).toBeNull()
    await connect('--limit-account', '20', '--limit-share', '0.25')
    expect(kept()).toEqual({ account: 20, endpoint: expect.any(Number), share: 0.25 })
    await connect()
    expect(kept()).toMatchObject({ account: 20, share: 0.25 })
    const { stdout } = await runCommand(world.ports, ['--workspace', world.folder, 'status'])
    expect(stdout).toMatch(/Stripe is sent 20 requests a second at most, \d+ of one kind; 0\.25 of that is Tierdesk’s own\./)
  })

  test.each([
    ['--limit-account', '0'],
    ['--limit-account', 'many'],
    ['--limit-endpoint', '-1'],
    ['--limit-endpoint', '20000'],
    ['--limit-share', '1.5'],
    ['--limit-share', '1e-3'],
  ])('is wrong use with %s %s, and keeps nothing', async (option, value) => {
    const result = await connect(`${option}=${value}`)
    expect(result.exitCode).toBe(2)
    expect(result.error().message).toContain(option)
    expect(kept()).toBeUndefined()
  })

  test('tells whose key it is and what it may read', async () => {
    const { exitCode, json } = await connect()
    expect(exitCode).toBe(0)
    expect(json()).toEqual({
      provider: 'stripe',
      mode: 'test',
      account: 'acct_1Tierdesk',
      permissions: {
        products: 'read',
        prices: 'read',
        customers: 'read',
        subscriptions: 'read',
        invoices: 'read',
        payments: 'read',
        checkouts: 'read',
        refunds: 'read',
        disputes: 'read',
        events: 'read',
      },
    })
  })

  test('tells what the key may not read, and what is not offered', async () => {
    world.stripe.forbidden.add('/v1/invoices')
    world.stripe.absent.add('/v1/disputes')
    expect((await connect()).json()).toMatchObject({
      permissions: { customers: 'read', invoices: 'none', disputes: 'unknown', events: 'read' },
    })
  })

  test.each([
    ['rk_live_51abcdefgh', 'key-wrong-mode'],
    ['sk_live_51abcdefgh', 'key-wrong-mode'],
    ['pk_test_51abcdefgh', 'key-wrong-kind'],
    ['hunter2', 'key-wrong-kind'],
    ['', 'key-unreadable'],
  ])('refuses %s before it is sent anywhere', async (key, code) => {
    world.environment['STRIPE_KEY'] = key
    const result = await connect()
    expect(result.exitCode).toBe(1)
    expect(result.error().code).toBe(code)
    expect(world.stripe.requests).toEqual([])
    if (key) expect(result.stderr).not.toContain(key)
  })

  test.each([
    'http://example.com',
    'ftp://127.0.0.1',
    'http://127.0.0.1.evil.test',
    'http://user:pw@127.0.0.1',
    'nonsense',
    'http://127.0.0.1/path',
  ])('refuses the address %s', async (url) => {
    const result = await run('connect', 'stripe', '--base-url', url, '--secret-env', 'STRIPE_KEY')
    expect(result.error().code).toBe('base-url-refused')
  })

  test('never sends a live key to another host', async () => {
    const folder = join(scratch, 'live')
    await at(folder, 'init', '--live')
    world.environment['STRIPE_KEY'] = 'sk_live_51abcdefgh'
    const result = await at(folder, 'connect', 'stripe', '--base-url', world.stripe.baseUrl, '--secret-env', 'STRIPE_KEY')
    expect(result.error().code).toBe('base-url-refused')
    expect(world.stripe.requests).toEqual([])
  })

  test('refuses a key that the provider refuses, and keeps nothing', async () => {
    world.stripe.validKeys = new Set()
    expect((await connect()).error().code).toBe('key-refused')
    expect((await run('status')).json()).toMatchObject({ connections: [] })
  })

  test('refuses the key of another account, and keeps the first', async () => {
    await connect()
    world.stripe.accountId = 'acct_other'
    expect((await connect()).error().code).toBe('account-differs')
  })

  test('says when nothing answers', async () => {
    const { baseUrl } = world.stripe
    await world.stripe.stop()
    const result = await run('connect', 'stripe', '--base-url', baseUrl, '--secret-env', 'STRIPE_KEY')
    expect(result.error()).toMatchObject({ code: 'provider-unreachable' })
    world.stripe = (await createWorld()).stripe
  })

  test('does not take a key that it could only keep in the open', async () => {
    const result = await runCommand(
      world.ports,
      ['--workspace', world.folder, '--json', 'connect', 'stripe', '--base-url', world.stripe.baseUrl, '--secret-stdin'],
      TEST_KEY,
    )
    expect(result.exitCode).toBe(1)
    expect(result.error()).toMatchObject({ code: 'key-not-kept' })
    expect(world.stripe.requests).toEqual([])
  })

  test('seals a key from standard input, and syncs with it only where the passphrase is', async () => {
    const withPassphrase: HostPorts = { ...world.ports, seal: sealWithPassphrase('correct horse') }
    const sealed = await runCommand(
      withPassphrase,
      ['--workspace', world.folder, '--json', 'connect', 'stripe', '--base-url', world.stripe.baseUrl, '--secret-stdin'],
      `${TEST_KEY}\n`,
    )
    expect(sealed.exitCode).toBe(0)
    for (const file of readdirSync(world.folder)) expect(readFileSync(join(world.folder, file)).includes(TEST_KEY), file).toBe(false)
    expect((await runCommand(withPassphrase, ['--workspace', world.folder, '--json', 'sync'])).exitCode).toBe(0)
    expect((await run('sync')).error()).toMatchObject({ code: 'key-unreadable' })
    const wrong = { ...world.ports, seal: sealWithPassphrase('wrong horse') }
    expect((await runCommand(wrong, ['--workspace', world.folder, '--json', 'sync'])).error()).toMatchObject({ code: 'key-unreadable' })
  })

  test.each([[[]], [['--secret-env', 'A', '--secret-stdin']], [['--secret-env', TEST_KEY]]])(
    'is wrong use with %j, which is not repeated',
    async (options) => {
      const result = await run('connect', 'stripe', ...options)
      expect(result.exitCode).toBe(2)
      expect(result.stderr).not.toContain(TEST_KEY)
    },
  )
})

describe('sync and what it leaves', () => {
  test('prints what was brought up to date, stream by stream', async () => {
    await connect()
    const { exitCode, json } = await run('sync')
    const ended = { outcome: 'complete', reason: null, errorKind: null, rules: [], ms: expect.any(Number) }
    const nothing = { pages: 1, objects: 0, changed: 0, requests: 1, ...ended }
    const empty = (stream: string) => ({ provider: 'stripe', stream, ...nothing })
    expect(exitCode).toBe(0)
    expect(json()).toEqual({
      synced: 120,
      failed: [],
      runs: [
        empty('products'),
        empty('prices'),
        { provider: 'stripe', stream: 'customers', pages: 2, objects: 120, changed: 120, requests: 2, ...ended },
        empty('subscriptions'),
        empty('invoices'),
        empty('payments'),
        empty('checkouts'),
        empty('refunds'),
        empty('disputes'),
        empty('events'),
      ],
    })
  })

  test('ends with 3 and its answer when some of it could not be taken', async () => {
    await connect()
    Object.assign(world.stripe.customers[5] ?? {}, { email: 42 })
    const { exitCode, json } = await run('sync')
    expect(exitCode).toBe(3)
    expect(json()).toMatchObject({ synced: 119, failed: [{ ref: world.stripe.customers[5]?.id }] })
  })

  test.each(['/v1/events', '/v1/invoices', '/v1/customers'])('ends with 3 when %s has no permission', async (path) => {
    await connect()
    await run('sync')
    world.stripe.forbidden.add(path)
    const { exitCode, json } = await run('sync', '--full')
    expect(exitCode).toBe(3)
    const told = { outcome: 'no-permission', reason: expect.stringContaining('permission'), errorKind: 'forbidden' }
    expect(json()).toMatchObject({
      failed: [],
      runs: expect.arrayContaining([expect.objectContaining({ stream: 'products', pages: 1 }), expect.objectContaining(told)]),
    })
  })

  test.each([
    [
      'the key is refused',
      'key-refused',
      () => {
        world.stripe.validKeys = new Set()
      },
    ],
    [
      'the account is another',
      'account-differs',
      () => {
        world.stripe.accountId = 'acct_2'
      },
    ],
    [
      'nothing is listed for us',
      'provider-refused',
      () => {
        for (const list of ['/v1/customers', ...OTHER_LISTS]) world.stripe.forbidden.add(list)
      },
    ],
  ])('ends with 1 when %s', async (_name, code, spoil) => {
    await connect()
    spoil()
    const result = await run('sync')
    expect(result.exitCode).toBe(1)
    expect(result.error().code).toBe(code)
    expect(result.stdout).toBe('')
  })

  test('says that nothing is connected', async () => {
    expect((await run('sync')).error().code).toBe('not-connected')
  })

  test('tells in status how old the mirror is', async () => {
    await connect()
    await run('sync')
    world.clock.advance(90_000)
    expect((await run('status')).json()).toEqual({
      connections: [
        {
          ...{ provider: 'stripe', mode: 'test', lastSuccessAt: '2026-11-20T09:00:00Z', lagSeconds: 90, state: 'in-step', problems: [] },
          ...{ registration: null, gaps: [] },
        },
      ],
      outbox: { queued: 0, conflict: 0, unknown: 0 },
      unmatched: 0,
      drift: {
        total: 0,
        causes: { 'no-event': 0, 'not-taken': 0, 'not-followed': 0, 'derived-differed': 0 },
        newest: null,
      },
    })
  })

  test('tells in status that a refused key is not shown again', async () => {
    await connect()
    world.stripe.validKeys = new Set()
    await run('sync')
    const { stdout } = await runCommand(world.ports, ['--workspace', world.folder, 'status'])
    expect(stdout).toContain('Stripe is not asked again until it has another key')
  })

  test('lists all companies once, page by page', async () => {
    await connect()
    await run('sync')
    const names: string[] = []
    let cursor: string[] = []
    do {
      const page = (await run('companies', '--limit', '50', ...cursor)).json() as { items: { name: string }[]; next: string | null }
      names.push(...page.items.map(({ name }) => name))
      cursor = page.next === null ? [] : ['--cursor', page.next]
    } while (cursor.length > 0)
    expect(new Set(names).size).toBe(120)
    expect(names).toHaveLength(120)
  })

  test('gives a company in the form that is documented', async () => {
    await connect()
    await run('sync')
    const { items } = (await run('companies', '--search', 'cus_T000004')).json() as { items: unknown[] }
    expect(items).toEqual([
      {
        id: expect.stringMatching(/^co_[0-9a-z]{16}$/),
        name: 'Oryx Capital Partners 000004',
        email: 'billing000004@company000004.example',
        phone: '+254700000004',
        links: [{ provider: 'stripe', ref: 'cus_T000004' }],
        subscriptions: [],
        mrr: [],
      },
    ])
  })

  test('answers as of an instant', async () => {
    await connect()
    await run('sync')
    world.clock.advance(1000)
    const created = Number(world.stripe.customers[60]?.['created']) * 1000
    const { items } = (await run('companies', '--limit', '1000', '--at', new Date(created).toISOString())).json() as { items: unknown[] }
    expect(items).toHaveLength(60)
  })

  test.each([
    ['--limit', '0'],
    ['--limit', '1001'],
    ['--limit', 'ten'],
    ['--at', 'yesterday'],
    ['--at', '2026-11-20T09:00:00'],
    ['--at', '2026-02-30T09:00:00Z'],
    ['--colour', 'red'],
  ])('is wrong use with %s %s', async (name, value) => {
    const result = await run('companies', name, value)
    expect(result.exitCode).toBe(2)
    expect(result.error().code).toBe('usage')
  })

  test('refuses a cursor of another question', async () => {
    await connect()
    await run('sync')
    const { next } = (await run('companies', '--limit', '10')).json() as { next: string }
    expect((await run('companies', '--search', 'oryx', '--cursor', next)).error().code).toBe('cursor-unreadable')
    expect((await run('companies', '--cursor', 'abc')).error().code).toBe('cursor-unreadable')
  })

  test('speaks to people in a table, without control characters of a name', async () => {
    world.stripe.add({ name: 'Evil \u001b[31m\u202ename\u0000' })
    await connect()
    await run('sync')
    const { stdout } = await runCommand(world.ports, ['--workspace', world.folder, 'companies', '--search', 'evil'])
    expect(stdout).toContain('Evil �[31m�name�')
    expect(stdout).not.toContain('\u001b')
  })
})

describe('a workspace', () => {
  test('that is not there is said to be missing', async () => {
    const result = await at(join(scratch, 'nowhere'), 'status')
    expect(result.exitCode).toBe(1)
    expect(result.error()).toMatchObject({ code: 'workspace-missing', hint: expect.stringContaining('init') })
  })

  test('that is held can be read and not written, and the holder is named', async () => {
    await connect()
    await run('sync')
    world.open()
    expect((await run('companies')).exitCode).toBe(0)
    const refused = await run('sync')
    expect(refused.exitCode).toBe(1)
    expect(refused.error()).toMatchObject({ code: 'workspace-in-use', message: expect.stringContaining(`process ${process.pid}`) })
  })

  test('whose file is garbage is refused and left as it is', async () => {
    const folder = join(scratch, 'garbage')
    mkdirSync(folder)
    writeFileSync(join(folder, 'tierdesk.db'), 'not a database, but a text that is long enough to look at')
    const result = await at(folder, 'companies')
    expect(result.error().code).toBe('workspace-corrupt')
    expect(readFileSync(join(folder, 'tierdesk.db'), 'utf8')).toMatch(/^not a database/)
    expect((await at(folder, 'doctor')).exitCode).toBe(1)
  })
})

describe('catalog', () => {
  test('shows a catalog as its file has it, so that it can be imported again', async () => {
    const { stdout } = await run('catalog', 'show', 'trading')
    const file = join(scratch, 'trading.json')
    writeFileSync(file, stdout)
    const imported = await run('catalog', 'import', file)
    expect(imported.exitCode).toBe(0)
    expect(imported.json()).toEqual(JSON.parse(stdout))
  })

  test('keeps a changed file as a new version and shows it', async () => {
    const content = (await run('catalog', 'show', 'trading')).json() as { plans: { pro: { limits: Record<string, unknown> } } }
    content.plans.pro.limits['positions'] = 60
    const file = join(scratch, 'trading.json')
    writeFileSync(file, JSON.stringify(content))
    await run('catalog', 'import', file)
    expect((await run('catalog', 'show', 'trading')).json()).toEqual(content)
    const [first] = (await run('catalog', 'list')).json() as { product: string; version: number }[]
    expect(first).toMatchObject({ product: 'trading', version: 2 })
  })

  test('names every fault with its path, and keeps nothing', async () => {
    const content = (await run('catalog', 'show', 'trading')).json() as {
      plans: Record<string, { tier: number; limits: Record<string, unknown> }>
    }
    Object.assign(content.plans['pro'] ?? {}, { tier: -1 })
    Object.assign(content.plans['elite']?.limits ?? {}, { positions: 'many' })
    const file = join(scratch, 'trading.json')
    writeFileSync(file, JSON.stringify(content))
    for (const verb of ['check', 'import']) {
      const result = await run('catalog', verb, file)
      expect(result.exitCode).toBe(1)
      expect(result.json()).toEqual({
        faults: [
          { path: 'plans.pro.tier', message: expect.any(String) },
          { path: 'plans.elite.limits.positions', message: expect.any(String) },
        ],
      })
    }
    expect((await run('catalog', 'list')).json()).toMatchObject([{ product: 'trading', version: 1 }, {}, {}, {}, {}])
  })

  test.each([['{"product": '], ['[]'], ['null'], [`${'['.repeat(50_000)}`]])('says what is wrong with %.20s', async (text) => {
    const file = join(scratch, 'broken.json')
    writeFileSync(file, text)
    const result = await run('catalog', 'check', file)
    expect(result.exitCode).toBe(1)
    expect(result.json()).toMatchObject({ faults: [{ message: expect.any(String) }] })
  })

  test('says that a file cannot be read', async () => {
    expect((await run('catalog', 'check', join(scratch, 'none.json'))).error().code).toBe('catalog-unreadable')
  })

  test('says that a product is not there', async () => {
    expect((await run('catalog', 'show', 'hats')).error().code).toBe('product-missing')
  })
})

test.each([[['nope']], [['sync', '--provider', 'paypal']], [['catalog']], [[]]])('%j is wrong use', async (argv) => {
  expect((await run(...argv)).exitCode).toBe(2)
})
