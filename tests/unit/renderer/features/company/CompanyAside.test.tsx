// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { giveLayout } from '../../giveLayout.ts'
import { keepSaved } from '../../keepSaved.ts'
import { COMPANY, day, makePayment } from './makeAnswers.ts'
import { AT, showCompany, toCells, toText } from './showCompany.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const region = async (name: string) => within(await screen.findByRole('region', { name }))
const NOTES = [
  { key: 'n2', company: 'co_1', at: day(11, 20), text: 'Call them on Monday', source: 'staff' },
  { key: 'n1', company: 'co_1', at: day(10, 2), text: 'Wants an invoice', source: 'staff' },
]

test('details and links can be copied, each by its name', async () => {
  const user = userEvent.setup()
  showCompany({ 'companies.get': () => ({ ...COMPANY, endedAt: day(11, 20) }) })
  const details = await region('Details')
  expect([...document.querySelectorAll('aside dd')].map((value) => toText(value))).toEqual([
    'accounts@baobab.test',
    '+254700000001',
    'co_1',
    '1 Feb 2026',
    '20 Nov 2026',
  ])
  await user.click(details.getByRole('button', { name: 'Copy phone' }))
  expect(await navigator.clipboard.readText()).toBe('+254700000001')
  const linked = await region('Linked')
  expect(linked.getAllByRole('listitem').map(toText)).toEqual(['Scus_1seen 08:00'])
  expect(linked.getByRole('listitem').title).toBe('acct_1, Baobab, accounts@baobab.test')
  await user.click(linked.getByRole('button', { name: 'Copy cus_1' }))
  expect(await navigator.clipboard.readText()).toBe('cus_1')
})

test('a link that the provider deleted says since when', async () => {
  showCompany({ 'companies.get': () => ({ ...COMPANY, links: [{ provider: 'stripe', ref: 'cus_1', deletedAt: day(11, 19) }] }) })
  expect((await region('Linked')).getAllByRole('listitem').map(toText)).toEqual(['Scus_1deleted 19 Nov'])
})

test('notes stand newest first; in the past, those of then', async () => {
  showCompany({ 'notes.list': () => ({ items: NOTES }) })
  const notes = await region('Notes')
  await notes.findByText('Call them on Monday')
  expect(notes.getAllByRole('listitem').map(toText)).toEqual([
    'Call them on Monday20 Nov 00:00, staff',
    'Wants an invoice2 Oct 00:00, staff',
  ])
  cleanup()
  showCompany({ 'notes.list': () => ({ items: NOTES }) }, `${AT}&at=2026-11-01T00:00:00Z`)
  const then = await region('Notes')
  await then.findByText('Wants an invoice')
  expect(then.getAllByRole('listitem')).toHaveLength(1)
})

test('of many notes the newest are shown, and all on demand', async () => {
  const user = userEvent.setup()
  const many = Array.from({ length: 7 }, (_, index) => ({ ...NOTES[0], key: `n${index}`, text: `Note ${index}` }))
  showCompany({ 'notes.list': () => ({ items: many }) })
  const notes = await region('Notes')
  await user.click(await notes.findByRole('button', { name: 'Show all 7' }))
  expect(notes.getAllByRole('listitem')).toHaveLength(7)
})

test('N writes a note; the same dialog tried again is known for the same note', async () => {
  const user = userEvent.setup()
  let tries = 0
  const { inputsOf } = showCompany({
    'notes.add': () => {
      tries++
      if (tries === 1) throw new Error('lost')
      return {}
    },
  })
  await screen.findByRole('heading', { name: 'Baobab Ridge' })
  await waitFor(() => expect(screen.getByRole('button', { name: /^Note/ }).getAttribute('aria-disabled')).toBeNull())
  await user.keyboard('n')
  const dialog = within(screen.getByRole('dialog', { name: 'Write a note about Baobab Ridge' }))
  expect(document.activeElement).toBe(dialog.getByLabelText('Note'))
  await user.click(dialog.getByRole('button', { name: 'Keep the note' }))
  expect(dialog.getByText('Write something first')).toBeTruthy()
  await user.type(dialog.getByLabelText('Note'), ' Asked for an invoice ')
  await user.click(dialog.getByRole('button', { name: 'Keep the note' }))
  expect((await dialog.findByRole('alert')).textContent).toContain('Something went wrong in the engine')
  await user.click(dialog.getByRole('button', { name: 'Keep the note' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  const sent = inputsOf('notes.add')
  expect(sent).toHaveLength(2)
  expect(sent[0]).toEqual({ company: 'co_1', text: 'Asked for an invoice', key: expect.stringMatching(/^note_[0-9a-f-]{36}$/) })
  expect(sent[1]).toEqual(sent[0])
})

const FAILED = makePayment(9, { at: day(11, 20), status: 'failed', reason: 'Your card has expired.' })
const timeline = async () => (await region('Timeline')).getAllByRole('listitem').map(toText)

test('what happened stands newest first: plans, payments, hours and the company itself', async () => {
  showCompany({ 'payments.list': () => ({ items: [FAILED, makePayment(1)], next: null }) })
  await waitFor(async () => expect(await timeline()).toHaveLength(8))
  expect(await timeline()).toEqual([
    'US$99.00 failed20 Nov 00:00Pro. Your card has expired.Sin_9',
    'Payment is overdue: Director holds until 26 Nov 00:0019 Nov 00:00Maintenance hoursgraceSin_88',
    'Work from month, −10h 45m18 Nov 00:007h 45m available thenhours_7',
    'Renewed: counters at 0 for 11 Nov 00:00 to 11 Dec 00:0011 Nov 00:00TradingrenewSin_77',
    'US$99.00 paid10 Nov 23:59ProSin_1',
    'Allocated, +16h5 Nov 00:0016h available thenin_88',
    'Subscribed to Pro1 Feb 00:00Tradingallocate-on-startSsub_1',
    'Became a customer1 Feb 00:00StripeScus_1',
  ])
})

test('it is narrowed to one kind, by the address, and saved as it is shown', async () => {
  const user = userEvent.setup()
  const saved = keepSaved()
  const { router } = showCompany({ 'payments.list': () => ({ items: [FAILED, makePayment(1)], next: null }) })
  await waitFor(async () => expect(await timeline()).toHaveLength(8))
  await user.click(screen.getByRole('radio', { name: 'Payments' }))
  expect(router.getState().filter).toBe('payment')
  expect(await timeline()).toHaveLength(2)
  await user.click((await region('Timeline')).getByRole('button', { name: 'CSV' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  expect(saved[0]?.name).toBe('timeline-co_1.csv')
  expect((await saved[0]?.text)?.replace('\uFEFF', '').trim().split('\r\n')).toEqual([
    'Company,Company id,When,Kind,What,Detail,Rule,Source,Type,Reference',
    'Baobab Ridge,co_1,2026-11-20T00:00:00Z,payment,US$99.00 failed,Pro. Your card has expired.,,stripe,payment,in_9',
    'Baobab Ridge,co_1,2026-11-10T23:59:00Z,payment,US$99.00 paid,Pro,,stripe,payment,in_1',
  ])
  await user.click(screen.getByRole('radio', { name: 'All' }))
  expect(router.getState().filter).toBeNull()
})

test('a kind of which nothing happened is said, and of a long past the newest are shown', async () => {
  const user = userEvent.setup()
  const many = Array.from({ length: 30 }, (_, index) => makePayment(index))
  showCompany(
    { 'payments.list': () => ({ items: many, next: 'more' }), 'companies.get': () => ({ ...COMPANY, timeline: [] }) },
    `${AT}&filter=payment`,
  )
  await waitFor(async () => expect(await timeline()).toHaveLength(20))
  expect(screen.getByText('Of its payments only the newest 30.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Show all 30' }))
  expect(await timeline()).toHaveLength(30)
  await user.click(screen.getByRole('radio', { name: 'Other' }))
  expect(await screen.findByText('Nothing of this kind happened.')).toBeTruthy()
})

test('the last payments stand with what was paid for and how they went; all are a press away', async () => {
  const user = userEvent.setup()
  const old = makePayment(2, { at: day(6, 1, 2025), plan: 'hours-5', product: 'maintenance-hours', amount: 50_000, currency: 'KES' })
  const items = [FAILED, old, ...Array.from({ length: 8 }, (_, index) => makePayment(10 + index, { product: null, plan: null }))]
  const { router } = showCompany({ 'payments.list': () => ({ items, next: null }), 'payments.count': () => ({ total: 1_204 }) })
  const payments = await region('Payments')
  await payments.findByText('the last 8 of 1,204')
  const rows = within(await payments.findByRole('table', { name: 'Payments of this company' })).getAllByRole('row')
  expect(rows).toHaveLength(8)
  expect(rows.slice(0, 3).map((row) => toCells(row).slice(2))).toEqual([
    ['Pro', '99.00USD', 'Failed'],
    ['5 hours', '500.00KES', 'Succeeded'],
    ['–', '99.00USD', 'Succeeded'],
  ])
  expect(rows[1]?.querySelector('time')?.textContent).toBe('1 Jun 2025')
  expect(payments.getByTitle('Your card has expired.').textContent).toBe('Failed')
  await user.click(payments.getByRole('button', { name: 'All 1,204' }))
  expect(router.getState()).toMatchObject({ screen: 'payments', company: 'co_1' })
})

test('all payments are saved, page by page, safe against formulas', async () => {
  const user = userEvent.setup()
  const saved = keepSaved()
  showCompany({
    'companies.get': () => ({ ...COMPANY, name: '=1+1' }),
    'payments.list': ({ cursor }) => (cursor === 'two' ? { items: [makePayment(2)], next: null } : { items: [FAILED], next: 'two' }),
  })
  await user.click(await (await region('Payments')).findByRole('button', { name: 'CSV' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  expect((await saved[0]?.text)?.trim().split('\r\n').slice(1)).toEqual([
    "'=1+1,co_1,2026-11-20T00:00:00Z,2026-11-21T08:00:00Z,stripe,in_9,trading,pro,99.00,USD,failed,Your card has expired.",
    "'=1+1,co_1,2026-11-10T23:58:00Z,2026-11-21T08:00:00Z,stripe,in_2,trading,pro,99.00,USD,succeeded,",
  ])
})

test('what happened later than the instant that is looked at is left out', async () => {
  showCompany({ 'payments.list': () => ({ items: [], next: null }) }, `${AT}&at=2026-11-10T00:00:00Z`)
  await waitFor(async () => expect(await timeline()).toHaveLength(3))
  expect((await timeline()).map((words) => words?.slice(0, 10))).toEqual(['Allocated,', 'Subscribed', 'Became a c'])
})
