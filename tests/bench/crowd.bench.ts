import { performance } from 'node:perf_hooks'
import { test } from 'vitest'
import { type Crowd, createCrowd } from '../../src-main/sandbox/crowd/createCrowd.ts'
import { serveCrowd } from '../../src-main/sandbox/crowd/serveCrowd.ts'
import { parseForm } from '../../src-main/sandbox/stripe/http/parseForm.ts'
import { toSeconds } from '../../src-shared/model/instant.ts'
import { fillTemplates } from '../unit/sandbox/crowdTemplates.ts'
import { DAY, KEY } from '../unit/sandbox/openSandbox.ts'

const SMALL = 10_000
const LARGE = 1_000_000
/** Of a hundred objects each: as many as the small crowd has. */
const PAGES = 100
const ROUNDS = 5

/** As the console asks for them. */
const LISTS = [
  ['customers', 'customers.list', ''],
  ['subscriptions', 'subscriptions.list', '&status=all&expand[0]=data.discounts.source.coupon&expand[1]=data.items.data.discounts'],
  ['invoices', 'invoices.list', '&expand[0]=data.payments'],
  ['payment_intents', 'paymentIntents.list', '&expand[0]=data.latest_charge'],
] as const

interface Page {
  data: { id: string }[]
  has_more: boolean
}

/** Reads pages from the middle of a list on. Gives objects a second. */
async function readPages(baseUrl: string, path: string, until: number): Promise<number> {
  let objects = 0
  let cursor = `&created[lt]=${until}`
  const startedAt = performance.now()
  for (let count = 0; count < PAGES; count++) {
    const response = await fetch(`${baseUrl}/v1/${path}${cursor}`, { headers: { authorization: `Bearer ${KEY}` } })
    const { data, has_more: hasMore }: Page = JSON.parse(await response.text())
    objects += data.length
    cursor = `&starting_after=${data.at(-1)?.id}`
    if (!hasMore) break
  }
  return (objects / (performance.now() - startedAt)) * 1000
}

/** As `readPages`, without a line and a reader: what it costs the server to write them. */
function writePages(crowd: Crowd, operation: string, params: string, until: number): number {
  let objects = 0
  let spentMs = 0
  let cursor = `&created[lt]=${until}`
  for (let count = 0; count < PAGES; count++) {
    const asked = parseForm(`limit=100${params}${cursor}`)
    const startedAt = performance.now()
    const { body } = crowd.answer(operation, asked, [])
    spentMs += performance.now() - startedAt
    const { data, has_more: hasMore }: Page = JSON.parse(body.toString())
    objects += data.length
    cursor = `&starting_after=${data.at(-1)?.id}`
    if (!hasMore) break
  }
  return (objects / spentMs) * 1000
}

/** The best of some rounds for each list: objects a second. */
async function measure(companies: number): Promise<Map<string, number>> {
  const stripe = fillTemplates()
  const startedAt = performance.now()
  const crowd = createCrowd({ stripe, companies, seed: 'bench' })
  const madeMs = performance.now() - startedAt
  const server = await serveCrowd({ crowd, key: KEY })
  const best = new Map<string, number>()
  try {
    for (const [name, operation, asked] of LISTS) {
      const path = `${name}?limit=100${asked}`
      const firstAt = performance.now()
      await readPages(server.baseUrl, path, 0)
      const orderMs = performance.now() - firstAt
      const until = toSeconds(crowd.now()) - 30 * DAY
      let written = 0
      for (let round = 0; round < ROUNDS; round++) {
        written = Math.max(written, writePages(crowd, operation, asked, until))
        best.set(name, Math.max(best.get(name) ?? 0, await readPages(server.baseUrl, path, until)))
      }
      const told = `${toRate(best.get(name))} served and parsed ${toRate(written)} written   order made in ${orderMs.toFixed(0)} ms`
      process.stdout.write(`${String(companies).padStart(9)} ${name.padEnd(16)} ${told}\n`)
    }
  } finally {
    await server.stop()
  }
  const { rss } = process.memoryUsage()
  process.stdout.write(`${String(companies).padStart(9)} made in ${madeMs.toFixed(0)} ms; the process holds ${(rss / 1e6).toFixed(0)} MB\n`)
  return best
}

function toRate(objects = 0): string {
  return `${Math.round(objects).toLocaleString('en').padStart(9)} objects/s`
}

test('objects a second, served by a crowd to a bare reader in the same thread', async () => {
  const small = await measure(SMALL)
  const large = await measure(LARGE)
  for (const [name, rate] of small) {
    process.stdout.write(
      `${name.padEnd(16)} ${LARGE / SMALL} times the companies: ${((large.get(name) ?? 0) / rate).toFixed(2)} times the objects/s\n`,
    )
  }
})
