import { onTestFinished } from 'vitest'
import type { ObjectStream, Provider } from '../../../src-main/providers/provider.ts'
import { createCrowd } from '../../../src-main/sandbox/crowd/createCrowd.ts'
import { serveCrowd } from '../../../src-main/sandbox/crowd/serveCrowd.ts'
import type { StripeSandbox } from '../../../src-main/sandbox/stripe/createStripe.ts'
import { freely, fromStart } from '../../fixtures/freely.ts'
import { createSeeded, fillLively, idOf, passSeconds } from './livelyStripe.ts'
import { DAY, KEY } from './openSandbox.ts'

export type Wire = Record<string, unknown>

/** Everything that the console asks of a list, by the operation's name, and what it asks for with it. */
export const ASKED: Readonly<Record<string, Wire>> = {
  'customers.list': {},
  'subscriptions.list': { status: 'all', expand: ['data.discounts.source.coupon', 'data.items.data.discounts'] },
  'invoices.list': { expand: ['data.payments'] },
  'paymentIntents.list': { expand: ['data.latest_charge'] },
  'sessions.list': { expand: ['data.line_items'] },
  'refunds.list': {},
  'disputes.list': {},
}

/** A lively business that also gave money back, lost companies and has a payment of nobody's: the templates. */
export function fillTemplates(): StripeSandbox {
  const stripe = createSeeded('crowd')
  const { customers, subscriptions } = fillLively(stripe)
  passSeconds(stripe, 30 * DAY)
  for (const index of [3, 7, 11]) stripe.act('subscriptions.cancel', {}, subscriptions[index] ?? '')
  const charges = readAll(stripe, 'charges.list', {}).filter(({ status }) => status === 'succeeded')
  stripe.act('refunds.create', { charge: idOf(charges[1] ?? {}), amount: 300 })
  stripe.act('refunds.create', { charge: idOf(charges[4] ?? {}) })
  stripe.act('disputes.open', { charge: idOf(charges[6] ?? {}) })
  stripe.act('paymentIntents.create', { amount: 700, currency: 'usd', confirm: true, payment_method: 'pm_card_visa' })
  stripe.act('customers.delete', {}, customers[23] ?? '')
  passSeconds(stripe, 30 * DAY)
  return stripe
}

/** All objects of a list of the stand-in, newest first. */
export function readAll(stripe: StripeSandbox, name: string, params: Wire): Wire[] {
  return walk((page) => stripe.act(name, { ...params, ...page }))
}

/** As `readAll`, of a crowd. */
export function readCrowd(crowd: ReturnType<typeof createCrowd>, name: string, params: Wire, ids: string[] = []): Wire[] {
  return walk((page) => ask(crowd, name, { ...params, ...page }, ids))
}

/** What a crowd answers. Throws where it refuses. */
export function ask(crowd: ReturnType<typeof createCrowd>, name: string, params: Wire = {}, ids: string[] = []): Wire {
  const { status, body } = crowd.answer(name, params, ids)
  if (status !== 200) throw new Error(`${name} was answered with ${status}: ${body}`)
  return JSON.parse(body.toString())
}

function walk(read: (page: Wire) => Wire): Wire[] {
  const all: Wire[] = []
  for (let after: Wire = {}; ; after = { starting_after: idOf(all.at(-1) ?? {}) }) {
    const { data, has_more } = read({ limit: 100, ...after })
    all.push(...(data as Wire[]))
    if (has_more !== true) return all
  }
}

/** All objects of a stream, as the console reads them. Throws for a page that it cannot have. */
export async function readStream(provider: Provider, stream: ObjectStream) {
  const pages = []
  for (let after: string | null = null; ; ) {
    const page = await provider.listPage(stream, fromStart(after), freely())
    if (!page.ok) throw new Error(page.error.detail)
    pages.push(page.value)
    after = page.value.next
    if (after === null) break
  }
  return { objects: pages.flatMap(({ objects }) => objects), unreadable: pages.flatMap(({ unreadable }) => unreadable) }
}

/** A crowd behind its socket. */
export async function openCrowd(companies: number, options: Partial<Parameters<typeof serveCrowd>[0]> = {}) {
  const stripe = fillTemplates()
  const crowd = createCrowd({ stripe, companies, seed: 'crowd' })
  const server = await serveCrowd({ crowd, key: KEY, ...options })
  onTestFinished(() => server.stop())
  return { stripe, crowd, server }
}
