// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { ActionRequest } from '../../../../../src-renderer/actions/actionDraft.ts'
import { PaymentActions } from '../../../../../src-renderer/features/payments/PaymentActions.tsx'
import type { ActionTarget } from '../../../../../src-shared/contract/actions.ts'
import type { PaymentItem } from '../../../../../src-shared/contract/payments.ts'
import { createFakeClient } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'
import { makePayment } from './showPayments.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const OTHER: ActionTarget = {
  ...{ kind: 'payment', provider: 'stripe', ref: 'in_other', label: 'Another', product: null },
  offers: [{ kind: 'payment.refund', obstacle: null }],
}

async function show(payment: PaymentItem, targets: ActionTarget[]) {
  const asked: ActionRequest[] = []
  const client = createFakeClient({ actions: { offers: async () => ({ company: 'co_1', targets }) } })
  const { router } = renderWithEngine(client, <PaymentActions payment={payment} company="co_1" onAsk={(each) => asked.push(each)} />)
  const part = within(await screen.findByRole('heading', { name: 'Actions' }).then((head) => head.parentElement as HTMLElement))
  return { part, asked, router, user: userEvent.setup() }
}

test('a payment is given back from where it stands, and money is asked for anew where that can be had', async () => {
  const target: ActionTarget = { ...OTHER, ref: 'in_1', label: 'Director · in_1' }
  const customer: ActionTarget = {
    ...{ kind: 'customer', provider: 'stripe', ref: 'cus_1', label: 'Company 1 at Stripe', product: null },
    offers: [
      { kind: 'link.checkout', obstacle: null },
      { kind: 'link.payment', obstacle: 'Stripe has no payment links.' },
    ],
  }
  const { part, asked, user, router } = await show(makePayment(1), [OTHER, target, customer])
  expect(await part.findByRole('button', { name: 'Checkout link…' })).toBeTruthy()
  expect(part.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Refund…', 'Checkout link…', 'All actions'])
  await user.click(part.getByRole('button', { name: 'Refund…' }))
  expect(asked).toEqual([
    {
      company: { id: 'co_1', name: 'Company 1' },
      label: 'Director · in_1',
      draft: { kind: 'payment.refund', provider: 'stripe', ref: 'in_1', product: null },
    },
  ])
  await user.click(part.getByRole('button', { name: 'All actions' }))
  expect(router.getState()).toMatchObject({ screen: 'company', company: 'co_1', filter: 'actions' })
})

test('what cannot be done to it is disabled, with the reason in words', async () => {
  const obstacle = 'M-Pesa gives nothing back by itself.'
  const target: ActionTarget = { ...OTHER, ref: 'in_1', offers: [{ kind: 'payment.refund', obstacle }] }
  const { part, asked, user } = await show(makePayment(1), [target])
  expect(await part.findByText(`Refund: ${obstacle}`)).toBeTruthy()
  await user.click(part.getByRole('button', { name: 'Refund…' }))
  expect(asked).toEqual([])
})

test.each([
  ['succeeded', ['Refund…', 'All actions']],
  ['failed', ['All actions']],
] as const)('an older payment that nobody tells of is given back where it was made: %s', async (status, names) => {
  const { part } = await show(makePayment(1, { status }), [])
  expect(part.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(names)
})
