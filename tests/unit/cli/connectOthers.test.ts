import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sealWithPassphrase } from '../../../src-main/engine/sealWithPassphrase.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import { listConnections } from '../../../src-main/store/reads/connections.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { runCommand } from '../../fixtures/runCommand.ts'
import { APP, KEY as MPESA_KEY, openMpesa, SHORT_CODE } from '../sandbox/mpesa/openMpesa.ts'
import { addCustomer, openPaystack, KEY as PAYSTACK_KEY } from '../sandbox/paystack/openPaystack.ts'

let world: World

beforeEach(async () => {
  world = await createWorld(1)
  Object.assign(world.environment, { MPESA_KEY, PAYSTACK_KEY })
})
afterEach(() => world.end())

const run = (...argv: string[]) => runCommand(world.ports, ['--workspace', world.folder, '--json', ...argv])
const kept = (provider: string) => world.look(({ read }) => listConnections(read).find((each) => each.provider === provider))

async function connectMpesa(...options: string[]) {
  const mpesa = await openMpesa()
  return run('connect', 'mpesa', '--base-url', mpesa.server.baseUrl, '--secret-env', 'MPESA_KEY', ...options)
}

describe('connect mpesa', () => {
  test('tells its short code as the account, and that it may read payments', async () => {
    const { exitCode, json } = await connectMpesa('--short-code', SHORT_CODE)
    expect(json()).toEqual({
      ...{ provider: 'mpesa', mode: 'test', account: SHORT_CODE },
      permissions: { payments: 'read', events: 'unknown' },
    })
    expect(exitCode).toBe(0)
    expect(kept('mpesa')?.settings).toEqual({ shortCode: SHORT_CODE })
  })

  test('keeps the till and the way to pull, and a new key keeps them too', async () => {
    const mpesa = await openMpesa({ till: '5123456' })
    const connect = (...options: string[]) =>
      run('connect', 'mpesa', '--base-url', mpesa.server.baseUrl, '--secret-env', 'MPESA_KEY', ...options)
    await connect('--short-code', SHORT_CODE, '--till', '5123456', '--pull-method', 'POST')
    const settings = { shortCode: SHORT_CODE, till: '5123456', pullMethod: 'POST' }
    expect(kept('mpesa')?.settings).toEqual(settings)
    expect((await connect()).exitCode).toBe(0)
    expect(kept('mpesa')?.settings).toEqual(settings)
  })

  test('keeps the address that a push names', async () => {
    const callback = 'https://shop.example.co.ke/paid'
    expect((await connectMpesa('--short-code', SHORT_CODE, '--push-callback', callback)).exitCode).toBe(0)
    expect(kept('mpesa')?.settings).toEqual({ shortCode: SHORT_CODE, callbackUrl: callback })
  })

  test('takes JSON with the key and the short code', async () => {
    world.environment['MPESA_KEY'] = JSON.stringify({ ...APP, shortcode: SHORT_CODE })
    expect((await connectMpesa()).json()).toMatchObject({ account: SHORT_CODE })
  })

  test.each<[string, string[], RegExp]>([
    ['without a short code', [], /short code/],
    ['with one that is none', ['--short-code', '12'], /short code/],
    ['with a till alone', ['--till', '5123456'], /short code/],
    ['with a till that is none', ['--short-code', SHORT_CODE, '--till', 'shop'], /till number/],
    ['with a callback alone', ['--push-callback', 'https://shop.example.co.ke/paid'], /short code/],
    ['with a callback that nobody can reach', ['--short-code', SHORT_CODE, '--push-callback', 'https://10.0.0.1/paid'], /nobody outside/],
    ['with a method that is none', ['--short-code', SHORT_CODE, '--pull-method', 'PUT'], /no method/],
  ])('is wrong use %s, and keeps nothing', async (_, options, words) => {
    const result = await connectMpesa(...options)
    expect([result.exitCode, result.error().code]).toEqual([2, 'usage'])
    expect(result.error().message).toMatch(words)
    expect(kept('mpesa')).toBeUndefined()
  })

  test('refuses a key that cannot be one, and does not repeat it', async () => {
    world.environment['MPESA_KEY'] = 'sEcret0001'
    const result = await connectMpesa('--short-code', SHORT_CODE)
    expect([result.exitCode, result.error().code]).toEqual([1, 'key-wrong-kind'])
    expect(result.stderr).not.toContain('sEcret0001')
  })

  test('refuses the short code of another workspace’s account, and keeps the first', async () => {
    await connectMpesa('--short-code', SHORT_CODE)
    expect((await connectMpesa('--short-code', '600999')).error().code).toBe('account-differs')
    expect(kept('mpesa')?.settings).toEqual({ shortCode: SHORT_CODE })
  })

  test('is what a refused key is told to be connected again by', async () => {
    await connectMpesa('--short-code', SHORT_CODE)
    world.environment['MPESA_KEY'] = 'GxKey0001:another0001'
    const result = await run('sync', '--provider', 'mpesa')
    expect([result.exitCode, result.error()]).toMatchObject([
      1,
      { code: 'key-refused', hint: 'Connect again with a key that works: tierdesk connect mpesa --secret-env NAME' },
    ])
  })

  test('seals a key from standard input', async () => {
    const mpesa = await openMpesa()
    const ports = { ...world.ports, seal: sealWithPassphrase('correct horse') }
    const words = ['connect', 'mpesa', '--base-url', mpesa.server.baseUrl, '--secret-stdin', '--short-code', SHORT_CODE]
    const { exitCode } = await runCommand(ports, ['--workspace', world.folder, '--json', ...words], `${MPESA_KEY}\n`)
    expect([exitCode, kept('mpesa')?.secretKind]).toEqual([0, 'sealed'])
  })
})

describe('a short code that is not registered for Pull Transactions', () => {
  const WORDS = ['connect', 'register', 'mpesa', '--number', '0712 345 678', '--callback', 'https://shop.example.co.ke/paid']

  async function connectUnregistered() {
    const mpesa = await openMpesa({ isPullRegistered: false })
    const words = ['--base-url', mpesa.server.baseUrl, '--secret-env', 'MPESA_KEY', '--short-code', SHORT_CODE]
    expect((await run('connect', 'mpesa', ...words)).json()).toMatchObject({ permissions: { payments: 'none' } })
    return mpesa
  }
  const status = async () => (await run('status')).json() as { connections: { registration: string | null; gaps: unknown[] }[] }

  test('is told by status with what to do, and registered by a command', async () => {
    const mpesa = await connectUnregistered()
    expect((await status()).connections).toMatchObject([{ registration: 'not-registered', gaps: [] }])
    const text = await runCommand(world.ports, ['--workspace', world.folder, 'status'])
    expect(text.stdout).toContain(`M-Pesa: ${SHORT_CODE} is not registered for the list of its payments. Register it: tierdesk connect`)
    const { exitCode, json } = await run(...WORDS)
    expect([exitCode, json()]).toEqual([0, { provider: 'mpesa', account: SHORT_CODE, isNew: true, registration: 'registered' }])
    expect(mpesa.mpesa.world.nominated).toBe('254712345678')
    expect((await run(...WORDS)).json()).toMatchObject({ isNew: false })
    expect((await run('sync', '--provider', 'mpesa')).exitCode).toBe(0)
    const [connection] = (await status()).connections
    expect(connection).toMatchObject({
      ...{ state: 'in-step', problems: [], registration: 'registered' },
      gaps: [{ from: null, until: expect.stringMatching(/^2026-11-18T/), cause: 'list-forgotten' }],
    })
    const after = await runCommand(world.ports, ['--workspace', world.folder, 'status'])
    expect(after.stdout).toMatch(
      /M-Pesa: payments before 2026-11-18T\S+ are not here\. A statement tells them: tierdesk payments import FILE/,
    )
    expect(after.stdout).not.toContain('not registered')
  })

  test.each<[string, string[], string]>([
    ['the number', WORDS.filter((word) => !/number|0712/.test(word)), '--number is missing.'],
    ['the address', WORDS.slice(0, 5), '--callback is missing.'],
  ])('is not registered without %s', async (_, words, message) => {
    await connectUnregistered()
    const result = await run(...words)
    expect([result.exitCode, result.error().message]).toEqual([2, message])
  })

  test('is not registered with what Safaricom would refuse', async () => {
    await connectUnregistered()
    const result = await run(...WORDS.with(-1, 'https://localhost/paid'))
    expect([result.exitCode, result.error()]).toMatchObject([2, { code: 'usage', message: expect.stringContaining('nobody outside') }])
    expect((await status()).connections[0]?.registration).toBe('not-registered')
  })
})

test('what a customer pays by phone is a plan after the next sync', async () => {
  const mpesa = await openMpesa()
  const stripe = ['connect', 'stripe', '--base-url', world.stripe.baseUrl, '--secret-env', 'STRIPE_KEY']
  await run(...stripe)
  await run('connect', 'mpesa', '--base-url', mpesa.server.baseUrl, '--secret-env', 'MPESA_KEY', '--short-code', SHORT_CODE)
  await run('sync', '--provider', 'stripe')
  const file = join(world.folder, '..', 'image-quota.json')
  writeFileSync(file, JSON.stringify(templates.get('image-quota')))
  await run('catalog', 'import', file)
  const company = await world.open({ access: 'read' }).client.companies.get({ company: 'cus_T000001' })
  const words = ['--provider', 'mpesa', '--for', 'image-quota.pro', '--interval', 'once', '--currency', 'KES', '--reference', company.code]
  await run('payments', 'expect', company.id, ...words, '--when', '2026-11-20T07:40:00Z')
  const receipt = mpesa.pay({ amount: 1500, reference: ` ${company.code.toLowerCase()}` })
  expect((await run('sync', '--provider', 'mpesa')).exitCode).toBe(0)
  expect((await run('payments', '--company', company.id)).json()).toMatchObject({
    items: [{ provider: 'mpesa', ref: receipt, plan: 'pro', amount: 150_000, status: 'succeeded', at: '2026-11-20T07:45:00Z' }],
  })
  expect((await run('entitlement', company.id, 'image-quota')).json()).toMatchObject({ plan: 'pro', status: 'active' })
})

describe('payments withdraw', () => {
  const withdraw = (...words: string[]) => run('payments', 'withdraw', ...words)

  async function expectOne() {
    await connectMpesa('--short-code', SHORT_CODE)
    await run('connect', 'stripe', '--base-url', world.stripe.baseUrl, '--secret-env', 'STRIPE_KEY')
    await run('sync', '--provider', 'stripe')
    const file = join(world.folder, '..', 'image-quota.json')
    writeFileSync(file, JSON.stringify(templates.get('image-quota')))
    await run('catalog', 'import', file)
    const words = ['--provider', 'mpesa', '--for', 'image-quota.pro', '--interval', 'once', '--currency', 'KES', '--key', 'invoice-7']
    return (await run('payments', 'expect', 'cus_T000001', ...words)).json()
  }

  test('prints what is expected no more, and lists it as canceled', async () => {
    const asked = await expectOne()
    const { exitCode, json } = await withdraw('invoice-7', '--provider', 'mpesa', '--reason', 'They cancelled')
    const withdrawnAt = expect.stringMatching(/^2026-11-20T09:00:00/)
    expect([exitCode, json()]).toEqual([0, { ...(asked as object), withdrawnAt, reason: 'They cancelled' }])
    expect((await run('payments', '--provider', 'mpesa')).json()).toMatchObject({
      items: [{ ref: 'invoice-7', status: 'canceled', reason: 'It is expected no more: They cancelled' }],
    })
    expect((await withdraw('invoice-7', '--provider', 'mpesa')).json()).toEqual(json())
  })

  test.each<[string, string[], number, RegExp]>([
    ['without the provider', ['invoice-7'], 2, /^--provider is missing/],
    ['of what nobody expects', ['invoice-8', '--provider', 'mpesa'], 1, /^Nothing is expected at M-Pesa as "invoice-8"/],
  ])('is refused %s', async (_, words, exitCode, message) => {
    await expectOne()
    const result = await withdraw(...words)
    expect([result.exitCode, result.error().message]).toEqual([exitCode, expect.stringMatching(message)])
  })
})

describe('connect paystack', () => {
  test('tells whose key it is and what it may read', async () => {
    const paystack = await openPaystack()
    addCustomer(paystack)
    const { exitCode, json } = await run('connect', 'paystack', '--base-url', paystack.server.baseUrl, '--secret-env', 'PAYSTACK_KEY')
    expect(json()).toEqual({
      ...{ provider: 'paystack', mode: 'test', account: '428626' },
      permissions: {
        ...{ prices: 'read', customers: 'read', subscriptions: 'read', payments: 'read' },
        ...{ refunds: 'read', disputes: 'read', accounts: 'read', events: 'unknown' },
      },
    })
    expect(exitCode).toBe(0)
  })

  test('has no short code', async () => {
    const result = await run('connect', 'paystack', '--secret-env', 'PAYSTACK_KEY', '--short-code', SHORT_CODE)
    expect([result.exitCode, result.error().message]).toEqual([2, 'Paystack has no short code, till or way to pull.'])
  })
})

describe('the console', () => {
  const sealed = () => {
    Object.assign(world.ports, { seal: sealWithPassphrase('correct horse') })
    return world.open().client
  }

  test('connects with settings that are M-Pesa’s alone, and refuses others before anything is asked', async () => {
    const client = sealed()
    const wrong = { code: 'BAD_REQUEST' }
    const secret = 'sk_test_x'
    await expect(client.connections.connect({ provider: 'stripe', secret, settings: { shortCode: '1' } })).rejects.toMatchObject(wrong)
    const more = { shortCode: SHORT_CODE, colour: 'red' } as { shortCode: string }
    await expect(client.connections.connect({ provider: 'mpesa', secret, settings: more })).rejects.toMatchObject(wrong)
    await expect(client.connections.connect({ provider: 'mpesa', secret: MPESA_KEY })).rejects.toMatchObject({ data: { code: 'usage' } })
    expect(world.stripe.requests).toEqual([])
  })

  test('is told the settings that a connection has', async () => {
    await connectMpesa('--short-code', SHORT_CODE)
    const { connections } = await world.open().client.sync.health({})
    expect(connections).toMatchObject([{ provider: 'mpesa', account: SHORT_CODE, settings: { shortCode: SHORT_CODE } }])
  })
})
