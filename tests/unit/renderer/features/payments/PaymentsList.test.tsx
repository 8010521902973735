// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { giveLayout } from '../../giveLayout.ts'
import { makePayment, showPayments } from './showPayments.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

test('while the first answer is on its way the rows to come are shown in their shape', () => {
  showPayments('?screen=payments', { list: () => new Promise(() => {}) })
  expect(screen.getByRole('table', { name: 'Payments are loading' }).getAttribute('aria-busy')).toBe('true')
})

test('an engine that fails is said in words, and asked again on demand', async () => {
  const user = userEvent.setup()
  let isBroken = true
  showPayments('?screen=payments', {
    list: async () => (isBroken ? Promise.reject(new Error('SQLITE_IOERR')) : { items: [makePayment(1)], next: null }),
  })
  expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong in the engine')
  isBroken = false
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await screen.findByText('Company 1')).toBeTruthy()
})

test('plans and packs stand by their names, amounts each in its own currency', async () => {
  const pack = makePayment(2, { plan: 'hours-5', amount: 12_000_000, currency: 'NGN', provider: 'paystack', status: 'pending' })
  showPayments('?screen=payments', { list: async () => ({ items: [makePayment(1), pack], next: null }) })
  await screen.findByText('Director')
  const rows = screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent))
  expect(rows).toEqual([
    ['19 Nov 06:00S', 'Company 1', 'Maintenance hoursDirector', '4,500.00USD', 'Succeeded'],
    ['19 Nov 06:00P', 'Company 2', 'Maintenance hours5 hours', '120,000.00NGN', 'Pending'],
  ])
})

test.each([
  ['Underpaid: 100000.00 of 150000.00 NGN.', 'Underpaid: ₦100,000.00 of ₦150,000.00.'],
  ['1000.50 USD of it went back.', 'US$1,000.50 of it went back.'],
  ['maintenance-hours.director has no price by the year.', 'Maintenance hours Director has no price by the year.'],
  ['Expected for maintenance-hours.hours-5.', 'Expected for Maintenance hours 5 hours.'],
  // What no catalog sells stands as it was written.
  ['It names "image-quota.gold", which is in no catalog.', 'It names "image-quota.gold", which is in no catalog.'],
])('the reason “%s” speaks as the page does', async (reason, words) => {
  showPayments('?screen=payments', { list: async () => ({ items: [makePayment(1, { status: 'unmatched', reason })], next: null }) })
  await screen.findByText('Director')
  expect(screen.getByTitle(words).textContent).toBe(`Unmatched${words}`)
})

test('every status says how many there are under the other filters, and all of it is asked as of the instant', async () => {
  const { asked } = showPayments('?screen=payments&filter=failed,stripe&product=maintenance-hours&company=co_1&at=2026-11-10T00:00:00Z', {
    count: ({ status }) => (status === null ? 1_234 : status === 'failed' ? 7 : 0),
  })
  expect(await screen.findByRole('radio', { name: 'All 1,234' })).toBeTruthy()
  expect((await screen.findByRole<HTMLInputElement>('radio', { name: 'Failed 7' })).checked).toBe(true)
  const question = { company: 'co_1', product: 'maintenance-hours', provider: 'stripe', at: Date.UTC(2026, 10, 10) }
  expect(asked.find(({ method }) => method === 'list')?.input).toEqual({ ...question, status: 'failed', limit: 200, cursor: null })
  const counts = asked.filter(({ method }) => method === 'count').map(({ input }) => input)
  // One of each status, one of all, and how many wait whatever the filters hide.
  expect(counts).toHaveLength(8)
  expect(counts).toContainEqual({ ...question, status: null })
  expect(counts).toContainEqual({ ...question, status: 'unmatched' })
})

test('product, provider and company narrow the list; a company bears its name and can be cleared', async () => {
  const user = userEvent.setup()
  const { router } = showPayments('?screen=payments&company=co_1&filter=failed')
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Provider' }), 'M-Pesa')
  expect(router.getState().filter).toBe('failed,mpesa')
  await user.click(screen.getByRole('radio', { name: /^All/ }))
  expect(router.getState().filter).toBe('mpesa')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Product' }), 'Maintenance hours')
  expect(router.getState().product).toBe('maintenance-hours')
  await user.click(await screen.findByRole('button', { name: 'Not only of Company 1' }))
  expect(router.getState()).toMatchObject({ company: null, product: 'maintenance-hours', filter: 'mpesa' })
})

test('a filter that leaves nothing says which, and all are shown again on demand', async () => {
  const user = userEvent.setup()
  const { router } = showPayments('?screen=payments&filter=refunded,mpesa', {
    list: async () => ({ items: [], next: null }),
    count: () => 0,
  })
  expect(await screen.findByText('Nothing was refunded: by M-Pesa')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Show all payments' }))
  expect(router.getState().filter).toBeNull()
  expect(await screen.findByText('No payments yet')).toBeTruthy()
})

test('details tell when it happened against when it was seen, follow the cursor, and Esc gives the focus back', async () => {
  const user = userEvent.setup()
  const failed = makePayment(2, { status: 'failed', reason: 'Your card has insufficient funds.', amount: 2_900 })
  showPayments('?screen=payments', { list: async () => ({ items: [makePayment(1), failed], next: null }) })
  await screen.findByText('Company 1')
  screen.getByRole('grid').focus()
  await user.keyboard(' ')
  const details = within(await screen.findByRole('complementary', { name: 'Details of US$4,500.00' }))
  expect(details.getByText('Seen').nextElementSibling?.textContent).toBe('21 Nov 08:002 days and 2 hours later')
  await user.click(details.getByRole('button', { name: 'Copy the reference' }))
  expect(await navigator.clipboard.readText()).toBe('in_1')
  screen.getByRole('grid').focus()
  await user.keyboard('{ArrowDown}')
  expect(await screen.findByRole('complementary', { name: 'Details of US$29.00' })).toBeTruthy()
  expect(screen.getByText('Your card has insufficient funds.', { selector: 'p' })).toBeTruthy()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull())
  expect(document.activeElement).toBe(screen.getByRole('grid'))
})

test('Enter opens the company; of a payment of nobody, its details', async () => {
  const user = userEvent.setup()
  const lost = makePayment(1, { company: null, companyName: null, status: 'unmatched', reason: 'It names no customer.' })
  const { router } = showPayments('?screen=payments', { list: async () => ({ items: [lost, makePayment(2)], next: null }) })
  await screen.findByText('Nobody')
  screen.getByRole('grid').focus()
  await user.keyboard('{Enter}')
  const details = within(await screen.findByRole('complementary'))
  expect(details.getByText('It names no customer.')).toBeTruthy()
  expect(details.queryByRole('button', { name: 'Open company' })).toBeNull()
  await user.keyboard('{ArrowDown}{Enter}')
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_2' })
})

test('payments of three providers stand in one list, each with its mark; pending and failed ones say how they stand and why', async () => {
  const items = [
    makePayment(1, { provider: 'paystack', status: 'pending', reason: 'Awaited since 20 Nov.' }),
    makePayment(2, { provider: 'mpesa', amount: 150_000, currency: 'KES', status: 'failed', reason: 'Request cancelled by user' }),
    makePayment(3),
  ]
  showPayments('?screen=payments', { list: async () => ({ items, next: null }) })
  await screen.findByText('Company 1')
  const rows = screen.getAllByRole('row').slice(1)
  expect(rows.map((row) => [within(row).getByRole('img').getAttribute('aria-label'), row.lastElementChild?.textContent])).toEqual([
    ['Paystack', 'PendingAwaited since 20 Nov.'],
    ['M-Pesa', 'FailedRequest cancelled by user'],
    ['Stripe', 'Succeeded'],
  ])
})
