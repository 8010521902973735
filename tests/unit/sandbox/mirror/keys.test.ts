import { describe, expect, test } from 'vitest'
import type { StripeSandbox } from '../../../../src-main/sandbox/stripe/createStripe.ts'
import type { FaultName } from '../../../../src-main/sandbox/stripe/http/faults.ts'
import { fillLively, passSeconds } from '../livelyStripe.ts'
import { DAY, HOUR } from '../openSandbox.ts'
import { compareMirror } from './compareMirror.ts'
import { type Mirror, type MirrorOptions, openMirror } from './openMirror.ts'

const COMPANIES = 14

function fill(stripe: StripeSandbox): void {
  fillLively(stripe, COMPANIES)
  passSeconds(stripe, 40 * DAY)
}

const openFilled = (options: MirrorOptions = {}) => openMirror({ fill, ...options })
const health = async (mirror: Mirror) => (await mirror.engine.client.sync.health({})).connections[0]
const outcomes = async (mirror: Mirror, isFull = false) =>
  (await mirror.sync(isFull)).runs.map(({ stream, outcome }) => `${stream} ${outcome}`)

/** Something new that events tell of: a rename is the least of it. */
function renameSomebody({ stripe }: Mirror, name: string): void {
  stripe.act('customers.update', { name }, stripe.world.shelves.customer.all[0]?.id ?? '')
}

async function expectWhole(mirror: Mirror): Promise<void> {
  mirror.faults.clear()
  mirror.pass(10 * HOUR)
  const { runs } = await mirror.sync()
  expect(runs.filter(({ outcome }) => outcome !== 'complete')).toEqual([])
  await mirror.sync(true)
  expect(compareMirror(mirror)).toEqual([])
  expect(await health(mirror)).toMatchObject({ state: 'in-step', problems: [] })
}

/** Takes the key away just before a request, the first of which is number one. */
function revokeAt(mirror: Mirror, at: number): void {
  const revoke = () => mirror.faults.set('revoked-key')
  if (at === 1) revoke()
  mirror.listen(() => {
    if (mirror.asked.length === at - 1) revoke()
  })
}

/** Of each one request can be under way. */
const LISTS_AT_ONCE = 3

describe('a key that is revoked', () => {
  test.each([1, 2, 3, 4, 6, 9, 12])(
    'while the first list is read, at request %i, ends the sync with that request and those under way',
    async (at) => {
      const mirror = await openFilled()
      revokeAt(mirror, at)
      const { runs } = await mirror.sync()
      expect(runs.at(-1)).toMatchObject({ outcome: 'failed', errorKind: 'unauthorized' })
      const refused = mirror.asked.map(({ faults }) => faults.length)
      expect(refused.slice(0, at - 1)).not.toContain(1)
      expect(refused.slice(at - 1)).not.toContain(0)
      expect(refused.length - (at - 1)).toBeLessThanOrEqual(LISTS_AT_ONCE)
      expect(await health(mirror)).toMatchObject({ state: 'refused', lastSuccessAt: null })
      // What came in until then is read as it is.
      const { items } = await mirror.engine.client.companies.list({})
      expect(items).toHaveLength(runs.some(({ stream, objects }) => stream === 'customers' && objects > 0) ? COMPANIES : 0)
      await expectWhole(mirror)
    },
  )

  test('between two polls ends the next one with its first request, and all that is known stays', async () => {
    const mirror = await openFilled()
    await mirror.sync()
    const before = await health(mirror)
    const companies = await mirror.engine.client.companies.list({})
    const payments = await mirror.engine.client.payments.list({})
    renameSomebody(mirror, 'Unseen')
    mirror.pass(HOUR)
    mirror.faults.set('revoked-key')
    const digest = mirror.digest()
    for (let poll = 0; poll < 3; poll++) {
      mirror.asked.length = 0
      expect((await mirror.sync()).runs).toMatchObject([{ outcome: 'failed', errorKind: 'unauthorized' }])
      expect(mirror.asked).toHaveLength(1)
      mirror.pass(60)
    }
    expect(mirror.digest()).toBe(digest)
    expect(await mirror.engine.client.companies.list({})).toEqual(companies)
    expect((await mirror.engine.client.payments.list({})).items).toEqual(payments.items)
    expect(await health(mirror)).toMatchObject({ state: 'refused', lastSuccessAt: before?.lastSuccessAt })
    await expectWhole(mirror)
  })
})

describe.each<[stream: string, path: string, kind: string]>([
  ['invoices', '/v1/invoices', 'invoice'],
  ['payments', '/v1/payment_intents', 'payment'],
  ['subscriptions', '/v1/subscriptions', 'subscription'],
  ['disputes', '/v1/disputes', 'dispute'],
])('where the key may not read %s', (stream, path, kind) => {
  const isForbidden = (mirror: Mirror) => mirror.faults.set('no-permission', { path })

  test('from the start, that stream says so, the others are whole, and nothing is made up for it', async () => {
    const mirror = await openFilled()
    isForbidden(mirror)
    const ran = await outcomes(mirror)
    expect(ran.filter((run) => !run.endsWith(' complete'))).toEqual([`${stream} no-permission`])
    expect(compareMirror(mirror).filter((each) => !each.startsWith(`${kind} `))).toEqual([])
    expect(compareMirror(mirror).length).toBe(
      mirror.stripe.world.shelves[kind === 'payment' ? 'payment_intent' : (kind as 'invoice')].all.length,
    )
    expect(await health(mirror)).toMatchObject({ state: 'partial', permissions: { [stream]: 'none', customers: 'read' } })
    expect((await health(mirror))?.problems.join()).toContain('no permission')
    const shown = (await mirror.engine.client.companies.list({})).items.flatMap(({ mrr }) => mrr.map(({ amount }) => amount))
    expect([shown.length > 0, shown.includes(0)]).toEqual([stream !== 'subscriptions', false])
    await expectWhole(mirror)
  })

  test('since lately, what was known of it stays, and what happened in between comes in when it may be read again', async () => {
    const mirror = await openFilled()
    await mirror.sync()
    const companies = (await mirror.engine.client.companies.list({})).items
    const payments = (await mirror.engine.client.payments.list({})).items
    expect([companies.flatMap(({ mrr }) => mrr).length > 0, payments.length > 0]).toEqual([true, true])
    isForbidden(mirror)
    mirror.pass(60)
    const ran = await outcomes(mirror, true)
    expect(ran.filter((run) => !run.endsWith(' complete'))).toEqual([`${stream} no-permission`])
    expect((await mirror.engine.client.companies.list({})).items).toEqual(companies)
    expect((await mirror.engine.client.payments.list({})).items).toEqual(payments)
    mirror.pass(33 * DAY)
    await mirror.sync()
    expect(await health(mirror)).toMatchObject({ permissions: { [stream]: 'none' } })
    await expectWhole(mirror)
  })
})

describe('data that are not of this workspace', () => {
  test('a key of another account is refused after a start, before anything is written', async () => {
    const mirror = await openFilled()
    await mirror.sync()
    renameSomebody(mirror, 'Of another account')
    mirror.pass(HOUR)
    const digest = mirror.digest()
    await mirror.reopen()
    mirror.faults.set('other-account')
    mirror.asked.length = 0
    expect((await mirror.sync()).runs).toMatchObject([{ outcome: 'failed', errorKind: 'wrong-account' }])
    expect(mirror.asked.map(({ path }) => path)).toEqual(['/v1/account'])
    expect(mirror.digest()).toBe(digest)
    expect(await health(mirror)).toMatchObject({ state: 'refused' })
    await expectWhole(mirror)
  })

  test('a key of another account is refused where a revoked one was replaced by it', async () => {
    const mirror = await openFilled()
    await mirror.sync()
    mirror.faults.set('revoked-key')
    await mirror.sync()
    mirror.faults.clear()
    mirror.faults.set('other-account')
    renameSomebody(mirror, 'Of another account')
    mirror.pass(HOUR)
    const digest = mirror.digest()
    expect((await mirror.sync()).runs).toMatchObject([{ errorKind: 'wrong-account' }])
    expect(mirror.digest()).toBe(digest)
    await expectWhole(mirror)
  })

  test('a key of another account cannot be connected', async () => {
    const mirror = await openFilled()
    const digest = mirror.digest()
    mirror.faults.set('other-account')
    const secret = { kind: 'environment', name: 'STRIPE_KEY' } as const
    await expect(mirror.engine.connect({ provider: 'stripe', secret, baseUrl: mirror.baseUrl })).rejects.toMatchObject({
      code: 'account-differs',
    })
    expect(mirror.digest()).toBe(digest)
  })

  test.each([
    ['everything', undefined],
    ['the events', '/v1/events'],
    ['the products', '/v1/products'],
  ])('live data in the first sync are refused before anything of them is written: %s', async (_what, path) => {
    const mirror = await openFilled()
    const digest = mirror.digest()
    mirror.faults.set('wrong-mode', path === undefined ? {} : { path })
    const { runs } = await mirror.sync()
    expect(runs.at(-1)).toMatchObject({ outcome: 'failed', errorKind: 'wrong-mode' })
    if (path !== '/v1/products') expect(mirror.digest()).toBe(digest)
    expect(mirror.look(({ read }) => read.sqlite.prepare('select count(*) from billed_object').pluck().get())).toBe(0)
    expect(await health(mirror)).toMatchObject({ state: 'refused', lastSuccessAt: null })
    await expectWhole(mirror)
  })

  test.each([
    ['everything', undefined],
    ['the events', '/v1/events'],
    ['a customer', '/v1/customers/'],
  ])('live data in a later sync are refused before anything of them is written: %s', async (_what, path) => {
    const mirror = await openFilled()
    await mirror.sync()
    renameSomebody(mirror, 'Live')
    mirror.pass(HOUR)
    const digest = mirror.digest()
    mirror.faults.set('wrong-mode', path === undefined ? {} : { path })
    expect((await mirror.sync()).runs.at(-1)).toMatchObject({ outcome: 'failed', errorKind: 'wrong-mode' })
    expect(mirror.digest()).toBe(digest)
    await expectWhole(mirror)
  })

  test('live data cannot be connected', async () => {
    const mirror = await openFilled({ isConnected: false })
    const digest = mirror.digest()
    mirror.faults.set('wrong-mode')
    const secret = { kind: 'environment', name: 'STRIPE_KEY' } as const
    await expect(mirror.engine.connect({ provider: 'stripe', secret, baseUrl: mirror.baseUrl })).rejects.toMatchObject({
      code: 'key-wrong-mode',
    })
    expect(mirror.digest()).toBe(digest)
  })
})

/** What no sync gets past, and where it befalls it. */
const FATAL: readonly (readonly [name: FaultName, path: string])[] = [
  'rate-limited',
  'error-page',
  'reset',
  'truncated-gzip',
  'truncated-json',
  'revoked-key',
  'wrong-mode',
].flatMap((name) => ['/v1/events', '/v1/customers/', '/v1/customers'].map((path) => [name as FaultName, path] as const))

test.each([...FATAL, ['empty-page', '/v1/events'] as const, ['empty-page', '/v1/customers'] as const])(
  'a sync that %s ended on %s is no success, and the mirror is as old as it was',
  async (name, path) => {
    const mirror = await openFilled()
    await mirror.sync()
    const before = (await health(mirror))?.lastSuccessAt
    renameSomebody(mirror, 'Not to be had')
    mirror.pass(HOUR)
    mirror.faults.set(name, { path })
    // A list is read only where it is asked for.
    const { runs } = await mirror.sync(path === '/v1/customers')
    expect(runs.some(({ outcome }) => outcome === 'failed')).toBe(true)
    const after = await health(mirror)
    expect(after?.lastSuccessAt).toBe(before)
    expect(['failing', 'unreachable', 'refused']).toContain(after?.state)
    expect(after?.problems.length).toBeGreaterThan(0)
    await expectWhole(mirror)
    expect((await health(mirror))?.lastSuccessAt).toBeGreaterThan(Number(before))
  },
)
