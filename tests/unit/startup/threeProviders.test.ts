import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { startSandbox, toSandboxClock } from '../../../src-main/sandbox/start.ts'
import type { PaymentItem } from '../../../src-shared/contract/payments.ts'
import { type Instant, toInstant } from '../../../src-shared/model/instant.ts'
import { DAY_MS, type Demo, makeDemo, openMirrored, readAll } from './openDemo.ts'

const HOUR_MS = DAY_MS / 24
const PREMIUM = { product: 'image-quota', plan: 'premium', interval: 'once' } as const
const ESTATES = 'estate-management'

type Client = Awaited<ReturnType<Demo['open']>>['client']

/** All that is kept of the providers, as they sent it. */
function readKept(folder: string): unknown[] {
  const database = new Sqlite(join(folder, 'tierdesk.db'), { readonly: true })
  const kept = database
    .prepare('select o.kind, o.ref, r.json from billed_object o join billed_object_raw r on r.object_id = o.id order by o.kind, o.ref')
    .raw()
    .all()
  database.close()
  return kept
}

const listPayments = (client: Client, more: object = {}): Promise<PaymentItem[]> =>
  readAll((cursor) => client.payments.list({ limit: 1000, cursor, ...more }))

async function readConnections(client: Client) {
  const { connections } = await client.sync.health({})
  return new Map(connections.map((each) => [each.provider, each]))
}

test('a demo is paid through all three, mirrored whole, and there is nothing to mirror after that', async () => {
  const { folder, workspace, logs } = await openMirrored()
  const { client } = workspace
  const connections = await readConnections(client)
  expect([...connections.keys()].sort()).toEqual(['mpesa', 'paystack', 'stripe'])
  for (const { provider, state, problems, gaps, mode, permissions } of connections.values()) {
    expect({ state, problems, mode }).toEqual({ state: 'in-step', problems: [], mode: 'test' })
    // What M-Pesa had forgotten a statement tells, since the story began.
    expect(gaps.map(({ from, closedAt }) => [from === null, closedAt === null])).toEqual(
      provider === 'mpesa'
        ? [
            [false, false],
            [true, true],
          ]
        : [],
    )
    expect(Object.values(permissions)).not.toContain('none')
  }
  const before = readKept(folder)
  const again = await client.sync.start({})
  expect(again.runs.filter(({ outcome, changed }) => outcome !== 'complete' || changed > 0)).toEqual([])
  expect(readKept(folder)).toEqual(before)
  expect(await workspace.follow()).toBeNull()
  expect(readKept(folder)).toEqual(before)
  expect((await client.workspace.examine({})).checks.filter(({ ok }) => !ok)).toEqual([])
  expect(await client.workspace.rebuild({})).toMatchObject({ ok: true })
  expect(logs.filter((line) => line.includes('not taken'))).toEqual([])
})

test('a provider that does not answer keeps no other waiting', async () => {
  const { workspace } = await openMirrored()
  const { client } = workspace
  await client.sandbox.setFault({ name: 'stall', isOn: true, provider: 'stripe' })
  const newest = async () => (await client.sync.runs({ limit: 1 })).items[0]?.id ?? 0
  const before = await newest()
  const all = client.sync.start({ isFull: true })
  const endedSince = async () => (await client.sync.runs({ limit: 100 })).items.filter(({ id, endedAt }) => id > before && endedAt !== null)
  await expect.poll(async () => new Set((await endedSince()).map(({ provider }) => provider))).toEqual(new Set(['paystack', 'mpesa']))
  expect((await client.sync.health({})).running).not.toBeNull()
  expect(await client.sync.cancel({})).toEqual({ wasRunning: true })
  expect((await all).runs.filter(({ provider }) => provider === 'stripe').every(({ outcome }) => outcome === 'cancelled')).toBe(true)
})

test.each(['2027-02-17T09:20:00Z', '2027-03-31T23:59:30Z', '2028-02-29T00:00:05Z'])(
  'made at %s, Paystack and M-Pesa have every case',
  async (madeAt) => {
    const { workspace } = await openMirrored(madeAt)
    const { client } = workspace
    const payments = await listPayments(client)
    const of = (provider: string) => payments.filter((each) => each.provider === provider)
    const paystack = of('paystack')
    const mpesa = of('mpesa')
    expect(new Set(paystack.map(({ status }) => status))).toEqual(new Set(['succeeded', 'pending', 'failed', 'refunded', 'unmatched']))
    expect(new Set(mpesa.map(({ status }) => status))).toEqual(new Set(['succeeded', 'pending', 'failed', 'refunded', 'unmatched']))
    const reasons = (items: PaymentItem[]) => items.filter(({ status }) => status === 'unmatched').map(({ reason }) => reason)
    expect(reasons(paystack).sort()).toEqual([
      'It says that it is for "estate-management.professional", and nobody expected it.',
      'Overpaid: 65000.00 of 60000.00 NGN.',
      'Underpaid: 100000.00 of 150000.00 NGN.',
    ])
    expect(reasons(mpesa)).toHaveLength(3)
    expect(paystack.find(({ status, ref }) => status === 'failed' && ref.startsWith('SUB-'))?.reason).toContain('Insufficient Funds')
    expect(mpesa.find(({ status }) => status === 'failed')?.reason).toMatch(/cancel/i)
    // Months of renewals, the oldest long before M-Pesa's list begins.
    expect(paystack.filter(({ ref }) => ref.startsWith('INV_')).length).toBeGreaterThan(40)
    const { asOf } = await client.sync.health({})
    expect(mpesa.filter(({ at }) => asOf - at > 2 * DAY_MS).length).toBeGreaterThan(10)
    expect(mpesa.filter(({ at }) => asOf - at < 2 * DAY_MS).length).toBeGreaterThan(4)

    const companies = await readAll((cursor) => client.companies.list({ limit: 1000, cursor }))
    const atPaystack = companies.filter(({ links }) => links.some(({ provider }) => provider === 'paystack'))
    expect(atPaystack.length).toBeGreaterThanOrEqual(20)
    const statuses = atPaystack.flatMap(({ subscriptions }) =>
      subscriptions.flatMap((each) => (each.product === ESTATES ? each.status : [])),
    )
    expect(new Set(statuses)).toEqual(new Set(['active', 'grace', 'canceled', 'none']))
    const estates = await Promise.all(atPaystack.map(({ id }) => client.entitlements.get({ company: id, product: ESTATES })))
    expect(estates.filter(({ cancelAtPeriodEnd }) => cancelAtPeriodEnd)).toHaveLength(1)
    const counted = estates.flatMap(({ usage }) => Object.values(usage))
    expect(counted.some(({ used, limit }) => used === 100 && limit === 100)).toBe(true)
    expect(counted.some(({ used, limit }) => used === 6 && limit === 5)).toBe(true)

    // One company of two was made by staff, and of one pair nobody has said so yet.
    expect(companies.filter(({ links }) => links.length === 2)).toHaveLength(1)
    const { items } = await client.companies.proposals({})
    expect(items.filter(({ reasons: why }) => why.some((reason) => reason.startsWith('Both have the e-mail')))).toHaveLength(1)
  },
)

/** The stand-ins alone, as they go on while the console is off. */
function startAlone({ folder, ports, logs }: Demo) {
  return startSandbox({
    workspace: folder,
    clock: toSandboxClock(folder, ports.clock),
    random: ports.random,
    log: (line) => logs.push(line),
  })
}

test('what is paid while the console is off for three days is granted once, at its own instant', async () => {
  const demo = await openMirrored()
  const { client } = demo.workspace
  const [early, late, card] = (await client.companies.list({ plan: 'image-quota.free', status: 'active', limit: 3 })).items
  const pending = (await client.sandbox.describe({})).state?.paystack?.pending.find(({ amount }) => amount === 15_000_000)
  if (!early || !late || !card || !pending) throw new Error('the business has nobody for this')
  for (const [company, reference] of [
    [early.id, 'HALL 17'],
    [late.id, 'HALL 18'],
  ] as const)
    await client.payments.expect({ company, provider: 'mpesa', offer: PREMIUM, currency: 'KES', reference })
  const heardAt = (await client.sync.health({})).asOf
  await demo.close()

  const sandbox = await startAlone(demo)
  const at: Instant[] = []
  const pass = (ms: number) => {
    sandbox.advance(ms)
    at.push(sandbox.clock.now())
  }
  pass(12 * HOUR_MS)
  sandbox.payByPhone({ phone: '0711000321', amount: 500_000, reference: 'hall-17' })
  pass(24 * HOUR_MS)
  sandbox.payByPhone({ phone: '0711000322', amount: 500_000, reference: 'hall 18' })
  pass(6 * HOUR_MS)
  sandbox.transfer({ ref: pending.customer, name: 'Awaited' }, 15_000_000, null)
  sandbox.pay({ ref: card.links[0]?.ref ?? '', name: card.name }, 'image-quota.premium.once', null)
  pass(30 * HOUR_MS)
  await sandbox.stop()

  const workspace = await demo.open()
  try {
    expect(await workspace.follow()).toBeNull()
    const back = workspace.client
    const granted = async (company: string, product = 'image-quota') => {
      const { plan, period } = await back.entitlements.get({ company, product })
      const paid = (await listPayments(back, { company, product })).filter(({ status }) => status === 'succeeded')
      return { plan, start: period === null ? null : toSecond(period.start), payments: paid.length }
    }
    const paidAt = at.map(toSecond)
    expect(await granted(late.id)).toEqual({ plan: 'premium', start: paidAt[1], payments: 1 })
    expect(await granted(card.id)).toEqual({ plan: 'premium', start: paidAt[2], payments: 1 })
    const { id: transferred } = await back.companies.get({ company: pending.customer })
    expect(await granted(transferred, ESTATES)).toEqual({ plan: 'enterprise', start: paidAt[2], payments: 1 })

    // Older than M-Pesa's list: not known, and said from when until when it is not.
    expect((await granted(early.id)).payments).toBe(0)
    const { state, gaps } = (await readConnections(back)).get('mpesa') ?? {}
    expect(state).toBe('partial')
    const open = gaps?.filter(({ closedAt }) => closedAt === null)
    expect(open).toMatchObject([{ from: expect.any(Number), cause: 'list-forgotten' }, { from: null }])
    const [gap] = gaps ?? []
    expect(Math.abs((gap?.from ?? 0) - heardAt)).toBeLessThan(HOUR_MS)
    expect(gap?.until).toBeGreaterThan(at[0] ?? Infinity)
    expect(gap?.until).toBeLessThan(at[1] ?? 0)

    const { csv } = await back.sandbox.statement({ from: gap?.from ?? null, until: null })
    const report = await back.payments.importStatement({ provider: 'mpesa', content: csv ?? '', format: 'csv' })
    expect(report).toMatchObject({ payments: 2, added: 1, known: 1, rejected: [] })
    expect(await granted(early.id)).toEqual({ plan: 'premium', start: paidAt[0], payments: 1 })
    const told = (await readConnections(back)).get('mpesa')
    expect(told?.state).toBe('in-step')
    expect(told?.gaps.filter(({ closedAt }) => closedAt === null)).toMatchObject([{ from: null }])

    // Once more, and nothing is granted twice.
    expect(await workspace.follow()).toBeNull()
    await back.payments.importStatement({ provider: 'mpesa', content: csv ?? '', format: 'csv' })
    for (const company of [early.id, late.id, card.id]) expect((await granted(company)).payments).toBe(1)
    expect(await back.workspace.rebuild({})).toMatchObject({ ok: true })
  } finally {
    await workspace.stop()
  }
})

/** M-Pesa and Stripe tell whole seconds. */
function toSecond(at: Instant): Instant {
  return toInstant(at - (at % 1000))
}

test('a demo that was made when the sandbox had Stripe alone opens with it, and says so of the others', async () => {
  const demo = makeDemo()
  const folder = join(demo.folder, 'sandbox')
  for (const name of ['paystack.jsonl', 'mpesa.jsonl', 'told.json']) rmSync(join(folder, name))
  const workspace = await demo.open()
  try {
    expect(await workspace.follow()).toBeNull()
    expect([...(await readConnections(workspace.client)).keys()]).toEqual(['stripe'])
    expect((await workspace.client.sandbox.describe({})).state).toMatchObject({ paystack: null, mpesa: null })
    const ask = workspace.client.sandbox.payByPhone({ phone: '0711000321', amount: 150_000 })
    await expect(ask).rejects.toThrow('made when the sandbox had Stripe alone')
    expect((await workspace.client.sandbox.statement({})).csv).toBeNull()
    expect(await workspace.client.companies.count({ search: '' })).toMatchObject({ total: expect.any(Number) })
  } finally {
    await workspace.stop()
  }
  expect(readdirSync(folder).filter((name) => /^(paystack|mpesa)/.test(name))).toEqual([])
})
