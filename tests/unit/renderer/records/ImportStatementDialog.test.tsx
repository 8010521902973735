// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { EngineClient } from '../../../../src-renderer/lib/engine.ts'
import { ImportStatementDialog } from '../../../../src-renderer/records/ImportStatementDialog.tsx'
import type { StatementReport } from '../../../../src-shared/contract/payments.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { createFakeClient } from '../fakeClient.ts'
import { giveLayout } from '../giveLayout.ts'
import { renderWithEngine } from '../renderWithEngine.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const at = (date: number, hour: number, minute = 0) => toInstant(Date.UTC(2026, 10, date, hour, minute))

const REPORT: StatementReport = {
  ...{ payments: 120, added: 2, known: 118, reversals: 1, others: 8, from: at(14, 0), until: at(16, 0) },
  rejected: [{ line: 14, reason: 'It has no amount.' }],
  preview: [
    { ref: 'SKJ7', at: at(14, 21, 5), amount: 150_000, currency: 'KES', payer: 'BARAKA O.', reference: 'BARAKA IMG' },
    { ref: 'SKJ8', at: at(15, 6, 20), amount: 500_000, currency: 'KES', payer: null, reference: null },
  ],
}

type Ask = { content: string; format: string; isPreview: boolean }

function show(answer: (ask: Ask) => StatementReport = () => REPORT) {
  const asked: Ask[] = []
  let closes = 0
  const client = {
    ...createFakeClient(),
    payments: {
      importStatement: async (ask: Ask) => {
        asked.push(ask)
        return answer(ask)
      },
    },
  } as unknown as EngineClient
  const shown = renderWithEngine(client, <ImportStatementDialog onClose={() => closes++} />)
  return { ...shown, asked, closes: () => closes, user: userEvent.setup() }
}

const csv = (text = 'Receipt No.,Paid In\n', name = 'statement.csv') => new File([text], name, { type: 'text/csv' })
const picker = () => screen.getByLabelText<HTMLInputElement>('Drop the statement here, or choose it')
const counts = () =>
  [...document.querySelectorAll('dl > div')].map(({ children }) => [...children].map(({ textContent }) => textContent).join(' '))

test('a statement is looked at first: how much it would add, which time it covers, and what could not be read', async () => {
  const { user, asked } = show()
  await user.upload(picker(), csv())
  const add = await screen.findByRole('button', { name: 'Import 2 payments' })
  expect(asked).toEqual([{ provider: 'mpesa', content: 'Receipt No.,Paid In\n', format: 'csv', isPreview: true }])
  expect(counts()).toEqual(['Would be added 2', 'Already known 118', 'Reversals 1', 'Other lines 8', 'Not read 1'])
  expect(screen.getByText(/^It covers/).textContent).toBe(
    'It covers 14 Nov 00:00 to 16 Nov 00:00: what is not known of that time will be known.',
  )
  const rows = within(screen.getByRole('region', { name: 'Payments that would be added' }))
    .getAllByRole('row')
    .slice(1)
  expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
    ['14 Nov 21:05', 'SKJ7', 'BARAKA O.', 'BARAKA IMG', '1,500.00KES'],
    ['15 Nov 06:20', 'SKJ8', '–', '–', '5,000.00KES'],
  ])
  expect(within(screen.getByRole('region', { name: 'Lines that were not read' })).getByRole('listitem').textContent).toBe(
    'Line 14It has no amount.',
  )
  expect(document.activeElement).toBe(add)
})

test('only then it is taken in, and said how much was new', async () => {
  const { user, asked, closes } = show()
  await user.upload(picker(), csv())
  await user.click(await screen.findByRole('button', { name: 'Import 2 payments' }))
  expect(await screen.findByRole('heading', { name: '2 payments were added, 118 payments already known' })).toBeTruthy()
  expect(asked.map(({ isPreview }) => isPreview)).toEqual([true, false])
  expect(counts()[0]).toBe('Added 2')
  await user.click(screen.getAllByRole('button', { name: 'Close' }).at(-1) as HTMLElement)
  expect(closes()).toBe(1)
})

test('imported again, everything is known already', async () => {
  const { user } = show(() => ({ ...REPORT, payments: 1, added: 0, known: 1, preview: [], rejected: [] }))
  await user.upload(picker(), csv())
  expect(await screen.findByText('Nothing in it is new: 1 payment already known.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Import it all the same' }))
  expect(await screen.findByRole('heading', { name: 'Nothing was new, 1 payment already known' })).toBeTruthy()
})

test('a workbook goes as base64, whatever it is called; a dropped file is read like a chosen one', async () => {
  const { asked } = show(() => ({ ...REPORT, from: null, until: null }))
  const file = new File([new Uint8Array([0x50, 0x4b, 3, 4, 255])], 'statement.csv')
  fireEvent.drop(picker(), { dataTransfer: { files: [file] } })
  await screen.findByText('It does not say which time it covers, so it closes no gap.')
  expect(asked).toMatchObject([{ content: 'UEsDBP8=', format: 'xlsx' }])
})

test('letters that are not UTF-8 are read as a spreadsheet saved them', async () => {
  const { asked, user } = show()
  await user.upload(picker(), new File([new Uint8Array([0x4a, 0x6f, 0x73, 0xe9])], 'statement.csv'))
  await waitFor(() => expect(asked[0]?.content).toBe('José'))
})

test.each([
  [new File([], 'a.csv'), 'a.csv: This file is empty.'],
  [new File([new Uint8Array(12_000_001)], 'b.csv'), 'b.csv: This file is larger than 12 MB. Ask the portal for fewer days at once.'],
  [
    new File([new Uint8Array([0x50, 0x4b]), new Uint8Array(9_000_000)], 'c.xlsx'),
    'c.xlsx: This XLSX is larger than 9 MB. Save it as CSV, or ask for fewer days.',
  ],
  [
    new File(['"'.repeat(500_000)], 'f.csv'),
    'f.csv: This is more than a browser tab can send, 1 MB. Import it in the desktop app, or ask the portal for fewer days at once.',
  ],
  [new File([new Uint8Array([0xd0, 0xcf])], 'd.xls'), 'd.xls: This is an Excel file of the old kind. Save it as XLSX or CSV.'],
  [new File(['%PDF-1.7'], 'e.pdf'), 'e.pdf: This is a PDF. The portal gives the same statement as CSV or XLSX.'],
])('what cannot be a statement is not sent, and the reason is said (%#)', async (file, words) => {
  const { asked } = show()
  fireEvent.drop(picker(), { dataTransfer: { files: [file] } })
  expect((await screen.findByRole('alert')).textContent).toBe(words)
  expect(asked).toEqual([])
})

test('a statement of somebody else is refused in place, and another can be chosen', async () => {
  const { user } = show(() => {
    throw new ORPCError('REFUSED', {
      defined: true,
      message: 'This is a statement of 600000. Nothing was added.',
      data: { code: 'file-unreadable', hint: 'Choose that of 4007120.' },
    })
  })
  await user.upload(picker(), csv())
  expect((await screen.findByRole('alert')).textContent).toBe('This is a statement of 600000. Nothing was added. Choose that of 4007120.')
  expect(document.activeElement).toBe(picker())
})
