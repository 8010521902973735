import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { templates } from '../../../src-main/engine/templates.ts'
import { writeXlsx } from '../../../src-main/sandbox/mpesa/writeXlsx.ts'
import { connectOthers, makePull, type Others } from '../../fixtures/connectOthers.ts'
import { createWorld, type World } from '../../fixtures/createWorld.ts'
import { runCommand } from '../../fixtures/runCommand.ts'

const ONE = 'cus_T000001'
const TWO = 'cus_T000002'
const RECEIPT = 'TKL1AB2CD3'
const MPESA = ['--provider', 'mpesa'] as const
const PRO = ['--for', 'image-quota.pro', '--interval', 'once'] as const
const OFFER = { product: 'image-quota', plan: 'pro', interval: 'once' }

let world: World
let others: Others
let scratch: string

beforeEach(async () => {
  world = await createWorld(2)
  scratch = mkdtempSync(join(tmpdir(), 'tierdesk-links-'))
  await world.connect()
  others = connectOthers(world)
  const engine = world.open()
  await engine.client.catalogs.import({ text: JSON.stringify(templates.get('image-quota')) })
  await engine.client.sync.start({ provider: 'stripe' })
  await engine.stop()
})
afterEach(async () => {
  others.end()
  await world.end()
  rmSync(scratch, { recursive: true, force: true })
})

const run = (...argv: string[]) => runCommand(world.ports, ['--workspace', world.folder, '--json', ...argv])
const say = async (...argv: string[]) => (await runCommand(world.ports, ['--workspace', world.folder, ...argv])).stdout
const ask = async (...argv: string[]) => (await run(...argv)).json()

interface Item {
  id: string
  name: string
  ref: string
  plan: string | null
  status: string
}

const find = async (ref: string) => ((await ask('companies', '--search', ref)) as { items: Item[] }).items[0] as Item
const paymentsOf = async (company: string) => ((await ask('payments', '--company', company)) as { items: Item[] }).items
const planOf = async (company: string) => ((await ask('entitlement', company, 'image-quota')) as Item).plan

describe('payments who, assign and unassign', () => {
  beforeEach(() => others.take('mpesa', makePull(RECEIPT, world.clock.now(), 1500, { reference: 'INV 7', name: 'WANJIRU \u001b[2J' })))

  test('tell what the payer said, and who it may be of', async () => {
    const { exitCode, json } = await run('payments', 'who', RECEIPT, ...MPESA)
    expect(exitCode).toBe(0)
    const at = '2026-11-20T09:00:00Z'
    expect(json()).toEqual({
      payment: {
        ...{ provider: 'mpesa', ref: RECEIPT, company: null, product: null, plan: null, amount: 150_000, currency: 'KES' },
        ...{ status: 'unmatched', at, seenAt: at, reason: 'Nothing says what it was for.' },
      },
      ...{
        channel: 'paybill',
        reference: 'INV 7',
        payerName: 'WANJIRU \u001b[2J',
        payerPhone: expect.stringContaining('126'),
        assigned: null,
        expected: null,
      },
      candidates: [{ company: null, name: null, reasons: ['One price is exactly this: image-quota.pro.'], offer: OFFER }],
    })
    const text = await say('payments', 'who', RECEIPT, ...MPESA)
    expect(text).toMatch(/^Payment +M-Pesa TKL1AB2CD3\n/)
    expect(text).toMatch(/\nAccount +INV 7\n/)
    expect(text).toContain('image-quota.pro (once)')
    // What a payer wrote does not rewrite the terminal.
    expect(text).not.toContain('\u001b')
  })

  test('say whose it is and what it was for, and take it back', async () => {
    const { id } = await find(ONE)
    const assign = ['payments', 'assign', RECEIPT, ...MPESA, '--company', ONE, ...PRO, '--reason', 'She called']
    expect(await ask(...assign)).toMatchObject({
      payment: { company: id, plan: 'pro', status: 'succeeded', reason: null },
      assigned: { company: id, offer: OFFER, at: '2026-11-20T09:00:00Z', reason: 'She called' },
    })
    expect(await planOf(ONE)).toBe('pro')
    expect(await say('payments', 'who', RECEIPT, ...MPESA)).toMatch(/\nAssigned +co_\w+, image-quota\.pro \(once\), She called\n/)
    expect(await ask('payments', 'unassign', RECEIPT, ...MPESA, '--reason', 'No')).toMatchObject({
      assigned: null,
      payment: { company: null },
    })
    expect(await planOf(ONE)).toBe('free')
    expect((await run('payments', 'unassign', RECEIPT, ...MPESA)).exitCode).toBe(2)
  })

  test('leave the list of payments as it is', async () => {
    expect(await ask('payments', '--unmatched', ...MPESA)).toMatchObject({ items: [{ ref: RECEIPT }], next: null })
    expect((await run('payments', 'nonsense')).exitCode).toBe(2)
  })

  test.each<[string, string[], number, string]>([
    ['no provider', ['assign', RECEIPT, '--company', ONE], 2, 'usage'],
    ['no company', ['assign', RECEIPT, ...MPESA], 2, 'usage'],
    ['no interval', ['assign', RECEIPT, ...MPESA, '--company', ONE, '--for', 'image-quota.pro'], 2, 'usage'],
    ['an interval that is none', ['assign', RECEIPT, ...MPESA, '--company', ONE, '--for', 'a.b', '--interval', 'week'], 2, 'usage'],
    ['half of a plan', ['assign', RECEIPT, ...MPESA, '--company', ONE, '--for', 'pro', '--interval', 'once'], 2, 'usage'],
    [
      'a plan that there is not',
      ['assign', RECEIPT, ...MPESA, '--company', ONE, '--for', 'image-quota.gold', '--interval', 'once'],
      1,
      'plan-missing',
    ],
    ['a company that there is not', ['assign', RECEIPT, ...MPESA, '--company', 'cus_nobody'], 1, 'company-missing'],
    ['a payment that there is not', ['who', 'TKLN0WHERE', ...MPESA], 1, 'company-missing'],
    ['a provider that there is not', ['who', RECEIPT, '--provider', 'visa'], 2, 'usage'],
  ])('with %s are refused', async (_, argv, exitCode, code) => {
    const result = await run('payments', ...argv)
    expect([result.exitCode, result.error().code, result.stdout]).toEqual([exitCode, code, ''])
  })
})

describe('payments expect', () => {
  const expectOf = (...options: string[]) => run('payments', 'expect', ONE, ...MPESA, ...PRO, ...options)

  test('prints what is expected, at the catalog’s price or at what was agreed', async () => {
    const { id } = await find(ONE)
    const { exitCode, json } = await expectOf('--currency', 'KES', '--reference', 'Inv-7', '--phone', '0712 345 678', '--key', 'invoice-7')
    expect(exitCode).toBe(0)
    expect(json()).toEqual({
      ...{ key: 'invoice-7', company: id, provider: 'mpesa', ref: null, reference: '1NV7', offer: OFFER },
      ...{ amount: 150_000, currency: 'KES', phone: '254712345678', at: '2026-11-20T09:00:00Z' },
    })
    const agreed = await expectOf('--amount', '700.50', '--currency', 'KES', '--ref', 'ws_CO_1', '--when', '2026-11-20T11:30:00+03:00')
    expect(agreed.json()).toMatchObject({ key: 'ws_CO_1', amount: 70_050, at: '2026-11-20T08:30:00Z' })
    expect((await paymentsOf(ONE)).map(({ ref, status }) => [ref, status])).toEqual([
      ['invoice-7', 'pending'],
      ['ws_CO_1', 'pending'],
    ])
    others.take('mpesa', makePull(RECEIPT, world.clock.now(), 1500, { reference: 'INV 7' }))
    expect(await planOf(ONE)).toBe('pro')
  })

  test('ends with 4 where the reference is another company’s, or the key another’s', async () => {
    await expectOf('--currency', 'KES', '--ref', 'ws_CO_1')
    const other = await run('payments', 'expect', TWO, ...MPESA, ...PRO, '--currency', 'KES', '--ref', 'ws_CO_1')
    expect([other.exitCode, other.error().code]).toEqual([4, 'key-taken'])
    const changed = await expectOf('--currency', 'USD', '--ref', 'ws_CO_1')
    expect([changed.exitCode, changed.error().code]).toEqual([4, 'key-taken'])
    expect((await expectOf('--currency', 'KES', '--ref', 'ws_CO_1')).exitCode).toBe(0)
  })

  test.each<[string, string[]]>([
    ['an amount without its currency', ['--amount', '700']],
    ['an amount that is none', ['--amount', '7e2', '--currency', 'KES']],
    ['an amount of nothing', ['--amount', '0', '--currency', 'KES']],
    ['more decimals than the currency has', ['--amount', '1.005', '--currency', 'KES']],
    ['a currency that is none', ['--currency', 'shillings']],
    ['a price that there is not', ['--currency', 'NGN']],
    ['an instant ahead', ['--currency', 'KES', '--when', '2027-01-01T00:00:00Z']],
  ])('is wrong use with %s', async (_, options) => {
    const result = await expectOf(...options)
    expect([result.exitCode, result.error().code]).toEqual([2, 'usage'])
    expect(await paymentsOf(ONE)).toEqual([])
  })
})

describe('payments import', () => {
  const COLUMNS = ['Receipt No.', 'Completion Time', 'Details', 'Transaction Status', 'Paid In', 'Withdrawn', 'Reason Type', 'A/C No.']
  const HEAD = [['Short Code:', '600123'], ['Time Period:', 'From 19-11-2026 00:00:00 To 20-11-2026 12:00:00'], [], COLUMNS]
  const paid = (receipt: string, amount: string, account: string) => [
    ...[receipt, '20-11-2026 10:45:00', `Pay Bill Acc. ${account}`, 'Completed', amount, '', 'Pay Bill', account],
  ]
  const toCsv = (...lines: string[][]) => [...HEAD, ...lines].map((cells) => cells.join(',')).join('\r\n')
  const write = (name: string, content: string | Uint8Array) => {
    const file = join(scratch, name)
    writeFileSync(file, content)
    return file
  }

  test('says what a statement would bring, brings it, and knows it the next time', async () => {
    const file = write('statement.csv', toCsv(paid(RECEIPT, '1500.00', 'INV7')))
    const counts = { payments: 1, reversals: 0, others: 0, rejected: [], from: '2026-11-18T21:00:00Z', until: '2026-11-20T09:00:00Z' }
    const preview = [{ ref: RECEIPT, at: '2026-11-20T07:45:00Z', amount: 150_000, currency: 'KES', payer: null, reference: 'INV7' }]
    expect(await ask('payments', 'import', file, ...MPESA, '--preview')).toEqual({ ...counts, added: 1, known: 0, preview })
    expect(await ask('payments', ...MPESA)).toEqual({ items: [], next: null })
    const { exitCode, json } = await run('payments', 'import', file, ...MPESA)
    expect([exitCode, json()]).toEqual([0, { ...counts, added: 1, known: 0, preview }])
    expect(await ask('payments', ...MPESA)).toMatchObject({ items: [{ ref: RECEIPT, amount: 150_000, status: 'unmatched' }] })
    expect(await ask('payments', 'import', file, ...MPESA)).toEqual({ ...counts, added: 0, known: 1, preview: [] })
    expect(await say('payments', 'import', file, ...MPESA)).toContain(
      '1 payment, it brought 0 and 1 was known; 0 reversals, 0 other lines, 0 rejected.',
    )
  })

  test('reads a workbook by what is in it, whatever its name', async () => {
    const cells = [...HEAD, paid(RECEIPT, '1500.00', 'INV7')]
    expect(await ask('payments', 'import', write('statement.txt', writeXlsx(cells)), ...MPESA)).toMatchObject({ payments: 1, added: 1 })
  })

  test('ends with 3 where lines were rejected, and takes the others', async () => {
    const file = write('statement.csv', toCsv(paid(RECEIPT, '1500.00', 'INV7'), paid('TKL2AB2CD3', 'much', 'INV8')))
    const { exitCode, json } = await run('payments', 'import', file, ...MPESA)
    expect(exitCode).toBe(3)
    expect(json()).toMatchObject({ payments: 1, added: 1, rejected: [{ line: 6, reason: expect.stringMatching(/./) }] })
  })

  test('ends with 1 where all were', async () => {
    const file = write('statement.csv', toCsv(paid('TKL2AB2CD3', 'much', 'INV8')))
    const { exitCode, json } = await run('payments', 'import', file, ...MPESA)
    expect([exitCode, json()]).toMatchObject([1, { payments: 0, rejected: [{ line: 5 }] }])
  })

  test.each<[string, () => string, RegExp]>([
    ['is not there', () => join(scratch, 'none.csv'), /cannot be read/],
    ['is a folder', () => scratch, /cannot be read/],
    ['is too large', () => write('large.csv', new Uint8Array(9_000_001)), /larger than 9 MB/],
    ['is no statement', () => write('words.csv', 'company,metric\n'), /This is no statement/],
    ['is a workbook of before 2007', () => write('old.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])), /before 2007/],
  ])('refuses a file that %s', async (_, make, words) => {
    const result = await run('payments', 'import', make(), ...MPESA)
    expect([result.exitCode, result.error().code]).toEqual([1, 'file-unreadable'])
    expect(result.error().message).toMatch(words)
  })

  test('refuses the statement of another short code, and every other provider', async () => {
    const file = write('statement.csv', toCsv(paid(RECEIPT, '1500.00', 'INV7')).replace('600123', '600999'))
    expect((await run('payments', 'import', file, ...MPESA)).error().code).toBe('account-differs')
    expect((await run('payments', 'import', file, '--provider', 'paystack')).exitCode).toBe(2)
  })
})

describe('companies merge, link, claim and proposals', () => {
  test('make one company of two, and two of one', async () => {
    const [one, two] = [await find(ONE), await find(TWO)]
    const merged = await run('companies', 'merge', TWO, '--into', ONE, '--reason', 'One owner')
    expect(merged.exitCode).toBe(0)
    expect(merged.json()).toEqual({
      ...{ id: one.id, name: one.name, code: expect.stringMatching(/^[0-9A-Z]{8}$/), phones: [], references: [] },
      links: expect.arrayContaining([ONE, TWO].map((ref) => ({ provider: 'stripe', ref }))),
    })
    expect((await run('companies', 'merge', TWO, '--into', ONE)).exitCode).toBe(2)
    const parted = ['companies', 'link', TWO, '--provider', 'stripe', '--alone', '--reason', 'They parted']
    expect(await ask(...parted)).toMatchObject({ id: two.id, links: [{ ref: TWO }] })
    expect(await ask('companies', 'link', TWO, '--provider', 'stripe', '--company', one.id)).toMatchObject({ id: one.id })
    expect(await say('companies', 'link', TWO, '--provider', 'stripe', '--alone')).toMatch(
      /^Company +Provider +Customer +Id\n.+Stripe +cus_T000002/,
    )
  })

  test('claim a phone or an account for a company, and for nobody', async () => {
    const { id } = await find(ONE)
    const claim = (...options: string[]) => ask('companies', 'claim', ...options)
    expect(await claim('--phone', '+254 712 345 678', '--company', ONE)).toEqual({ kind: 'phone', value: '254712345678', company: id })
    expect(await claim('--reference', 'shop-12', '--company', ONE)).toEqual({ kind: 'reference', value: 'SH0P12', company: id })
    expect(await claim('--phone', '0712345678', '--nobody')).toEqual({ kind: 'phone', value: '254712345678', company: null })
    expect(await say('companies', 'claim', '--reference', 'Shop 12', '--company', TWO)).toMatch(/^The account SH0P12 is co_\w{16}’s\.\n$/)
  })

  test('tell who may be one, and why', async () => {
    expect(await ask('companies', 'proposals')).toEqual({ items: [] })
    for (const ref of [ONE, TWO]) world.stripe.change(ref, { email: 'pay@lantern.example' })
    await run('sync', '--provider', 'stripe')
    const [one, two] = [await find(ONE), await find(TWO)]
    expect(await ask('companies', 'proposals', ONE)).toEqual({
      items: [
        {
          ...{ company: one.id, companyName: one.name, other: two.id, otherName: two.name },
          reasons: ['Both have the e-mail pay@lantern.example.'],
        },
      ],
    })
    expect((await run('companies', 'proposals', '--limit', '201')).exitCode).toBe(2)
    expect(await say('companies', 'proposals')).toContain('Both have the e-mail pay@lantern.example.')
  })

  test.each<[string, string[], number, string]>([
    ['nothing to merge into', ['merge', ONE], 2, 'usage'],
    ['itself to merge into', ['merge', ONE, '--into', ONE], 2, 'usage'],
    ['no company to link to', ['link', ONE, '--provider', 'stripe'], 2, 'usage'],
    ['a company and none', ['link', ONE, '--provider', 'stripe', '--company', TWO, '--alone'], 2, 'usage'],
    ['a customer that there is not', ['link', 'cus_nobody', '--provider', 'stripe', '--company', TWO], 1, 'company-missing'],
    ['nothing to claim', ['claim', '--company', ONE], 2, 'usage'],
    ['two things to claim', ['claim', '--phone', '0712345678', '--reference', 'X', '--company', ONE], 2, 'usage'],
    ['no phone of Kenya', ['claim', '--phone', '12345', '--company', ONE], 2, 'usage'],
    ['nobody to claim for', ['claim', '--reference', 'X'], 2, 'usage'],
  ])('with %s are refused', async (_, argv, exitCode, code) => {
    const result = await run('companies', ...argv)
    expect([result.exitCode, result.error().code, result.stdout]).toEqual([exitCode, code, ''])
  })
})
