// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { PaymentsScreen } from '../../../../../src-renderer/features/payments/PaymentsScreen.tsx'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import type { PaymentItem } from '../../../../../src-shared/contract/payments.ts'
import { createFakeClient, NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'
import { makeSaid } from './showPayments.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const PAID: PaymentItem = {
  provider: 'stripe',
  ref: 'in_1',
  company: 'co_1',
  companyName: 'Baobab Ridge',
  product: 'trading',
  plan: 'pro',
  amount: 9_900,
  currency: 'USD',
  status: 'succeeded',
  at: NOW,
  seenAt: NOW,
  reason: null,
}
const LOST: PaymentItem = {
  ...PAID,
  ref: 'pi_2',
  company: null,
  companyName: null,
  product: null,
  plan: null,
  amount: 1_200,
  status: 'unmatched',
  reason: 'It names no customer.',
}

function show(items: PaymentItem[]) {
  const asked: unknown[] = []
  const client = {
    ...createFakeClient(),
    payments: {
      list: async (input: unknown) => {
        asked.push(input)
        return { items, next: null }
      },
      count: async () => ({ total: items.length }),
      candidates: async ({ ref }: { ref: string }) => makeSaid(items.find((item) => item.ref === ref) ?? PAID),
    },
  } as unknown as EngineClient
  return { ...renderWithEngine(client, <PaymentsScreen />, '?screen=payments'), asked }
}

test('payments of all providers stand in one list, with who, what for, how much and why not', async () => {
  show([PAID, LOST])
  const cells = (row: HTMLElement | undefined) => [...(row?.querySelectorAll('td') ?? [])].map(({ textContent }) => textContent)
  await screen.findByText('Baobab Ridge')
  const [, paid, lost] = screen.getAllByRole('row')
  expect(cells(paid)).toEqual(['21 Nov 08:00S', 'Baobab Ridge', 'tradingpro', '99.00USD', 'Succeeded'])
  expect(cells(lost)).toEqual(['21 Nov 08:00S', 'Nobody', '–', '12.00USD', 'UnmatchedIt names no customer.'])
})

test('a status narrows the list, in the address too', async () => {
  const user = userEvent.setup()
  const { asked } = show([])
  await screen.findByText('No payments yet')
  await user.click(screen.getByRole('radio', { name: 'Unmatched 0' }))
  await screen.findByText('Nothing is unmatched')
  expect(asked.at(-1)).toMatchObject({ status: 'unmatched', product: null, company: null })
  expect(window.location.search).toContain('filter=unmatched')
})

test('one in hand shows all of it, and what would settle one that matches nothing', async () => {
  const user = userEvent.setup()
  show([LOST])
  await user.click(await screen.findByText('Nobody'))
  const details = within(await screen.findByRole('complementary'))
  expect(details.getByText('pi_2')).toBeTruthy()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull())
})

test('from a payment its company is opened', async () => {
  const user = userEvent.setup()
  const { router } = show([PAID])
  await user.click(await screen.findByText('Baobab Ridge'))
  await user.click(await screen.findByRole('button', { name: 'Open company' }))
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_1' })
})
