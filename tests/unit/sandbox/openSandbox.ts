import Stripe from 'stripe'
import { onTestFinished } from 'vitest'
import { createStripe, type StripeSandbox } from '../../../src-main/sandbox/stripe/createStripe.ts'
import type { RateLimits } from '../../../src-main/sandbox/stripe/http/createRateGate.ts'
import { createFaults } from '../../../src-main/sandbox/stripe/http/faults.ts'
import { serveStripe } from '../../../src-main/sandbox/stripe/http/serveStripe.ts'
import type { Settings } from '../../../src-main/sandbox/stripe/world/settings.ts'
import { fromSeconds, parseInstant, toSeconds } from '../../../src-shared/model/instant.ts'

export const KEY = 'sk_test_sandbox0000000000000001'
export const HOUR = 3600
export const DAY = 24 * HOUR

/** Seconds of a UTC instant: `at('2027-01-31T10:00:00Z')`. */
export function at(iso: string): number {
  const instant = parseInstant(iso)
  if (instant === null) throw new Error(`${iso} is no instant`)
  return toSeconds(instant)
}

/** A sandbox behind its socket, the real SDK before it, and time in the test's hand. */
export async function openSandbox(options: { startsAt?: string; settings?: Partial<Settings>; limits?: RateLimits } = {}) {
  const stripe = createStripe({
    startsAt: fromSeconds(at(options.startsAt ?? '2027-01-04T09:00:00Z')),
    seed: 'seed',
    accountId: 'acct_1Sandbox',
    settings: { eventLagSeconds: 0, ...options.settings },
  })
  const faults = createFaults()
  let wallMs = 0
  const server = await serveStripe({
    stripe,
    key: KEY,
    now: () => stripe.now(),
    wallMs: () => wallMs,
    wait: () => Promise.resolve(),
    faults,
    limits: options.limits ?? null,
  })
  onTestFinished(() => server.stop())
  const { hostname, port } = new URL(server.baseUrl)
  const config = { host: hostname, port, protocol: 'http', telemetry: false, maxNetworkRetries: 0, timeout: 2000 } as const
  const client = new Stripe(KEY, config)
  return {
    stripe,
    server,
    faults,
    client,
    config,
    /** Seconds of the sandbox's clock. */
    now: () => toSeconds(stripe.now()),
    pass: (seconds: number) => stripe.advanceTo(fromSeconds(toSeconds(stripe.now()) + seconds)),
    passTo: (iso: string) => stripe.advanceTo(fromSeconds(at(iso))),
    passWallMs: (ms: number) => {
      wallMs += ms
    },
    /** What a path answers, as it came over the wire. */
    get: (path: string, headers: Record<string, string> = {}) =>
      fetch(`${server.baseUrl}${path}`, { headers: { authorization: `Bearer ${KEY}`, ...headers } }),
  }
}

/** A customer with a card and a monthly price, all of it over the wire. */
export async function makeCompany(client: Stripe, stripe: StripeSandbox, terms: { amount?: number; card?: string | null } = {}) {
  const customer = await client.customers.create({ name: 'Baobab Holdings', email: 'pay@baobab.example' })
  if (terms.card !== null) stripe.act('customers.setCard', { kind: terms.card ?? 'ok' }, customer.id)
  const product = await client.products.create({ name: 'Trading desk' })
  const price = await client.prices.create({
    product: product.id,
    currency: 'usd',
    unit_amount: terms.amount ?? 3100,
    recurring: { interval: 'month' },
  })
  return { customer, product, price }
}

export function toIsoSeconds(seconds: number | null | undefined): string | null {
  return seconds == null ? null : new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
