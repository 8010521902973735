import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HostPorts } from '../../../src-main/ports.ts'
import { type Instant, parseInstant, toInstant, toIso } from '../../../src-shared/model/instant.ts'
import { type CommandResult, runCommand } from '../../fixtures/runCommand.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MADE_AT = '2027-02-17T09:20:00Z'
const PRODUCTS = ['image-quota', 'estate-management', 'trading', 'threat-analytics', 'maintenance-hours']
const PRO = 'trading.pro.month'
const ELITE = 'trading.elite.month'

interface Happening {
  at: string
  said: string[]
  notFollowed: string | null
}

interface State {
  now: string
  aheadMs: number
  faults: { name: string; isOn: boolean; met: number }[]
  prices: { name: string; currency: string; amount: number; isOnce: boolean }[]
  paystack: { pending: { reference: string; customer: string; amount: number }[] }
  mpesa: { shortCode: string; pushes: { ref: string; phone: string; amount: number }[] }
}

interface Row {
  id: string
  name: string
  email: string
  links: { provider: string; ref: string }[]
  subscriptions: { product: string; plan: string; subscribedPlan: string; status: string }[]
}

interface Entitlement {
  plan: string
  status: string
  cancelAtPeriodEnd: boolean
  period: { start: string; end: string }
}

let scratch: string
/** Making one takes seconds: it is shared, and each test takes companies that no other had. */
let demo: string
let made: CommandResult
let now: Instant
const taken = new Set<string>()

let draws = 0
/** The wall's clock stands still but for those who wait; chance is the same each time. */
const ports: HostPorts = {
  clock: {
    now: () => now,
    wait: async (ms, signal) => {
      if (!signal?.aborted) now = toInstant(now + ms)
    },
  },
  random: { bytes: (count) => createHash('shake256', { outputLength: count }).update(String(draws++)).digest(), fraction: () => 0 },
  log: () => {},
  environment: () => undefined,
  seal: null,
}

const at = (folder: string, ...argv: string[]) => runCommand(ports, ['--workspace', folder, '--json', ...argv])
const run = (...argv: string[]) => at(demo, ...argv)
const sandbox = (...argv: string[]) => run('sandbox', ...argv)

beforeAll(async () => {
  now = parseInstant(MADE_AT) as Instant
  scratch = mkdtempSync(join(tmpdir(), 'tierdesk-cli-sandbox-'))
  demo = join(scratch, 'demo')
  made = await at(demo, 'init', '--demo', '--zone', 'Africa/Nairobi')
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** What a command made happen; it must have been done, and followed. */
async function happen(...argv: string[]): Promise<Happening> {
  const result = await sandbox(...argv)
  expect(result.stderr).toBe('')
  expect(result.exitCode).toBe(0)
  const happening = result.json() as Happening
  expect(happening.notFollowed).toBeNull()
  return happening
}

async function describeSandbox(): Promise<State> {
  return (await sandbox('status')).json() as State
}

async function findCompany(id: string): Promise<Row> {
  const { items } = (await run('companies', '--search', id)).json() as { items: Row[] }
  const row = items.find((each) => each.id === id)
  if (!row) throw new Error(`${id} is not listed`)
  return row
}

async function readEntitlement(company: string, product = 'trading'): Promise<Entitlement> {
  return (await run('entitlement', company, product)).json() as Entitlement
}

/** A company that has this plan alone, and pays by card of its own accord. */
async function takeCompany(plan = 'trading.pro', status = 'active'): Promise<Row> {
  const { items } = (await run('companies', '--plan', plan, '--status', status, '--limit', '1000')).json() as { items: Row[] }
  for (const row of items) {
    if (taken.has(row.id) || row.subscriptions.length !== 1 || row.links.length !== 1) continue
    const { cancelAtPeriodEnd } = await readEntitlement(row.id, plan.split('.')[0])
    if (cancelAtPeriodEnd) continue
    taken.add(row.id)
    return row
  }
  throw new Error(`nobody is left who has ${plan}`)
}

describe('init --demo', () => {
  test('tells which workspace it made, with every product that ships', () => {
    expect(made.exitCode).toBe(0)
    expect(made.json()).toEqual({ workspace: demo, mode: 'test', zone: 'Africa/Nairobi', products: PRODUCTS })
  })
})

describe('init --demo, refused', () => {
  test.each([
    [['--live'], /test data alone/, /--live/],
    [['--template', 'trading'], /every product already/, /--template/],
    [['--zone', 'Mars/Olympus'], /Mars\/Olympus/, /\S/],
  ])('with %j makes nothing', async (options, message, hint) => {
    const folder = join(scratch, 'refused')
    const result = await at(folder, 'init', '--demo', ...options)
    expect(result.exitCode).toBe(2)
    expect(result.stdout).toBe('')
    expect(result.error()).toEqual({ code: 'usage', message: expect.stringMatching(message), hint: expect.stringMatching(hint) })
    expect(existsSync(folder)).toBe(false)
  })

  test('where there is a workspace already leaves that as it is', async () => {
    const before = readFiles(demo)
    const result = await run('init', '--demo')
    expect(result.exitCode).toBe(1)
    expect(result.error().code).toBe('workspace-exists')
    expect(readFiles(demo)).toEqual(before)
  })
})

/** What lies in a folder, each with what is in it. */
function readFiles(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }): [string, string] => [name, hash(readFileSync(join(parentPath, name)))])
    .sort()
}

function hash(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

describe('sandbox status', () => {
  test('says what the clock says, that no fault is on, and what is sold', async () => {
    const { exitCode, json } = await sandbox('status')
    const state = json() as State
    expect(exitCode).toBe(0)
    expect(Object.keys(state).sort()).toEqual(['aheadMs', 'faults', 'mpesa', 'now', 'paystack', 'prices'])
    expect(state.aheadMs).toBe(0)
    expect(state.now).toBe(toIso(now))
    expect(state.faults).toContainEqual({ name: 'rate-limited', isOn: false, met: 0 })
    expect(state.faults.every(({ isOn, met }) => !isOn && met === 0)).toBe(true)
    expect(state.prices).toContainEqual({ name: PRO, currency: 'USD', amount: 9900, isOnce: false })
    expect(state.prices).toContainEqual({ name: 'maintenance-hours.hours-5.once', currency: 'USD', amount: 50_000, isOnce: true })
    expect(new Set(state.prices.map(({ name }) => name.split('.')[0]))).toEqual(new Set(PRODUCTS))
  })

  test('prints the same for a person', async () => {
    const { exitCode, stdout } = await runCommand(ports, ['--workspace', demo, 'sandbox', 'status'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`It is ${toIso(now)} by the sandbox’s clock, 0.0 days ahead of the wall.`)
    expect(stdout).toMatch(/^revoked-key {2,}– +0$/m)
    expect(stdout).toMatch(/^trading\.pro\.month +99\.00 +USD$/m)
  })
})

describe('sandbox transfer and pay-reference', () => {
  /** Who is asked for an amount at Paystack and has not paid it. */
  async function takePending(amount: number): Promise<{ reference: string; customer: string; row: Row }> {
    const { paystack } = await describeSandbox()
    const found = paystack.pending.find((each) => each.amount === amount)
    if (!found) throw new Error(`nobody is asked for ${amount}`)
    const { items } = (await run('companies', '--search', found.customer)).json() as { items: Row[] }
    const row = items[0]
    if (!row) throw new Error(`${found.customer} is not mirrored`)
    return { ...found, row }
  }

  test('a transfer of what was asked for moves the plan', async () => {
    const { reference, row } = await takePending(15_000_000)
    expect(await readEntitlement(row.id, 'estate-management')).toMatchObject({ plan: null, status: 'none' })
    const { said } = await happen('transfer', row.id, '15000000')
    expect(said).toEqual([expect.stringMatching(/ sent 150000\.00 NGN into its account \d+\.$/)])
    expect(await readEntitlement(row.id, 'estate-management')).toMatchObject({ plan: 'enterprise', status: 'active' })
    const { items } = (await run('payments', '--company', row.id)).json() as { items: { ref: string; status: string }[] }
    // One payment: what was asked for is no second one.
    expect(items.map(({ status }) => status)).toEqual(['succeeded'])
    expect(items[0]?.ref).not.toBe(reference)
  })

  test('what was asked for is paid by card, once', async () => {
    const { reference, row } = await takePending(2_500_000)
    expect(await readEntitlement(row.id, 'estate-management')).toMatchObject({ plan: null })
    expect((await happen('pay-reference', row.id)).said).toEqual([`${row.name} paid 25000.00 NGN for ${reference} by card.`])
    expect(await readEntitlement(row.id, 'estate-management')).toMatchObject({ plan: 'starter', status: 'active' })
    const again = await sandbox('pay-reference', row.id, reference)
    expect(again.exitCode).toBe(2)
    expect(again.error()).toMatchObject({ code: 'usage', message: expect.stringContaining('is asked for nothing at Paystack') })
  })

  test('--declined grants nothing, and what was asked for is still open', async () => {
    const { reference, row } = await takePending(6_000_000)
    const { said } = await happen('pay-reference', row.id, reference, '--declined')
    expect(said).toEqual([`${row.name} could not pay 60000.00 NGN for ${reference}: Insufficient Funds.`])
    expect(await readEntitlement(row.id, 'estate-management')).toMatchObject({ plan: null })
    expect((await takePending(6_000_000)).reference).toBe(reference)
  })

  test('who is no customer of Paystack’s has neither', async () => {
    const { id, name } = await takeCompany()
    for (const argv of [
      ['transfer', id, '100'],
      ['pay-reference', id],
    ]) {
      const result = await sandbox(...argv)
      expect(result.exitCode).toBe(2)
      expect(result.error().message).toBe(`${name} is no customer of the sandbox’s Paystack. Nothing was changed.`)
    }
  })
})

describe('sandbox advance', () => {
  test.each([
    ['90s', 90_000],
    ['30m', 30 * 60_000],
    ['12h', 12 * HOUR_MS],
    ['1d', DAY_MS],
    ['1w', 7 * DAY_MS],
  ])('by %s moves the clock that far, and no further', async (span, ms) => {
    const before = await describeSandbox()
    const { at: happenedAt, said } = await happen('advance', span)
    expect(said).toHaveLength(1)
    const after = await describeSandbox()
    expect(after.aheadMs - before.aheadMs).toBe(ms)
    expect(Date.parse(happenedAt)).toBeGreaterThanOrEqual(Date.parse(before.now) + ms)
    expect(Date.parse(after.now)).toBeGreaterThanOrEqual(Date.parse(happenedAt))
  })

  test('by what is no span, or by more than a year, is wrong use and moves nothing', async () => {
    const { aheadMs } = await describeSandbox()
    for (const span of ['', '0d', '1', 'd', '1.5d', '1y', '1d1h', 'tomorrow', '0000000001d', '99999999999999d', '367d', '53w']) {
      const result = await sandbox('advance', span)
      expect(result.exitCode, span).toBe(2)
      expect(result.stdout).toBe('')
      expect(result.error()).toMatchObject({ code: 'usage', message: expect.stringMatching(/Nothing was changed\.$/) })
      expect(result.error().hint, span).toMatch(/12h|366d/)
    }
    expect((await describeSandbox()).aheadMs).toBe(aheadMs)
  })

  test('backwards, or by nothing, is wrong use', async () => {
    for (const argv of [['-1d'], []]) {
      const result = await sandbox('advance', ...argv)
      expect(result.exitCode).toBe(2)
      expect(result.error()).toMatchObject({ code: 'usage', hint: 'See tierdesk --help.' })
    }
  })

  test('moves the clock of every command after it: the mirror is as old as that clock says', async () => {
    const { aheadMs } = await describeSandbox()
    const { at: happenedAt } = await happen('advance', '2d')
    const { connections } = (await run('status')).json() as { connections: { lastSuccessAt: string; lagSeconds: number }[] }
    expect(connections).toHaveLength(3)
    for (const { lastSuccessAt, lagSeconds } of connections) {
      expect(Date.parse(lastSuccessAt)).toBeGreaterThanOrEqual(Date.parse(happenedAt) - HOUR_MS)
      expect(lagSeconds).toBeLessThan(HOUR_MS / 1000)
    }
    // The wall’s clock, which they were all given, has not moved so far.
    expect(now).toBeLessThan(Date.parse(happenedAt) - aheadMs - DAY_MS)
    expect(Date.parse((await describeSandbox()).now)).toBeGreaterThanOrEqual(Date.parse(happenedAt))
  })

  test('renews what falls due on the way', async () => {
    const { id } = await takeCompany()
    const before = await readEntitlement(id)
    await advanceBeyond(before.period.end)
    const after = await readEntitlement(id)
    expect(after.status).toBe('active')
    expect(after.period.start).toBe(before.period.end)
  })

  test('says to a person what was done and what time it is', async () => {
    const { exitCode, stdout } = await runCommand(ports, ['--workspace', demo, 'sandbox', 'advance', '1h'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/moved ahead by 1 hour\.\nIt is 2027-\S+Z by the sandbox’s clock\.\n$/)
  })
})

/** Moves the clock until what fell due at an instant was carried out: an invoice is closed an hour after its period. */
async function advanceBeyond(instant: string): Promise<void> {
  const hours = Math.ceil((Date.parse(instant) - Date.parse((await describeSandbox()).now)) / HOUR_MS) + 2
  await happen('advance', `${hours}h`)
}

describe('sandbox pay', () => {
  test('with nothing open is refused, and says what else there is', async () => {
    const { id, name } = await takeCompany()
    const result = await sandbox('pay', id)
    expect(result.exitCode).toBe(2)
    expect(result.stdout).toBe('')
    expect(result.error()).toEqual({
      code: 'usage',
      message: `${name} has no invoice open. Nothing was changed.`,
      hint: expect.stringMatching(/trading\.pro\.month.*advance/),
    })
  })

  test('--buys moves to another plan, and companies and entitlement say so at once', async () => {
    const { id, name } = await takeCompany()
    const { said } = await happen('pay', id, '--buys', ELITE)
    expect(said).toEqual([`${name} moved from ${PRO} to ${ELITE}.`])
    expect((await findCompany(id)).subscriptions).toEqual([
      expect.objectContaining({ product: 'trading', plan: 'elite', subscribedPlan: 'elite', status: 'active' }),
    ])
    expect(await readEntitlement(id)).toMatchObject({ plan: 'elite', status: 'active' })
  })

  test('--buys of a product that it has not begins with it, by an e-mail and the beginning of a price’s name', async () => {
    const { id, name, email } = await takeCompany()
    const { said } = await happen('pay', email.toUpperCase(), '--buys', 'threat-analytics.starter')
    expect(said).toEqual([`${name} paid 29.00 USD for threat-analytics.starter.month.`])
    expect((await findCompany(id)).subscriptions).toContainEqual(
      expect.objectContaining({ product: 'threat-analytics', plan: 'starter', status: 'active' }),
    )
    expect(await readEntitlement(id, 'trading')).toMatchObject({ plan: 'pro', status: 'active' })
  })

  test('--buys with a card that is declined sells nothing', async () => {
    const { id, name } = await takeCompany()
    const { said } = await happen('pay', id, '--buys', 'threat-analytics.starter.month', '--card', 'declines')
    expect(said).toEqual([`${name} could not pay 29.00 USD for threat-analytics.starter.month.`])
    const { subscriptions } = await findCompany(id)
    expect(subscriptions.find(({ product }) => product === 'threat-analytics')?.plan ?? 'free').toBe('free')
  })

  test.each([
    [['--buys', 'hats'], /Nothing is sold as "hats"/, /trading\.pro\.month/],
    [['--buys', 'trading'], /Several prices begin with "trading"/, /trading\.elite\.month, trading\.free\.month, trading\.pro\.month/],
    [['--card', 'gold'], /"gold" is no card/, /ok, declines/],
  ])('%j is wrong use, and says what there is', async (options, message, hint) => {
    const { links } = await takeCompany()
    const result = await sandbox('pay', links[0]?.ref ?? '', ...options)
    expect(result.exitCode).toBe(2)
    expect(result.error()).toEqual({ code: 'usage', message: expect.stringMatching(message), hint: expect.stringMatching(hint) })
  })

  test('ends the grace that a card which is declined began', async () => {
    const { id, name } = await takeCompany()
    expect((await happen('card', id, 'declines')).said).toEqual([`${name} has a card that is declined.`])
    await advanceBeyond((await readEntitlement(id)).period.end)
    expect(await readEntitlement(id)).toMatchObject({ plan: 'pro', status: 'grace' })
    expect((await findCompany(id)).subscriptions).toEqual([expect.objectContaining({ status: 'grace' })])

    const failed = await happen('pay', id, '--card', 'declines')
    expect(failed.said).toEqual([expect.stringMatching(/could not pay invoice \S+ of \d+\.\d\d USD: Your card was declined\.$/)])
    expect(await readEntitlement(id)).toMatchObject({ status: 'grace' })

    const { said } = await happen('pay', id)
    expect(said).toEqual([failed.said[0]?.replace(/could not pay (.*): .*/, 'paid $1.')])
    expect(await readEntitlement(id)).toMatchObject({ plan: 'pro', status: 'active' })
  })
})

describe('sandbox cancel and refund', () => {
  test('cancel ends a plan with what is paid', async () => {
    const { id, name } = await takeCompany()
    expect((await happen('cancel', id)).said).toEqual([`${name} asked to end ${PRO} with what is paid.`])
    const canceled = await readEntitlement(id)
    expect(canceled).toMatchObject({ plan: 'pro', status: 'active', cancelAtPeriodEnd: true })
    await advanceBeyond(canceled.period.end)
    expect(await readEntitlement(id)).toMatchObject({ plan: 'free', status: 'canceled' })
  })

  test('cancel --now ends it at once, and there is nothing to cancel after it', async () => {
    const { id, name } = await takeCompany()
    expect((await happen('cancel', id, '--now')).said).toEqual([`${name} canceled ${PRO}.`])
    expect(await readEntitlement(id)).toMatchObject({ plan: 'free', status: 'canceled' })
    const again = await sandbox('cancel', id)
    expect(again.exitCode).toBe(2)
    expect(again.error()).toEqual({
      code: 'usage',
      message: `${name} has no subscription that runs. Nothing was changed.`,
      hint: 'Choose a company with one.',
    })
  })

  test('refund --amount gives so much back and no more; refund gives the rest, and what it paid for ends', async () => {
    const { id, name } = await takeCompany()
    await happen('pay', id, '--buys', 'image-quota.premium')
    const ask = ['payments', '--company', id, '--product', 'image-quota']
    const readPayment = async () => ((await run(...ask)).json() as { items: { status: string; reason: string | null }[] }).items[0]
    expect(await readPayment()).toMatchObject({ status: 'succeeded', reason: null })
    expect((await happen('refund', id, '--amount', '250')).said).toEqual([`${name} got 2.50 USD back.`])
    expect(await readPayment()).toMatchObject({ status: 'succeeded', reason: '2.50 USD of it went back.' })
    expect(await readEntitlement(id, 'image-quota')).toMatchObject({ plan: 'premium', status: 'active' })

    const tooMuch = await sandbox('refund', id, '--amount', '3651')
    expect(tooMuch.exitCode).toBe(2)
    expect(tooMuch.error()).toMatchObject({ code: 'usage', message: expect.stringContaining('only 36.50 USD can be given back') })

    expect((await happen('refund', id)).said).toEqual([`${name} got 36.50 USD back.`])
    expect(await readPayment()).toMatchObject({ status: 'refunded' })
    expect(await readEntitlement(id, 'image-quota')).toMatchObject({ plan: 'free' })
  })

  test.each(['0', '-5', '1.5', 'all'])('refund --amount %s is wrong use', async (amount) => {
    const result = await sandbox('refund', 'cus_any', `--amount=${amount}`)
    expect(result.exitCode).toBe(2)
    expect(result.error()).toMatchObject({ code: 'usage', message: expect.stringContaining('--amount') })
  })
})

test.each([
  [['pay', 'nobody@nowhere.example']],
  [['pay', 'nobody@nowhere.example', '--buys', PRO]],
  [['card', 'cus_Nobody', 'ok']],
  [['cancel', 'co_nobody']],
  [['refund', 'nobody']],
  [['transfer', 'nobody', '100']],
  [['pay-reference', 'nobody']],
  [['push', 'nobody', '0711000321', '150000', '--buys', 'image-quota.pro.once']],
])('sandbox %j is refused, for nobody is called so', async (argv) => {
  const result = await sandbox(...argv)
  expect(result.exitCode).toBe(1)
  expect(result.stdout).toBe('')
  expect(result.error()).toEqual({
    code: 'company-missing',
    message: `No company is called "${argv[1]}".`,
    hint: 'Give its id, a provider’s id of it, or its e-mail.',
  })
})

describe('sandbox fault', () => {
  test('stays on over commands until it is switched off, by its name or with all', async () => {
    const on = async () => (await describeSandbox()).faults.flatMap(({ name, isOn }) => (isOn ? [name] : []))
    expect(await on()).toEqual([])
    expect((await happen('fault', 'late-events', '--rate', '0.5', '--seed', 'a', '--path', '/v1/events')).said).toEqual([
      'The fault late-events is switched on.',
    ])
    await happen('fault', 'slow-drip', '--count', '3')
    expect((await on()).sort()).toEqual(['late-events', 'slow-drip'])
    expect((await happen('fault', 'slow-drip', '--off')).said).toEqual(['The fault slow-drip is switched off.'])
    expect(await on()).toEqual(['late-events'])
    expect((await happen('fault', '--off')).said).toEqual(['All faults are switched off.'])
    expect(await on()).toEqual([])
  })

  test('that is unknown, or meant for what cannot be, is wrong use and switches nothing', async () => {
    const wrong: [string[], RegExp, RegExp][] = [
      [['earthquake'], /No fault is called "earthquake"/, /revoked-key/],
      [['earthquake', '--off'], /No fault is called "earthquake"/, /revoked-key/],
      [[], /No fault was named/, /--off/],
      [['reset', '--rate', '0'], /--rate .* "0" is none/, /--rate 0\.3/],
      [['reset', '--rate', '1.5'], /--rate .* "1\.5" is none/, /--rate 0\.3/],
      [['reset', '--rate', 'often'], /--rate .* "often" is none/, /--rate 0\.3/],
      [['reset', '--count', '0'], /--count .* "0" is none/, /--count 1/],
      [['reset', '--path', 'v1/events'], /--path begins with \//, /\/v1\/invoices/],
    ]
    for (const [argv, message, hint] of wrong) {
      const result = await sandbox('fault', ...argv)
      expect(result.exitCode, argv.join(' ')).toBe(2)
      expect(result.error()).toEqual({ code: 'usage', message: expect.stringMatching(message), hint: expect.stringMatching(hint) })
    }
    expect((await describeSandbox()).faults.filter(({ isOn }) => isOn)).toEqual([])
  })

  test('that keeps the mirror from following ends what happens with 3; once it is off, a sync brings it right', async () => {
    const { id, name } = await takeCompany()
    await happen('fault', 'revoked-key')
    const bought = await sandbox('pay', id, '--buys', ELITE)
    expect(bought.exitCode).toBe(3)
    expect(bought.json()).toEqual({
      at: expect.stringMatching(/Z$/),
      said: [`${name} moved from ${PRO} to ${ELITE}.`],
      notFollowed: expect.stringMatching(/\S/),
    })
    const moved = await runCommand(ports, ['--workspace', demo, 'sandbox', 'advance', '3d'])
    expect(moved.exitCode).toBe(3)
    expect(moved.stdout).toMatch(/\nThe mirror could not follow: \S/)
    // It is as it was, and says for how long.
    expect(await readEntitlement(id)).toMatchObject({ plan: 'pro' })
    const { connections } = (await run('status')).json() as { connections: { lagSeconds: number; state: string }[] }
    expect(connections.map(({ state }) => state)).toEqual(['refused', 'refused', 'refused'])
    for (const { lagSeconds } of connections) expect(lagSeconds).toBeGreaterThanOrEqual((3 * DAY_MS) / 1000)

    await happen('fault', '--off')
    expect(await readEntitlement(id)).toMatchObject({ plan: 'pro' })
    expect((await run('sync')).exitCode).toBe(0)
    expect(await readEntitlement(id)).toMatchObject({ plan: 'elite', status: 'active' })
    await happen('advance', '1m')
    expect(await readStates()).toEqual({ mpesa: 'partial', paystack: 'in-step', stripe: 'in-step' })
    // M-Pesa's list tells of two days alone: the rest is in the statement.
    expect((await importStatement()).rejected).toEqual([])
    expect(await readStates()).toEqual({ mpesa: 'in-step', paystack: 'in-step', stripe: 'in-step' })
  })

  test('--provider befalls one of the three, and the others follow', async () => {
    const said = (await happen('fault', 'revoked-key', '--provider', 'paystack')).said
    expect(said).toEqual(['The fault revoked-key is switched on at Paystack.'])
    const result = await sandbox('advance', '1h')
    expect(result.exitCode).toBe(3)
    expect(await readStates()).toEqual({ mpesa: 'in-step', paystack: 'refused', stripe: 'in-step' })
    await happen('fault', '--off')
    expect((await run('sync')).exitCode).toBe(0)
    expect(await readStates()).toMatchObject({ paystack: 'in-step' })
    const unknown = await sandbox('fault', 'reset', '--provider', 'paypal')
    expect(unknown.exitCode).toBe(2)
    expect(unknown.error()).toMatchObject({ code: 'usage', hint: expect.stringContaining('paystack') })
  })
})

async function readStates(): Promise<Record<string, string>> {
  const { connections } = (await run('status')).json() as { connections: { provider: string; state: string }[] }
  return Object.fromEntries(connections.map(({ provider, state }) => [provider, state]))
}

/** As staff do: exported at the portal, and taken in. */
async function importStatement(): Promise<{ added: number; rejected: unknown[] }> {
  const file = join(scratch, 'statement.csv')
  writeFileSync(file, (await runCommand(ports, ['--workspace', demo, 'sandbox', 'statement'])).stdout)
  return (await run('payments', 'import', file, '--provider', 'mpesa')).json() as { added: number; rejected: unknown[] }
}

describe('sandbox mpesa, push and answer', () => {
  const readUnmatched = async (ref: string | undefined) =>
    ((await run('payments', '--provider', 'mpesa')).json() as { items: { ref: string; status: string; at: string }[] }).items.find(
      (each) => each.ref === ref,
    )

  test('a push that is paid moves the plan; the one before, which was cancelled, does not', async () => {
    const { id, name } = await takeCompany()
    const ask = ['push', id, '0711 000 321', '500000', '--buys', 'image-quota.premium.once']
    expect((await happen(...ask)).said[0]).toMatch(new RegExp(`^${name} is asked on 0711 000 321 to pay for image-quota.premium.once`))
    expect((await describeSandbox()).mpesa.pushes).toMatchObject([{ phone: '254711000321', amount: 500_000 }])
    expect((await happen('answer', 'cancels')).said).toEqual([expect.stringMatching(/^The push of KES 5000 for \S+ was cancelled\.$/)])
    expect(await readEntitlement(id, 'image-quota')).toMatchObject({ plan: 'free' })
    await happen(...ask)
    const { ref } = (await describeSandbox()).mpesa.pushes[0] ?? { ref: '' }
    expect((await happen('answer', 'times-out-but-pays', ref)).said[0]).toMatch(/timed out, and was paid all the same, receipt \w{10}\.$/)
    expect(await readEntitlement(id, 'image-quota')).toMatchObject({ plan: 'premium', status: 'active' })
    const late = await sandbox('answer', 'pays')
    expect(late.exitCode).toBe(2)
    expect(late.error()).toMatchObject({ code: 'usage', message: 'No phone asks. Nothing was changed.' })
  })

  test('what nobody expects is unmatched, and never guessed', async () => {
    const { said } = await happen('mpesa', '0711000321', '123400', '--reference', 'HARAMBEE')
    const receipt = /receipt (\w{10})\.$/.exec(said[0] ?? '')?.[1]
    expect(said).toEqual([`KES 1234 came in by M-Pesa for the account HARAMBEE, receipt ${receipt}.`])
    expect(await readUnmatched(receipt)).toMatchObject({ status: 'unmatched' })
  })

  test.each([
    [['mpesa', '0711000321', '150'], /whole shillings/],
    [['mpesa', '12345', '150000'], /no Kenyan mobile number/],
    [['mpesa', '0711000321', '0'], /amount/],
    [['answer', 'shrugs'], /"shrugs" is no answer/],
    [['push', 'cus_any', '0711000321', '150000', '--buys', 'hats'], /No company is called|Nothing is sold as/],
  ])('%j is refused, and changes nothing', async (argv, message) => {
    const result = await sandbox(...argv)
    expect(result.exitCode).not.toBe(0)
    expect(result.stdout).toBe('')
    expect(result.error().message).toMatch(message)
  })
})

describe('where there is no sandbox', () => {
  const COMMANDS = [
    ['status'],
    ['advance', '1d'],
    ['pay', 'cus_any'],
    ['card', 'cus_any', 'ok'],
    ['cancel', 'cus_any', '--now'],
    ['refund', 'cus_any'],
    ['transfer', 'cus_any', '100'],
    ['pay-reference', 'cus_any'],
    ['mpesa', '0711000321', '150000'],
    ['push', 'cus_any', '0711000321', '150000', '--buys', 'image-quota.pro.once'],
    ['answer', 'pays'],
    ['statement'],
    ['fault', 'reset'],
    ['fault', '--off'],
  ]

  test.each(COMMANDS.map((argv) => [argv]))('sandbox %j is refused, and says where there is one', async (argv) => {
    const folder = join(scratch, 'plain')
    if (!existsSync(folder)) await at(folder, 'init', '--zone', 'Africa/Lagos', '--template', 'trading')
    const result = await at(folder, 'sandbox', ...argv)
    expect(result.exitCode).toBe(2)
    expect(result.stdout).toBe('')
    expect(result.error()).toEqual({
      code: 'usage',
      message: expect.stringMatching(/^This workspace has no sandbox/),
      hint: 'A demo has one: tierdesk init --demo --workspace FOLDER.',
    })
    expect(existsSync(join(folder, 'sandbox'))).toBe(false)
  })

  test.each(COMMANDS.map((argv) => [argv]))('sandbox %j makes no workspace', async (argv) => {
    const folder = join(scratch, 'nowhere')
    const result = await at(folder, 'sandbox', ...argv)
    expect(result.exitCode).toBe(1)
    expect(result.error()).toMatchObject({ code: 'workspace-missing', hint: expect.stringContaining('init') })
    expect(existsSync(folder)).toBe(false)
  })
})
