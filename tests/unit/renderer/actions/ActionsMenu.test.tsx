// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { ActionsMenu } from '../../../../src-renderer/actions/ActionsMenu.tsx'
import type { ActionRequest } from '../../../../src-renderer/actions/actionDraft.ts'
import type { ActionTarget } from '../../../../src-shared/contract/actions.ts'
import { createFakeClient } from '../fakeClient.ts'
import { giveDialogs } from '../features/plans/giveDialogs.ts'
import { giveLayout } from '../giveLayout.ts'
import { renderWithEngine } from '../renderWithEngine.tsx'

beforeAll(() => {
  giveLayout()
  giveDialogs()
})
afterEach(cleanup)

const TARGETS: ActionTarget[] = [
  {
    ...{ kind: 'subscription', provider: 'stripe', ref: 'sub_1', label: 'Trading Pro, active', product: 'trading' },
    offers: [
      { kind: 'subscription.resume', obstacle: 'The subscription is active, not paused.' },
      { kind: 'subscription.change', obstacle: null },
    ],
  },
  {
    ...{ kind: 'payment', provider: 'stripe', ref: 'in_1', label: 'pro · in_1', product: 'trading' },
    offers: [{ kind: 'payment.refund', obstacle: null }],
  },
]

async function open(search = '', query = '', targets = TARGETS) {
  const chosen: ActionRequest[] = []
  const client = createFakeClient({ actions: { offers: async () => ({ company: 'co_1', targets }) } })
  const user = userEvent.setup()
  const company = { id: 'co_1', name: 'Baobab Ridge' }
  renderWithEngine(
    client,
    <ActionsMenu company={company} search={search} onChoose={(each) => chosen.push(each)} onClose={() => {}} />,
    query,
  )
  const dialog = within(await screen.findByRole('dialog', { name: 'Actions for Baobab Ridge' }))
  return { user, dialog, chosen }
}

test('what cannot be had stands behind what can, disabled, with its reason in words', async () => {
  const { user, dialog, chosen } = await open()
  const own = within(await dialog.findByRole('region', { name: 'Trading Pro, active' }))
  expect(own.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Change the plan…', 'Resume…'])
  const resume = own.getByRole('button', { name: 'Resume…' })
  expect(resume.getAttribute('aria-disabled')).toBe('true')
  expect(own.getByText('The subscription is active, not paused.')).toBeTruthy()
  await user.click(resume)
  expect(chosen).toEqual([])
})

test('an offer opens with what it is done to', async () => {
  const { user, dialog, chosen } = await open()
  await user.click(await dialog.findByRole('button', { name: 'Refund…' }))
  expect(chosen).toEqual([
    {
      company: { id: 'co_1', name: 'Baobab Ridge' },
      label: 'pro · in_1',
      draft: { kind: 'payment.refund', provider: 'stripe', ref: 'in_1', product: 'trading' },
    },
  ])
})

test('it is found by its name, and reached by the arrows', async () => {
  const { user, dialog, chosen } = await open('refund')
  expect(await dialog.findByRole('button', { name: 'Refund…' })).toBeTruthy()
  expect(dialog.queryByRole('button', { name: 'Change the plan…' })).toBeNull()
  expect(document.activeElement).toBe(dialog.getByLabelText('Find an action'))
  await user.keyboard('{ArrowDown}{Enter}')
  expect(chosen.map(({ draft }) => draft.kind)).toEqual(['payment.refund'])
})

test('nothing is asked for in the past, and that is said', async () => {
  const { dialog } = await open('', '?screen=company&company=co_1&at=2026-11-01T00:00:00Z')
  const refund = await dialog.findByRole('button', { name: 'Refund…' })
  expect(refund.title).toBe('You look at the past. Go back to now to record something')
})

test('where nothing can be done, that is said', async () => {
  const { dialog } = await open('', '', [])
  expect(await dialog.findByText('Nothing can be done for it.')).toBeTruthy()
})
