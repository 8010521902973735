import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MirroredBilled } from '../../../../src-main/domain/mirrored.ts'
import { joinPayments } from '../../../../src-main/providers/mpesa/joinPayments.ts'
import { readMpesaObject } from '../../../../src-main/providers/mpesa/readMpesaObject.ts'
import { readStatement, type StatementReading } from '../../../../src-main/providers/mpesa/readStatement.ts'
import { writeXlsx } from '../../../../src-main/sandbox/mpesa/writeXlsx.ts'
import { AppError } from '../../../../src-shared/model/appError.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { fromStart } from '../../../fixtures/freely.ts'
import { at, get, HOUR, MINUTE, openMpesa, SHORT_CODE } from '../../sandbox/mpesa/openMpesa.ts'

const SEED = Number(process.env['TIERDESK_SEED'] ?? 20261121)
const OWN = { shortCode: SHORT_CODE, till: null }
const COLUMNS =
  'Receipt No.,Completion Time,Initiation Time,Details,Transaction Status,Paid In,Withdrawn,Balance,Balance Confirmed,Reason Type,Other Party Info,Linked Transaction ID,A/C No.'
const HEAD = ['Short Code:,600123', 'Time Period:,From 20-11-2026 00:00:00 To 21-11-2026 23:59:59', 'Operator:,console', '', COLUMNS]
const PAID =
  'TKL1AB2CD3,20-11-2026 10:45:00,20-11-2026 10:44:58,Pay Bill from 2547******123 - ADA Acc. INV1001,Completed,4500.00,,4500.00,TRUE,Pay Bill,2547******123 - ADA,,INV1001'

function toBytes(...lines: string[]): Uint8Array {
  return Buffer.from(lines.join('\r\n'))
}

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  try {
    await work
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('it was not refused')
}

function contentsOf(objects: readonly MirroredBilled[]) {
  return objects.map(({ ref, createdAt, content }) => ({ ref, createdAt, content }))
}

/** A morning at the paybill: payments, one of them pushed and one taken back, and what the organisation did itself. */
async function liveMorning(options: Parameters<typeof openMpesa>[0] = {}) {
  const opened = await openMpesa(options)
  const { mpesa, pay, pass, provider, way } = opened
  const receipts = ['C1', 'C2', 'C3', 'C4'].map((reference, index) => {
    pass(20 * MINUTE)
    return pay({ reference, amount: 1000 + index, phone: `25471100000${index}`, name: `PAYER, "${index}"` })
  })
  mpesa.act('account.settle', { amount: 500 })
  const reversed = receipts[1] ?? ''
  const back = String(mpesa.act('payments.reverse', {}, reversed)['receipt'])
  pass(MINUTE)
  const page = get(await provider.listPage('payments', fromStart(), way))
  const statement = mpesa.statement(toInstant(mpesa.now() - 24 * HOUR), mpesa.now())
  return { ...opened, receipts, reversed, back, pulled: page.objects as MirroredBilled[], statement }
}

describe('a statement of the portal', () => {
  test.each(['csv', 'xlsx'] as const)('as %s tells the payments that a pull tells, and what goes back', async (form) => {
    const { statement, pulled, receipts, reversed, back, mpesa } = await liveMorning()
    const file = form === 'csv' ? Buffer.from(statement.csv) : statement.xlsx
    const reading = await readStatement(file, OWN)
    expect(reading.unreadable).toEqual([])
    expect(reading.payments.map(({ ref }) => ref)).toEqual(receipts.toReversed())
    const stated = contentsOf(reading.payments).map(({ content, ...rest }) => ({ ...rest, content: { ...content, description: null } }))
    expect(stated).toEqual(contentsOf(pulled))
    expect(reading.reversals).toMatchObject([
      {
        kind: 'refund',
        ref: back,
        partOf: reversed,
        customer: null,
        content: { payment: reversed, status: 'succeeded', amount: 100_100, currency: 'KES' },
      },
    ])
    expect(reading.leftOut).toEqual({ charge: 4, withdrawal: 1, unfinished: 0, other: 0 })
    expect(reading.period).toEqual({ from: toInstant(mpesa.now() - 24 * HOUR), until: mpesa.now() })
    expect(reading.shortCode).toBe(SHORT_CODE)
  })

  test('of a till tells the same as its pull', async () => {
    const { statement, pulled } = await liveMorning({ till: '5123456' })
    const reading = await readStatement(Buffer.from(statement.csv), OWN)
    expect(reading.payments.map(({ content }) => content)).toMatchObject(
      pulled.map(({ content }) => ({ ...content, description: expect.any(String) })),
    )
  })

  test('after a pull changes nothing but what only it knows, in either order', async () => {
    const { statement, pulled } = await liveMorning()
    const { payments } = await readStatement(Buffer.from(statement.csv), OWN)
    const stated = new Map(payments.map((payment) => [payment.ref, payment]))
    expect(pulled).toHaveLength(4)
    for (const pull of pulled) {
      const told = stated.get(pull.ref)?.json ?? ''
      const after = readMpesaObject('payment', joinPayments(pull.json, told))
      const before = readMpesaObject('payment', joinPayments(told, pull.json))
      expect(contentsOf([after])).toEqual(contentsOf([before]))
      expect(after.content).toEqual({ ...pull.content, description: expect.stringContaining('Acc. C') })
      // And once more changes nothing at all.
      expect(joinPayments(joinPayments(pull.json, told), told)).toBe(joinPayments(pull.json, told))
      expect(joinPayments(joinPayments(pull.json, told), pull.json)).toBe(joinPayments(pull.json, told))
      expect(joinPayments(null, pull.json)).toBe(pull.json)
    }
  })

  test('fills what a pull leaves open, and overrules nothing of it', () => {
    const pull = { transactionId: 'TKL1AB2CD3', trxDate: '2026-11-20T10:45:00Z', amount: '4500.00', sender: 'ADA L' }
    const statement = {
      ...{ 'Receipt No.': 'TKL1AB2CD3', 'Completion Time': '20-11-2026 11:00:00', 'Paid In': '4,600.00', 'Reason Type': 'Pay Bill' },
      ...{ 'Other Party Info': '2547******123 - ADA', 'A/C No.': 'INV1001', Details: 'Paid' },
    }
    expect(readMpesaObject('payment', JSON.stringify({ pull, statement }))).toMatchObject({
      createdAt: at('2026-11-20T07:45:00Z'),
      content: {
        ...{ amount: 450_000, succeededAt: at('2026-11-20T07:45:00Z'), description: 'Paid' },
        via: { channel: 'paybill', reference: 'INV1001', payerName: 'ADA L', payerPhone: '2547*****123', receipt: 'TKL1AB2CD3' },
      },
    })
    const other = { ...statement, 'Receipt No.': 'TKL1AB2CD4' }
    expect(() => readMpesaObject('payment', JSON.stringify({ pull, statement: other }))).toThrow('it is two payments')
  })
})

describe('a file', () => {
  test.each([
    ['another’s', [`Short Code:,999999`, ...HEAD.slice(1), PAID], 'account-differs'],
    ['nobody’s', [...HEAD.slice(1), PAID], 'file-unreadable'],
    ['no statement', ['a,b,c', '1,2,3'], 'file-unreadable'],
    ['nothing', [''], 'file-unreadable'],
    [
      'without amounts',
      ['Short Code:,600123', 'Receipt No.,Completion Time,Details', 'TKL1AB2CD3,20-11-2026 10:45:00,x'],
      'file-unreadable',
    ],
  ])('that is %s is refused', async (_what, lines, code) => {
    expect((await refusalOf(readStatement(toBytes(...lines), OWN))).code).toBe(code)
  })

  test('of our till is ours', async () => {
    const reading = await readStatement(toBytes('Short Code:,5123456', ...HEAD.slice(1), PAID), { ...OWN, till: '5123456' })
    expect(reading).toMatchObject({ shortCode: '5123456', payments: [{ ref: 'TKL1AB2CD3' }] })
  })

  test.each([
    ['a mark at its start', `\uFEFF${[...HEAD, PAID].join('\n')}`],
    ['other ends of lines', [...HEAD, PAID].join('\r')],
    ['semicolons', [...HEAD, PAID].map((line) => line.replaceAll(',', ';')).join('\n')],
    ['tabs', [...HEAD, PAID].map((line) => line.replaceAll(',', '\t')).join('\n')],
    [
      'cells that are all quoted',
      [...HEAD, PAID]
        .map((line) =>
          line
            .split(',')
            .map((cell) => `"${cell}"`)
            .join(','),
        )
        .join('\r\n'),
    ],
    [
      'another order, and letters of another size',
      [
        ...HEAD.slice(0, 4),
        'COMPLETION TIME,PAID IN,WITHDRAWN,RECEIPT NO,OTHER PARTY INFO,DETAILS,A/C NO,REASON TYPE,REMARKS',
        '20-11-2026 10:45:00,4500.00,,TKL1AB2CD3,2547******123 - ADA,Pay Bill from 2547******123 - ADA Acc. INV1001,INV1001,Pay Bill,none',
      ].join('\n'),
    ],
  ])('with %s is read alike', async (_what, text) => {
    const [plain] = (await readStatement(toBytes(...HEAD, PAID), OWN)).payments
    const reading = await readStatement(Buffer.from(text), OWN)
    expect(reading.unreadable).toEqual([])
    expect(contentsOf(reading.payments)).toEqual(contentsOf(plain ? [plain] : []))
    expect(reading.payments).toHaveLength(1)
  })

  test('in two-byte letters is read alike', async () => {
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from([...HEAD, PAID].join('\n'), 'utf16le')])
    expect((await readStatement(wide, OWN)).payments).toHaveLength(1)
  })

  test.each([
    ['Time Period:,From 20-11-2026 00:00:00 To 21-11-2026 23:59:59', '2026-11-19T21:00:00Z', '2026-11-21T20:59:59Z'],
    ['"Time Period: From 20-11-2026 To 21-11-2026"', '2026-11-19T21:00:00Z', '2026-11-21T20:59:59Z'],
    ['Statement Period,From: 2026-11-20 08:00:00 to: 2026-11-20 09:00:00', '2026-11-20T05:00:00Z', '2026-11-20T06:00:00Z'],
  ])('tells its time as %s', async (line, from, until) => {
    const { period } = await readStatement(toBytes('Short Code:,600123', line, COLUMNS, PAID), OWN)
    expect(period).toEqual({ from: at(from), until: at(until) })
  })

  test.each(['Time Period:,of last week', 'Time Period:,From 21-11-2026 To 20-11-2026', 'Operator:,console'])(
    'tells no time as %s',
    async (line) => {
      expect((await readStatement(toBytes('Short Code:,600123', line, COLUMNS, PAID), OWN)).period).toBeNull()
    },
  )
})

describe('a line that cannot be read', () => {
  const NEXT = PAID.replace('CD3', 'CD9')

  test.each([
    [PAID.replace('4500.00,,', 'ten,,'), 'its Paid In is no amount of money'],
    [PAID.replace('20-11-2026 10:45:00', 'Friday'), 'its Completion Time is no time'],
    [PAID.replace('TKL1AB2CD3', ''), 'it has no Receipt No.'],
    [PAID.replace('TKL1AB2CD3', '???'), 'its Receipt No. is no receipt'],
    [PAID.replace('4500.00,,', ',-4500.00,').replace(',Pay Bill,', ',Transaction Reversal,'), 'it has no Linked Transaction ID'],
    [PAID.replace('INV1001,Completed', '"INV1001,Completed'), 'A quote in it is never closed'],
    [NEXT, 'its receipt TKL1AB2CD9 stands on a line before it'],
  ])('is named by its place, and stops no other: %s', async (line, reason) => {
    const reading = await readStatement(toBytes(...HEAD, NEXT, line, '', PAID.replace('CD3', 'CD8')), OWN)
    expect(reading.payments.map(({ ref }) => ref)).toEqual(['TKL1AB2CD9', 'TKL1AB2CD8'])
    expect(reading.unreadable).toEqual([{ line: HEAD.length + 2, reason: expect.stringContaining(reason) }])
  })
})

describe('a workbook', () => {
  const TABLE = [...HEAD, PAID].map((line) => line.split(','))

  test('with numbers and times for cells, and lines that are empty, is read alike', async () => {
    const [plain] = (await readStatement(toBytes(...HEAD, PAID), OWN)).payments
    const cells = PAID.split(',').map((cell, index) => (index === 1 ? new Date('2026-11-20T10:45:00Z') : index === 5 ? 4500 : cell))
    const faulty = cells.with(1, 'Friday')
    const workbook = writeXlsx([[], ['Short Code:', 600_123], ...TABLE.slice(1, -1), cells, [], faulty])
    const reading = await readStatement(workbook, OWN)
    expect(contentsOf(reading.payments)).toEqual(contentsOf(plain ? [plain] : []))
    expect(reading.unreadable).toEqual([{ line: 9, reason: expect.stringContaining('its Completion Time is no time') }])
  })

  test('may hold anything, and is read or refused', async () => {
    const bytes = Buffer.from(writeXlsx(TABLE))
    const spoil = fc.array(fc.tuple(fc.nat(bytes.length - 3), fc.nat(255)), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(spoil, fc.nat(bytes.length), async (spoils, cut) => {
        const spoilt = Buffer.from(bytes)
        for (const [place, byte] of spoils) spoilt[place + 2] = byte
        await expectReadOrRefused(readStatement(spoilt, OWN))
        await expectReadOrRefused(readStatement(bytes.subarray(0, cut), OWN))
      }),
      { seed: SEED, numRuns: 60 },
    )
  })

  test.each([
    ['of before 2007', Buffer.from([0xd0, 0xcf, 0x11, 0xe0])],
    ['that is cut off', Buffer.from(writeXlsx(TABLE)).subarray(0, 300)],
    ['with nothing in it', Buffer.from(writeXlsx([]))],
  ])('%s is refused', async (_what, file) => {
    expect((await refusalOf(readStatement(file, OWN))).code).toBe('file-unreadable')
  })
})

test('any text is read or refused', async () => {
  const words = fc.constantFrom(
    '"',
    ',',
    '\n',
    '\r\n',
    ';',
    COLUMNS,
    PAID,
    'Short Code:,600123',
    'Time Period:,From 1 To 2',
    '\0',
    '\uFEFF',
    'é',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(words, fc.string()), { maxLength: 30 }), async (parts) => {
      await expectReadOrRefused(readStatement(Buffer.from(parts.join('')), OWN))
      await expectReadOrRefused(readStatement(Buffer.from(['Short Code:,600123', COLUMNS, ...parts].join('\n')), OWN))
    }),
    { seed: SEED, numRuns: 400 },
  )
})

async function expectReadOrRefused(work: Promise<StatementReading>): Promise<void> {
  try {
    const { payments, unreadable } = await work
    expect(payments.every(({ ref }) => /^[A-Z0-9]+$/.test(ref))).toBe(true)
    expect(unreadable.every(({ line }) => line > 0)).toBe(true)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(['file-unreadable', 'account-differs']).toContain(error.code)
  }
}
