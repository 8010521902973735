// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { CompanyScreen } from '../../../../../src-renderer/features/company/CompanyScreen.tsx'
import type { EngineClient } from '../../../../../src-renderer/lib/engine.ts'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { createFakeClient, makeCompany, NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'

const DAY_MS = 86_400_000
const LATER = toInstant(NOW + 20 * DAY_MS)

beforeAll(giveLayout)
afterEach(cleanup)

const ROW = makeCompany(1, {
  name: 'Baobab Ridge',
  subscriptions: [{ product: 'trading', plan: 'pro', subscribedPlan: 'pro', status: 'active', until: LATER }],
  hours: { product: 'trading', available: 465 },
  mrr: [{ currency: 'USD', amount: 9_900 }],
})

const ENTITLEMENT = {
  company: 'co_1',
  product: 'trading',
  plan: 'pro',
  subscribedPlan: 'pro',
  status: 'active',
  period: { start: NOW, end: LATER },
  endsAt: null,
  cancelAtPeriodEnd: false,
  limits: { positions: 50 },
  features: {},
  usage: {},
  notes: ['collection paused'],
  doubles: [],
  why: [{ at: NOW, rule: 'renew', fact: { provider: 'stripe', type: 'invoice', ref: 'in_77' }, text: 'Renewed: counters at 0.' }],
}

const METRIC = {
  metric: 'positions',
  kind: 'stock',
  used: 51,
  limit: 50,
  remaining: 0,
  level: 'blocked',
  asOf: NOW,
  window: null,
  parts: [],
  missingParts: [],
  projection: null,
  trend: [{ day: '2026-11-20', quantity: 40 }],
}

const HOURS = {
  company: 'co_1',
  product: 'trading',
  window: { start: NOW, end: LATER },
  included: 480,
  used: 15,
  left: 465,
  rollover: { left: 0, cap: 240 },
  packs: [{ ref: 'P1', minutes: 300, left: 40, expiresAt: LATER, state: 'lapsed' }],
  available: 465,
  overage: 90,
  ledger: [],
}

/** What each command was sent with. */
function show(more: { get?: () => Promise<never>; query?: string; log?: () => Promise<never> } = {}) {
  const sent: Record<string, unknown[]> = { log: [], note: [], usage: [] }
  const base = createFakeClient({ list: async () => ({ items: [ROW], next: null }) })
  const client = {
    ...base,
    companies: { ...base.companies, ...(more.get && { get: more.get }) },
    entitlements: { get: async () => ENTITLEMENT },
    usage: {
      against: async () => ({ company: 'co_1', asOf: NOW, products: [{ product: 'trading', metrics: [METRIC] }] }),
      record: async (input: unknown) => {
        sent['usage']?.push(input)
        return { accepted: 1, duplicate: 0, rejected: [] }
      },
    },
    hours: {
      get: async () => HOURS,
      log: async (input: unknown) => {
        if (more.log) return more.log()
        sent['log']?.push(input)
        return {}
      },
    },
    payments: {
      list: async () => ({
        items: [
          {
            provider: 'stripe',
            ref: 'in_77',
            company: 'co_1',
            companyName: 'Baobab Ridge',
            product: 'trading',
            plan: 'pro',
            amount: 9_900,
            currency: 'USD',
            status: 'failed',
            at: NOW,
            seenAt: NOW,
            reason: 'Your card has expired.',
          },
        ],
        next: null,
      }),
      count: async () => ({ total: 12 }),
    },
    notes: {
      list: async () => ({ items: [{ key: 'n', company: 'co_1', at: NOW, text: 'Call them on Monday', source: 'staff' }] }),
      add: async (input: unknown) => {
        sent['note']?.push(input)
        return {}
      },
    },
  } as unknown as EngineClient
  return { ...renderWithEngine(client, <CompanyScreen />, more.query ?? '?screen=company&company=co_1'), sent }
}

test('what a company is on, uses, has left and paid stands on one page', async () => {
  show()
  expect(await screen.findByRole('heading', { name: 'Baobab Ridge' })).toBeTruthy()
  const subscriptions = within(await screen.findByRole('region', { name: 'Subscriptions' }))
  expect(await subscriptions.findByText('Active')).toBeTruthy()
  expect(subscriptions.getByText('collection paused')).toBeTruthy()
  const usage = within(screen.getByRole('region', { name: 'Usage against limits' }))
  expect(await usage.findByText('51')).toBeTruthy()
  expect(usage.getByText('Over +1')).toBeTruthy()
  const hours = within(screen.getByRole('region', { name: 'Hours' }))
  expect((await hours.findByText('available')).textContent ?? '').toContain('7h 45m')
  expect(hours.getByRole('row', { name: /Overage/ }).textContent).toBe('Overage1h 30m')
  expect(hours.getByText(/lapsed with a rest/)).toBeTruthy()
  const payments = within(screen.getByRole('region', { name: 'Payments' }))
  expect(await payments.findByText('99.00')).toBeTruthy()
  expect(payments.getByTitle('Your card has expired.').textContent).toBe('Failed')
  expect(await screen.findByText('the last 8 of 12')).toBeTruthy()
  expect(await screen.findByText('Call them on Monday')).toBeTruthy()
})

test('why a plan is what it is: the rule, and the fact behind it', async () => {
  show()
  await screen.findByRole('button', { name: 'Why trading?' })
  const popover = document.querySelector<HTMLElement>('[popover][aria-label="Why trading?"]')
  if (!popover) throw new Error('nothing pops up')
  // jsdom pops nothing up by itself.
  fireEvent(popover, Object.assign(new Event('toggle'), { newState: 'open' }))
  expect(await within(popover).findByText('It is on pro: active.')).toBeTruthy()
  expect(within(popover).getByText('Renewed: counters at 0.')).toBeTruthy()
  expect(within(popover).getByText('renew')).toBeTruthy()
  expect(within(popover).getByText('in_77')).toBeTruthy()
})

test('hours are logged once they say how long and what for', async () => {
  const user = userEvent.setup()
  const { sent } = show()
  await user.click(await screen.findByRole('button', { name: 'Log hours' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Log hours' }))
  const send = dialog.getByRole('button', { name: 'Log hours' })
  expect(send.getAttribute('title')).toBe('Say how long, such as 1h 30m')
  await user.type(dialog.getByLabelText('How long'), '1h 30m')
  await user.type(dialog.getByLabelText('What was done'), 'Printer')
  await user.click(send)
  await waitFor(() => expect(sent['log']).toHaveLength(1))
  expect(sent['log']?.[0]).toMatchObject({ company: 'co_1', product: 'trading', minutes: 90, note: 'Printer', at: NOW })
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Log hours' })).toBeNull())
})

test('N writes a note, and nothing is written while the past is shown', async () => {
  const user = userEvent.setup()
  const { sent, unmount } = show()
  await screen.findByRole('heading', { name: 'Baobab Ridge' })
  await user.keyboard('n')
  await user.type(await screen.findByLabelText('Note'), 'Asked for an invoice')
  await user.click(screen.getByRole('button', { name: 'Keep the note' }))
  await waitFor(() => expect(sent['note']).toEqual([{ company: 'co_1', text: 'Asked for an invoice' }]))
  unmount()
  show({ query: '?screen=company&company=co_1&at=2026-11-01T00:00:00Z' })
  const note = await screen.findByRole('button', { name: /Note/ })
  expect(note.getAttribute('aria-disabled')).toBe('true')
  expect(note.getAttribute('title')).toBe('You see the past: go back to now to write something down')
})

test('a company that nobody knows is said in words, with a way back', async () => {
  const user = userEvent.setup()
  const { router } = show({ get: () => Promise.reject(new Error('gone')) })
  await user.click(await screen.findByRole('button', { name: 'Companies' }))
  expect(router.getState().screen).toBe('companies')
})
