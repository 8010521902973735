import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { expect, onTestFinished, test } from 'vitest'
import { hasSandbox, type Sandbox, startSandbox } from '../../../src-main/sandbox/start.ts'
import { fromSeconds, type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { fillLively } from './livelyStripe.ts'
import { at, DAY } from './openSandbox.ts'

const NOW = fromSeconds(at('2027-05-01T00:00:00Z'))

function openFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tierdesk-sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  let serial = 0
  const lines: string[] = []
  const start = (now: Instant = NOW, fill?: Parameters<typeof startSandbox>[0]['fill']) =>
    startSandbox({
      folder,
      clock: { now: () => now, wait: () => Promise.resolve() },
      random: { bytes: (count) => new Uint8Array(count).fill(++serial) },
      log: (line) => lines.push(line),
      ...(fill ? { fill } : {}),
    })
  return { folder, start, lines, file: join(folder, 'sandbox.jsonl') }
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
  const { folder, start, file, lines } = openFolder()
  expect(hasSandbox(folder)).toBe(false)
  const first = await start(NOW, {
    startsAt: fromSeconds(at('2027-03-01T00:00:00Z')),
    seed: 'demo',
    run: (stripe) => void fillLively(stripe),
  })
  const client = connect(first)
  await client.customers.create({ name: 'Over the wire' }, { idempotencyKey: 'kept' })
  first.advance(10 * DAY * 1000)
  first.act('customers.create', { name: 'By hand' })
  const before = await readAll(client)
  await first.stop()
  expect(hasSandbox(folder)).toBe(true)
  expect(statSync(file).mode & 0o777).toBe(0o600)

  const second = await start()
  expect(second.stripe.key).not.toBe(first.stripe.key)
  expect(second.clock.offsetMs).toBe(10 * DAY * 1000)
  const again = connect(second)
  expect((await readAll(again)) === before).toBe(true)
  // The key is answered anew: a day has passed.
  expect((await again.customers.create({ name: 'Over the wire' }, { idempotencyKey: 'kept' })).name).toBe('Over the wire')
  await second.stop()
  expect(lines.join()).not.toContain(first.stripe.key)
})

test('a line that was cut off is forgotten, and one that cannot be read is refused', async () => {
  const { start, file } = openFolder()
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
  const { start } = openFolder()
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
