import { expect, test } from 'vitest'
import type { ObjectStream } from '../../../src-main/providers/provider.ts'
import { connectStripe } from '../../../src-main/providers/stripe/connectStripe.ts'
import { createFaults } from '../../../src-main/sandbox/stripe/http/faults.ts'
import { serveStripe } from '../../../src-main/sandbox/stripe/http/serveStripe.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { freely, fromStart } from '../../fixtures/freely.ts'
import { createSeeded, fillLively, passSeconds } from './livelyStripe.ts'
import { DAY, KEY } from './openSandbox.ts'

const STREAMS: ObjectStream[] = [
  'products',
  'prices',
  'customers',
  'subscriptions',
  'invoices',
  'payments',
  'checkouts',
  'refunds',
  'disputes',
]

test("the console's own client can read all that a lively business holds, and what every event names", async () => {
  const stripe = createSeeded()
  fillLively(stripe)
  passSeconds(stripe, 60 * DAY)
  const server = await serveStripe({
    stripe,
    key: KEY,
    now: () => stripe.now(),
    wallMs: () => 0,
    wait: () => Promise.resolve(),
    faults: createFaults(),
  })
  const provider = connectStripe(KEY, 'test', server.baseUrl)
  const counts: Record<string, number> = {}
  for (const stream of STREAMS) {
    counts[stream] = 0
    for (let after: string | null = null; ; ) {
      const page = await provider.listPage(stream, fromStart(after), freely())
      if (!page.ok) throw new Error(page.error.detail)
      expect(page.value.unreadable).toEqual([])
      counts[stream] += page.value.objects.length
      after = page.value.next
      if (after === null) break
    }
  }
  const { shelves } = stripe.world
  expect(counts).toMatchObject({
    customers: shelves.customer.all.length,
    subscriptions: shelves.subscription.all.length,
    invoices: shelves.invoice.all.length,
    payments: shelves.payment_intent.all.length,
    checkouts: shelves['checkout.session'].all.length,
  })
  const named = new Map<string, { kind: Parameters<typeof provider.fetchObject>[0]; ref: string }>()
  let told = 0
  for (let after: string | null = null; ; ) {
    const page = await provider.listEvents(toInstant(0), after, freely())
    if (!page.ok) throw new Error(page.error.detail)
    told += page.value.events.length
    for (const { object } of page.value.events) if (object) named.set(`${object.kind}/${object.ref}`, object)
    after = page.value.next
    if (after === null) break
  }
  expect(told).toBe(stripe.world.events.visible(stripe.world.now).length)
  for (const { kind, ref } of named.values()) expect((await provider.fetchObject(kind, ref, freely())).ok).toBe(true)
  await server.stop()
})
