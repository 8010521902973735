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

  test('takes JSON with the key and the short code', async () => {
    world.environment['MPESA_KEY'] = JSON.stringify({ ...APP, shortcode: SHORT_CODE })
    expect((await connectMpesa()).json()).toMatchObject({ account: SHORT_CODE })
  })

  test.each<[string, string[], RegExp]>([
    ['without a short code', [], /short code/],
    ['with one that is none', ['--short-code', '12'], /short code/],
    ['with a till alone', ['--till', '5123456'], /short code/],
    ['with a till that is none', ['--short-code', SHORT_CODE, '--till', 'shop'], /till number/],
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
