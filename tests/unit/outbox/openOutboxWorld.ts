import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readCatalogText } from '../../../src-main/engine/catalogs.ts'
import { createEngine, type Engine } from '../../../src-main/engine/createEngine.ts'
import { createWorkspace } from '../../../src-main/engine/createWorkspace.ts'
import { templates } from '../../../src-main/engine/templates.ts'
import type { Stage } from '../../../src-main/outbox/outboxParts.ts'
import type { HostPorts } from '../../../src-main/ports.ts'
import { addPlanCodes } from '../../../src-main/sandbox/business/addPlanCodes.ts'
import { openPaystackShop } from '../../../src-main/sandbox/business/openPaystackShop.ts'
import { openShop } from '../../../src-main/sandbox/business/openShop.ts'
import { createMpesa } from '../../../src-main/sandbox/mpesa/createMpesa.ts'
import { serveMpesa } from '../../../src-main/sandbox/mpesa/http/serveMpesa.ts'
import { createPaystack } from '../../../src-main/sandbox/paystack/createPaystack.ts'
import { servePaystack } from '../../../src-main/sandbox/paystack/http/servePaystack.ts'
import { createStripe } from '../../../src-main/sandbox/stripe/createStripe.ts'
import { createFaults } from '../../../src-main/sandbox/stripe/http/faults.ts'
import { serveStripe } from '../../../src-main/sandbox/stripe/http/serveStripe.ts'
import type { ActionItem } from '../../../src-shared/contract/actions.ts'
import type { WishInput } from '../../../src-shared/contract/wish.ts'
import { toInstant } from '../../../src-shared/model/instant.ts'
import { createFakeClock, UNLIMITED } from '../../fixtures/createWorld.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const SEED = 'outbox'
const STRIPE_KEY = 'sk_test_sandbox0000000000000001'
const PAYSTACK_KEY = 'sk_test_sandbox0000000000000002'
const APP = { consumerKey: 'GxKey0001', consumerSecret: 'sEcret0001', passkey: 'pAsskey0001' }
const SHORT_CODE = '600123'
const PRODUCTS = ['trading', 'estate-management', 'image-quota', 'maintenance-hours'] as const
export const PHONE = '254708374149'

/** What cuts a program off, thrown where it would have died. */
export class Cut extends Error {}

const faultsOf = () => ({ stripe: createFaults(), paystack: createFaults(), mpesa: createFaults() })

/** All three stand-ins behind their sockets, a workspace that mirrors them, and time in the test's hand. */
export async function openOutboxWorld() {
  const folder = join(mkdtempSync(join(tmpdir(), 'tierdesk-')), 'workspace')
  const clock = createFakeClock()
  const startsAt = toInstant(clock.now() - 40 * DAY)
  const catalogs = addPlanCodes(PRODUCTS.map(readTemplate), SEED).map((content) => {
    const read = readCatalogText(JSON.stringify(content))
    if (!read.ok) throw new Error('a template is a catalog')
    return read
  })
  const sold = catalogs.map(({ parsed }) => parsed.catalog)
  const stripe = createStripe({ startsAt, seed: SEED, accountId: 'acct_outbox', settings: { eventLagSeconds: 0 } })
  const paystack = createPaystack({ startsAt, seed: SEED, integration: 428_626 })
  const mpesa = createMpesa({ startsAt, seed: SEED, shortCode: SHORT_CODE, till: null, isPullRegistered: true, settings: {} })
  const tags = openShop(stripe, sold)
  const plans = openPaystackShop(paystack, sold)
  const faults = faultsOf()
  const common = { now: clock.now, wallMs: () => clock.now(), wait: () => Promise.resolve() }
  const serve = async (portOf: (index: number) => number = () => 0) =>
    [
      await serveStripe({ stripe, key: STRIPE_KEY, ...common, faults: faults.stripe, port: portOf(0) }),
      await servePaystack({ paystack, key: PAYSTACK_KEY, ...common, faults: faults.paystack, perSecond: null, port: portOf(1) }),
      await serveMpesa({ mpesa, key: APP, ...common, faults: faults.mpesa, limits: null, port: portOf(2) }),
    ] as const
  let servers = await serve()
  const ports = servers.map(({ baseUrl }) => Number(new URL(baseUrl).port))
  /** Nobody answers any more, until the line is back. */
  const cutLine = async () => {
    for (const server of servers) await server.stop()
  }
  const restoreLine = async () => {
    servers = await serve((index) => ports[index] ?? 0)
  }
  let draws = 0
  const logs: string[] = []
  const environment: Record<string, string | undefined> = {
    ...{ STRIPE: STRIPE_KEY, PAYSTACK: PAYSTACK_KEY },
    MPESA: `${APP.consumerKey}:${APP.consumerSecret}:${APP.passkey}`,
  }
  const host: HostPorts = {
    clock,
    random: { bytes: (count) => createHash('shake256', { outputLength: count }).update(String(draws++)).digest(), fraction: () => 0 },
    log: (line) => logs.push(line),
    environment: (name) => environment[name],
    seal: null,
    who: () => 'ann@desk',
  }
  createWorkspace(host, folder, { mode: 'test', zone: 'Africa/Nairobi', products: [], catalogs })
  const engines: Engine[] = []
  const open = (onStage?: (stage: Stage, action: string) => void): Engine => {
    const engine = createEngine(host, { folder, access: 'write', what: 'a test', pollMs: null, ...(onStage ? { onStage } : {}) })
    engines.push(engine)
    return engine
  }
  const stop = async (engine: Engine) => {
    engines.splice(engines.indexOf(engine), 1)
    await engine.stop()
  }
  const first = open()
  for (const [index, provider] of (['stripe', 'paystack', 'mpesa'] as const).entries()) {
    await first.connect({
      ...{ provider, secret: { kind: 'environment', name: provider.toUpperCase() } as const, baseUrl: servers[index as 0].baseUrl },
      ...{
        limits: UNLIMITED,
        settings: provider === 'mpesa' ? { shortCode: SHORT_CODE, callbackUrl: 'https://results.example.com/daraja' } : {},
      },
    })
  }
  await stop(first)
  onTestFinished(async () => {
    for (const engine of engines) await engine.stop()
    for (const server of servers) await server.stop()
    rmSync(join(folder, '..'), { recursive: true, force: true })
  })
  return {
    ...{
      folder,
      clock,
      ports: host,
      cutLine,
      restoreLine,
      environment,
      stripe,
      paystack,
      mpesa,
      faults,
      tags,
      plans,
      open,
      stop,
      logs,
      servers,
    },
  }
}

export type OutboxWorld = Awaited<ReturnType<typeof openOutboxWorld>>

function readTemplate(product: string) {
  const content = templates.get(product)
  const read = readCatalogText(JSON.stringify(content))
  if (!content || !read.ok) throw new Error(`${product} is a template`)
  return { content, catalog: read.parsed.catalog }
}

/** Somebody who is a customer of Stripe, with a card that pays. */
export function joinStripe({ stripe }: OutboxWorld, name: string): string {
  const customer = String(stripe.act('customers.create', { name, email: `${name}@example.org` })['id'])
  stripe.act('customers.setCard', { kind: 'ok' }, customer)
  return customer
}

/** The same on a plan by the month. */
export function subscribeAtStripe(world: OutboxWorld, name: string, price: string, more: Record<string, unknown> = {}) {
  const customer = joinStripe(world, name)
  const made = world.stripe.act('subscriptions.create', { customer, items: [{ price: world.tags.get(price)?.id ?? '' }], ...more })
  return { customer, subscription: String(made['id']), invoice: String(made['latest_invoice']) }
}

/** Somebody who is a customer of Paystack, with a name and a telephone, and a card that paid once. */
export function joinPaystack({ paystack }: OutboxWorld, name: string) {
  const email = `${name}@example.org`
  const customer = String(
    paystack.act('customers.create', { email, first_name: name, last_name: 'Obi', phone: '+2348010000001' })['customer_code'],
  )
  const reference = `paid-${name}`
  paystack.act('transactions.initialize', {
    email,
    amount: 250_000,
    reference,
    metadata: { plan: 'estate-management.starter', interval: 'month' },
  })
  paystack.act('payments.pay', {}, reference)
  return { customer, email, reference }
}

/** The same on a plan. */
export function subscribeAtPaystack(world: OutboxWorld, name: string, plan: string) {
  const { customer, email, reference } = joinPaystack(world, name)
  const code = world.plans.get(plan)?.code ?? ''
  world.paystack.act('transactions.initialize', { email, amount: 1, reference: `sub-${name}`, plan: code })
  world.paystack.act('payments.pay', {}, `sub-${name}`)
  const { data } = world.paystack.answer('subscriptions.list', {}, []).body as {
    data: { subscription_code: string; customer: { email: string } }[]
  }
  const made = data.find((each) => each.customer.email === email)
  return { customer, email, reference, subscription: made?.subscription_code ?? '' }
}

let ids = 0

/** Looks at what an action would do, and decides on it as staff do. */
export async function decide(
  { client }: Engine,
  company: string,
  wish: WishInput,
  more: { id?: string; reason?: string } = {},
): Promise<ActionItem> {
  const { digest } = await client.actions.preview({ company, wish })
  ids += 1
  return client.actions.queue({ id: `action-${ids}`, company, wish, digest, reason: 'They asked for it', isAcknowledged: true, ...more })
}
