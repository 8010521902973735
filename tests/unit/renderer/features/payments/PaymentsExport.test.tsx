// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { giveLayout } from '../../giveLayout.ts'
import { keepSaved } from '../../keepSaved.ts'
import { makePayment, showPayments } from './showPayments.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

type Page = Awaited<ReturnType<NonNullable<NonNullable<Parameters<typeof showPayments>[1]>['list']>>>

/** A list in two pages, of which the export's second is answered when a test says so. */
function makePages() {
  const late = Promise.withResolvers<Page>()
  return {
    late,
    list: async ({ limit, cursor }: Record<string, unknown>): Promise<Page> => {
      if (limit !== 1000) return { items: [makePayment(1)], next: null }
      return cursor === null ? { items: [makePayment(1, { companyName: '=HYPERLINK("x")' })], next: 'two' } : late.promise
    },
  }
}

test('what is filtered is saved as a whole, page by page, with how far it has come', async () => {
  const user = userEvent.setup()
  const saved = keepSaved()
  const { list, late } = makePages()
  const { asked } = showPayments('?screen=payments&filter=succeeded', { list })
  await screen.findByText('Company 1')
  await user.click(screen.getByRole('button', { name: 'CSV' }))
  expect(await screen.findByText('1 of 2 gathered')).toBeTruthy()
  expect(saved).toHaveLength(0)
  late.resolve({ items: [makePayment(2, { company: null, companyName: null, amount: -5, reason: 'Dispute, lost.' })], next: null })
  await waitFor(() => expect(saved).toHaveLength(1))
  expect(saved[0]?.name).toBe('payments.csv')
  const [head, ...lines] = (await saved[0]?.text)?.trim().split('\r\n') ?? []
  expect(head).toContain('Happened,Seen,Provider,Reference,Company,Company id,Product,Plan or pack,Amount,Currency,Status,Reason')
  expect(lines).toEqual([
    `2026-11-19T06:00:00Z,2026-11-21T08:00:00Z,stripe,in_1,"'=HYPERLINK(""x"")",co_1,maintenance-hours,director,4500.00,USD,succeeded,`,
    '2026-11-19T06:00:00Z,2026-11-21T08:00:00Z,stripe,in_2,,,maintenance-hours,director,-0.05,USD,succeeded,"Dispute, lost."',
  ])
  expect(asked.filter(({ input }) => input.limit === 1000).map(({ input }) => [input.status, input.cursor])).toEqual([
    ['succeeded', null],
    ['succeeded', 'two'],
  ])
})

test('it can be stopped, and then nothing is saved', async () => {
  const user = userEvent.setup()
  const saved = keepSaved()
  const { list, late } = makePages()
  showPayments('?screen=payments', { list })
  await screen.findByText('Company 1')
  await user.click(screen.getByRole('button', { name: 'CSV' }))
  await user.click(await screen.findByRole('button', { name: 'Cancel' }))
  expect(screen.getByText('Stopped. Nothing was saved.')).toBeTruthy()
  late.resolve({ items: [makePayment(2)], next: null })
  await late.promise
  expect(await screen.findByRole('button', { name: 'CSV' })).toBeTruthy()
  expect(saved).toHaveLength(0)
})

test('a page that fails is said, and nothing is saved', async () => {
  const user = userEvent.setup()
  const saved = keepSaved()
  const { list, late } = makePages()
  showPayments('?screen=payments', { list })
  await screen.findByText('Company 1')
  await user.click(screen.getByRole('button', { name: 'CSV' }))
  await screen.findByText('1 of 2 gathered')
  late.reject(new Error('away'))
  expect((await screen.findByRole('alert')).textContent).toBe('Nothing was saved. Something went wrong in the engine.')
  expect(saved).toHaveLength(0)
})
