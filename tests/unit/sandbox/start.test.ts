import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { expect, onTestFinished, test } from 'vitest'
import { templates } from '../../../src-main/engine/templates.ts'
import { stageCallsByMeter } from '../../../src-main/sandbox/business/scenes/stageCallsByMeter.ts'
import { createStage } from '../../../src-main/sandbox/business/stage.ts'
import {
  askControl,
  type Fill,
  findControlFile,
  hasSandbox,
  makeSandbox,
  type Sandbox,
  startSandbox,
  toSandboxClock,
} from '../../../src-main/sandbox/start.ts'
import { parseCatalogFile } from '../../../src-shared/contract/parseCatalogFile.ts'
import { AppError } from '../../../src-shared/model/appError.ts'
import { fromSeconds, type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { fillLively, idOf } from './livelyStripe.ts'
import { at, DAY } from './openSandbox.ts'

const NOW = fromSeconds(at('2027-05-01T00:00:00Z'))
const NOTHING = { meters: [], told: { expected: [], merges: [] } }
const LIVELY: Fill = {
  startsAt: fromSeconds(at('2027-03-01T00:00:00Z')),
  seed: 'demo',
  run: ({ stripe }) => {
    fillLively(stripe)
    return NOTHING
  },
}
const EMPTY: Fill = { startsAt: NOW, seed: 'empty', run: () => NOTHING }

const METERED: Fill = {
  startsAt: fromSeconds(at('2026-12-01T00:00:00Z')),
  seed: 'metered',
  run: (standIns) => {
    const catalogs = [...templates.values()].flatMap((content) => {
      const read = parseCatalogFile(content)
      return read.ok && read.value.catalog.product === 'threat-analytics' ? [read.value.catalog] : []
    })
    const stage = createStage({ standIns, seed: 'metered', catalogs, now: NOW / 1000, monthStartsAt: at('2027-05-01T00:00:00Z') })
    stageCallsByMeter(stage)
    return stage.play()
  },
}

function openFolder() {
  const workspace = mkdtempSync(join(tmpdir(), 'tierdesk-sandbox-'))
  onTestFinished(() => rmSync(workspace, { recursive: true }))
  let serial = 0
  const lines: string[] = []
  const random = { bytes: (count: number) => new Uint8Array(count).fill(++serial) }
  const toClock = (now: Instant) => toSandboxClock(workspace, { now: () => now, wait: () => Promise.resolve() })
  return {
    workspace,
    lines,
    file: join(workspace, 'sandbox', 'journal.jsonl'),
    make: (fill: Fill) => makeSandbox({ workspace, clock: toClock(NOW), random }, fill),
    start: (now: Instant = NOW) => startSandbox({ workspace, clock: toClock(now), random, log: (line) => lines.push(line) }),
  }
}

function connect({ stripe }: Sandbox): Stripe {
  const { hostname, port } = new URL(stripe.baseUrl)
  return new Stripe(stripe.key, { host: hostname, port, protocol: 'http', telemetry: false, maxNetworkRetries: 0 })
}

async function readAll(client: Stripe) {
  const lists = await Promise.all([
    client.customers.list({ limit: 100 }),
    client.subscriptions.list({ status: 'all', limit: 100 }),
    client.events.list({ limit: 100 }),
  ])
  return JSON.stringify(lists.map(({ data }) => data))
}

test('what was done is there after a restart, with another key', async () => {
  const { workspace, make, start, file, lines } = openFolder()
  expect(hasSandbox(workspace)).toBe(false)
  make(LIVELY)
  expect(hasSandbox(workspace)).toBe(true)
  const first = await start()
  const client = connect(first)
  await client.customers.create({ name: 'Over the wire' }, { idempotencyKey: 'kept' })
  first.advance(10 * DAY * 1000)
  first.act('customers.create', { name: 'By hand' })
  const before = await readAll(client)
  await first.stop()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(join(workspace, 'sandbox')).mode & 0o777).toBe(0o700)

  const second = await start()
  expect(second.stripe.key).not.toBe(first.stripe.key)
  expect(second.clock.aheadMs).toBe(10 * DAY * 1000)
  const again = connect(second)
  expect((await readAll(again)) === before).toBe(true)
  // The key is answered anew: a day has passed.
  expect((await again.customers.create({ name: 'Over the wire' }, { idempotencyKey: 'kept' })).name).toBe('Over the wire')
  await second.stop()
  expect(lines.join()).not.toContain(first.stripe.key)
})

test('a line that was cut off is forgotten, and one that cannot be read is refused', async () => {
  const { make, start, file } = openFolder()
  make(EMPTY)
  const first = await start()
  first.act('customers.create', { name: 'Kept' })
  await first.stop()
  appendFileSync(file, '{"at":18')
  const second = await start()
  expect((await connect(second).customers.list()).data.map(({ name }) => name)).toEqual(['Kept'])
  await second.stop()
  appendFileSync(file, 'nonsense\n')
  await expect(start()).rejects.toThrow('cannot be read')
})

test('its clock never goes back', async () => {
  const { make, start } = openFolder()
  make(EMPTY)
  const first = await start()
  first.advance(DAY * 1000)
  first.act('customers.create', { name: 'Tomorrow' })
  await first.stop()
  const second = await start(toInstant(NOW - 30 * DAY * 1000))
  const { data } = await connect(second).customers.list()
  const { created } = await connect(second).customers.create({ name: 'Later' })
  expect(created).toBeGreaterThanOrEqual(data[0]?.created ?? Infinity)
  await second.stop()
})

test('faults that were on are on after a restart, once they are resumed', async () => {
  const { make, start } = openFolder()
  make(EMPTY)
  const first = await start()
  expect(first.setFault('rate-limited', { path: '/v1/customers', count: 1 })).toEqual(['The fault rate-limited is switched on.'])
  expect(() => first.setFault('gremlins', {})).toThrow('No fault is called "gremlins"')
  await first.stop()
  const second = await start()
  const client = connect(second)
  expect((await client.customers.list()).data).toEqual([])
  second.resumeFaults()
  await expect(client.customers.list()).rejects.toThrow(Stripe.errors.StripeRateLimitError)
  expect((await client.customers.list()).data).toEqual([])
  expect(second.listFaults().find(({ name }) => name === 'rate-limited')).toEqual({ name: 'rate-limited', isOn: true, met: 1 })
  second.setFault(null, null)
  expect(second.listFaults().some(({ isOn }) => isOn)).toBe(false)
  await second.stop()
})

/** A Paystack customer that was asked for a payment, in a sandbox of all three. */
const ASKED: Fill = {
  startsAt: NOW,
  seed: 'asked',
  run({ paystack }) {
    const names = { email: 'pay@baobab.example', first_name: 'Baobab', last_name: 'Homes', phone: '+2347000010001' }
    const customer = String(paystack?.act('customers.create', names)['customer_code'])
    const offer = { product: 'estate-management', plan: 'starter', interval: 'month' } as const
    const asked = { at: NOW, customer, provider: 'paystack' as const, offer, amount: 2_500_000, currency: 'NGN', phone: null }
    const told = ['SUB-STARTER-1', 'SUB-STARTER-2'].map((ref) => ({ ...asked, ref, reference: ref, key: ref }))
    return { ...NOTHING, told: { expected: told, merges: [] } }
  },
}

/** What Paystack answers over the wire. */
async function askPaystack({ paystack }: Sandbox, path: string): Promise<{ status: number; data: Record<string, unknown>[] }> {
  const response = await fetch(`${paystack?.baseUrl}${path}`, { headers: { authorization: `Bearer ${paystack?.key}` } })
  const { data = [] } = (await response.json()) as { data?: Record<string, unknown>[] }
  return { status: response.status, data }
}

test('what came in at Paystack and by M-Pesa is there after a restart, by one clock', async () => {
  const { make, start } = openFolder()
  make(ASKED)
  const first = await start()
  const [asked] = first.pendingPayments
  const payer = { ref: asked?.customer ?? '', name: 'Baobab' }
  expect(first.pendingPayments.map(({ reference }) => reference)).toEqual(['SUB-STARTER-1', 'SUB-STARTER-2'])
  first.advance(3 * DAY * 1000)
  expect(first.transfer(payer, 100_000, null)).toEqual([
    expect.stringMatching(/^Baobab has the virtual account \d+ now\.$/),
    expect.stringMatching(/^Baobab sent 1000\.00 NGN into its account \d+\.$/),
  ])
  expect(first.transfer(payer, 2_500_000, 'SUB-STARTER-2')).toHaveLength(1)
  expect(first.pendingPayments.map(({ reference }) => reference)).toEqual(['SUB-STARTER-1'])
  expect(first.payReference(payer, null, true)[0]).toContain('could not pay 25000.00 NGN for SUB-STARTER-1: Insufficient Funds')
  expect(first.payReference(payer, 'SUB-STARTER-1', false)[0]).toContain('paid 25000.00 NGN')
  expect(() => first.payReference(payer, null, false)).toThrow('Baobab is asked for nothing at Paystack')
  first.payByPhone({ phone: '0711000321', amount: 150_000, reference: 'IQ1' })
  const { ref } = first.askPhone({ phone: '0711 000 322', amount: 500_000 })
  expect(() => first.askPhone({ phone: '+254711000322', amount: 500_000 })).toThrow('already in process')
  expect(first.answerPush(ref, 'no-money')).toEqual([expect.stringContaining('not enough money')])
  const before = { ...(await askPaystack(first, '/transaction?perPage=100')), statement: first.statement(null, null) }
  expect(before.data.map(({ status }) => status)).toEqual(['success', 'success', 'success'])
  expect(before.statement).toContain('IQ1')
  await first.stop()

  const second = await start()
  expect(second.paystack?.key).not.toBe(first.paystack?.key)
  expect(second.mpesa?.key).not.toBe(first.mpesa?.key)
  expect({ ...(await askPaystack(second, '/transaction?perPage=100')), statement: second.statement(null, null) }).toEqual(before)
  // One clock, also for whoever was not asked over the wire since.
  second.advance(5 * DAY * 1000)
  const { created } = await connect(second).customers.create({ name: 'By the same clock' })
  expect(second.transfer(payer, 100, null)).toHaveLength(1)
  second.payByPhone({ phone: '0711000321', amount: 100, reference: 'CLOCK' })
  const { data } = await askPaystack(second, '/transaction?perPage=1')
  expect(Math.abs(Date.parse(String(data[0]?.['paid_at'])) / 1000 - created)).toBeLessThanOrEqual(1)
  const inNairobi = new Date((created + 3 * 3600) * 1000).toISOString()
  const portalDay = `${inNairobi.slice(8, 10)}-${inNairobi.slice(5, 7)}-${inNairobi.slice(0, 4)}`
  expect(
    second
      .statement(null, null)
      ?.split('\n')
      .find((line) => line.includes('CLOCK')),
  ).toContain(portalDay)
  await second.stop()
})

test('a fault befalls every provider, or the one that is named', async () => {
  const { make, start } = openFolder()
  make(ASKED)
  const sandbox = await start()
  const readStatuses = async () => {
    const { status } = await askPaystack(sandbox, '/customer')
    const stripe = await connect(sandbox)
      .customers.list()
      .then(
        () => 200,
        (error: { statusCode?: number }) => error.statusCode,
      )
    const [id, secret] = sandbox.mpesa?.key.split(':') ?? []
    const headers = { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
    const mpesa = await fetch(`${sandbox.mpesa?.baseUrl}/oauth/v1/generate?grant_type=client_credentials`, { headers })
    return { stripe, paystack: status, mpesa: mpesa.status }
  }
  expect(await readStatuses()).toEqual({ stripe: 200, paystack: 200, mpesa: 200 })
  sandbox.setFault('revoked-key', {})
  expect(await readStatuses()).toEqual({ stripe: 401, paystack: 401, mpesa: 400 })
  expect(sandbox.setFault('revoked-key', { provider: 'mpesa' })).toEqual(['The fault revoked-key is switched on at M-Pesa.'])
  expect(await readStatuses()).toEqual({ stripe: 200, paystack: 200, mpesa: 400 })
  await sandbox.stop()
  const again = await start()
  again.resumeFaults()
  expect((await askPaystack(again, '/customer')).status).toBe(200)
  expect(again.listFaults().find(({ name }) => name === 'revoked-key')?.isOn).toBe(true)
  await again.stop()
})

async function sellTrading() {
  const folder = openFolder()
  folder.make({
    ...EMPTY,
    run: ({ stripe }) => {
      const product = idOf(stripe.act('products.create', { name: 'Trading' }))
      const sell = (lookup_key: string, unit_amount: number, recurring?: object) =>
        stripe.act('prices.create', { product, currency: 'usd', unit_amount, lookup_key, ...(recurring ? { recurring } : {}) })
      sell('trading.pro.month', 9900, { interval: 'month' })
      sell('trading.elite.month', 29_900, { interval: 'month' })
      sell('trading.elite.year', 299_000, { interval: 'year' })
      sell('hours.five.once', 50_000)
      return NOTHING
    },
  })
  const sandbox = await folder.start()
  onTestFinished(() => sandbox.stop())
  const payer = { ref: idOf(sandbox.act('customers.create', { name: 'Baobab' })), name: 'Baobab' }
  return { sandbox, payer, client: connect(sandbox) }
}

test('who buys has a subscription, who buys again moves, and what is bought once is paid once', async () => {
  const { sandbox, payer, client } = await sellTrading()
  expect(sandbox.pay(payer, 'trading.pro', null)).toEqual(['Baobab paid 99.00 USD for trading.pro.month.'])
  expect(() => sandbox.pay(payer, 'trading.elite', null)).toThrow('Several prices begin with "trading.elite"')
  expect(sandbox.pay(payer, 'trading.elite.month', null)).toEqual(['Baobab moved from trading.pro.month to trading.elite.month.'])
  expect(sandbox.pay(payer, 'hours.five.once', 'delayed')).toEqual([
    'Baobab bought hours.five.once for 500.00 USD; the money is on its way.',
  ])
  expect(sandbox.pay(payer, 'hours.five.once', 'declines')).toEqual(['Baobab could not pay 500.00 USD for hours.five.once.'])
  const { data } = await client.subscriptions.list({ customer: payer.ref })
  expect(data.map(({ items }) => items.data[0]?.price.lookup_key)).toEqual(['trading.elite.month'])
  expect(() => sandbox.pay(payer, 'gold', null)).toThrow('Nothing is sold as "gold"')
})

test('what is open is paid with a card that works, and else nothing is asked', async () => {
  const { sandbox, payer, client } = await sellTrading()
  expect(() => sandbox.pay(payer, null, null)).toThrow('Baobab has no invoice open')
  sandbox.pay(payer, 'trading.pro', null)
  expect(sandbox.setCard(payer, 'declines')).toEqual(['Baobab has a card that is declined.'])
  sandbox.advance(32 * DAY * 1000)
  expect((await client.subscriptions.list({ customer: payer.ref })).data[0]?.status).toBe('past_due')
  expect(sandbox.pay(payer, null, 'declines')).toEqual([expect.stringContaining('could not pay invoice')])
  expect(sandbox.pay(payer, null, null)).toEqual([expect.stringMatching(/^Baobab paid invoice \S+ of 99\.00 USD\.$/)])
  expect((await client.subscriptions.list({ customer: payer.ref })).data[0]?.status).toBe('active')
})

test('a subscription ends when it is asked to, and money goes back as far as it came', async () => {
  const { sandbox, payer, client } = await sellTrading()
  expect(() => sandbox.cancel(payer, true)).toThrow('Baobab has no subscription that runs')
  expect(() => sandbox.refund(payer, null)).toThrow('has paid nothing')
  sandbox.pay(payer, 'trading.pro', null)
  expect(sandbox.cancel(payer, false)).toEqual(['Baobab asked to end trading.pro.month with what is paid.'])
  expect(sandbox.refund(payer, 900)).toEqual(['Baobab got 9.00 USD back.'])
  expect(() => sandbox.refund(payer, 9100)).toThrow('only 90.00 USD can be given back')
  expect(sandbox.refund(payer, null)).toEqual(['Baobab got 90.00 USD back.'])
  expect(sandbox.cancel(payer, true)).toEqual(['Baobab canceled trading.pro.month.'])
  expect((await client.subscriptions.list({ customer: payer.ref, status: 'all' })).data[0]?.status).toBe('canceled')
})

test('a command line reaches it while it runs, with the token that only this user can read', async () => {
  const { workspace, make, start } = openFolder()
  make(EMPTY)
  const sandbox = await start()
  await sandbox.openControl(async (name, input) => {
    if (name === 'refuse') throw new AppError('usage', 'Refused.', 'Ask another.')
    return { name, input }
  })
  const file = findControlFile(workspace) ?? ''
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await askControl(file, 'advance', { ms: 5 })).toEqual({ answer: { name: 'advance', input: { ms: 5 } } })
  await expect(askControl(file, 'refuse', {})).rejects.toMatchObject({ code: 'usage', message: 'Refused.', hint: 'Ask another.' })
  const { url } = JSON.parse(readFileSync(file, 'utf8')) as { url: string }
  expect((await fetch(url, { method: 'POST', body: '{"name":"advance","input":{}}' })).status).toBe(403)
  expect((await fetch(url, { method: 'POST', headers: { authorization: 'Bearer x' }, body: '{}' })).status).toBe(403)
  await sandbox.stop()
  expect(existsSync(file)).toBe(false)
  expect(await askControl(file, 'advance', {})).toBeNull()
})

test('what applications tell a meter of Stripe goes on with the clock: no more after a restart, and before the bill for it', async () => {
  const { make, start } = openFolder()
  make(METERED)
  const read = (sandbox: Sandbox) => {
    const first = (name: string) => (sandbox.act(name, { limit: 1 })['data'] as { id: string; customer: string }[])[0]
    const { id: meter } = first('meters.list') ?? { id: '' }
    return (sandbox.act('subscriptions.list', { limit: 100 })['data'] as { customer: string }[]).map(({ customer }) => {
      const sum = (until: number) => {
        const asked = { customer, start_time: at('2027-01-01T00:00:00Z'), end_time: until }
        return Number(
          (sandbox.act('meters.listEventSummaries', asked, meter)['data'] as { aggregated_value: number }[])[0]?.aggregated_value,
        )
      }
      const bills = sandbox.act('invoices.list', { customer, limit: 100 })['data'] as { created: number; amount_due: number }[]
      const later = bills.filter(({ created }) => created > NOW / 1000 + 3 * DAY).map(({ amount_due }) => amount_due)
      return { untilNow: sum(NOW / 1000), untilLater: sum(NOW / 1000 + 90 * DAY), later }
    })
  }
  const first = await start()
  expect(read(first)).toHaveLength(4)
  first.advance(3 * DAY * 1000)
  const before = read(first)
  expect(before.map(({ untilNow }) => untilNow).every((sum) => sum > 0)).toBe(true)
  await first.stop()
  const second = await start()
  expect(read(second)).toEqual(before)
  second.advance(60 * DAY * 1000)
  const after = read(second)
  expect(after.map(({ untilNow }) => untilNow)).toEqual(before.map(({ untilNow }) => untilNow))
  for (const [index, { untilLater }] of after.entries()) expect(untilLater).toBeGreaterThan(before[index]?.untilLater ?? Number.NaN)
  // Whoever calls more than the plan has is billed for it when the month is over, and for the next one too.
  expect(after.filter(({ later }) => later.length === 2 && later.every((amount) => amount > 9_900))).toHaveLength(1)
  expect(second.untold().usage).toEqual([])
  await second.stop()
})
