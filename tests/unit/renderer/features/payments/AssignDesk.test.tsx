// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { toInstant } from '../../../../../src-shared/model/instant.ts'
import { NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { makePayment, makeSaid, showPayments } from './showPayments.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const NOBODYS = {
  company: null,
  companyName: null,
  product: null,
  plan: null,
  amount: 150_000,
  currency: 'KES',
  provider: 'mpesa',
} as const
const LOST = makePayment(1, { ...NOBODYS, ref: 'SKJ7QX1B4M', status: 'unmatched', reason: 'No company has the code BARAKA IMG.' })
const NEXT = makePayment(2, { ...NOBODYS, ref: 'SKJ8', amount: 99_900, status: 'unmatched', reason: 'It names no company.' })
const OFFER = { product: 'image-quota', plan: 'pro', interval: 'once' } as const
const SAID = makeSaid(LOST, {
  ...{ channel: 'paybill', reference: 'BARAKA IMG', payerName: 'BARAKA O.', payerPhone: '2547•••••419' },
  candidates: [
    { company: 'co_7', companyName: 'Studio Baraka', reasons: ['It has the phone that paid.', 'It has the payer’s name.'], offer: OFFER },
    { company: 'co_8', companyName: 'Baraka Motors', reasons: ['It has the payer’s name.'], offer: OFFER },
  ],
})
const THEIRS = makePayment(1, {
  ...LOST,
  company: 'co_7',
  companyName: 'Studio Baraka',
  status: 'succeeded',
  reason: null,
  ...{ product: 'image-quota', plan: 'pro' },
})
const WORD = { company: 'co_7', offer: OFFER, at: toInstant(NOW - 60_000), reason: 'They sent the receipt' }
const UNMATCHED = '?screen=payments&filter=unmatched'

const show = (more: Parameters<typeof showPayments>[1] = {}, query = UNMATCHED) =>
  showPayments(query, {
    list: async () => ({ items: [LOST, NEXT], next: null }),
    candidates: ({ ref }) => (ref === LOST.ref ? SAID : makeSaid(NEXT)),
    assign: () => ({ ...SAID, payment: THEIRS, assigned: WORD }),
    unassign: () => SAID,
    ...more,
  })

async function openFirst() {
  const user = userEvent.setup()
  await user.click((await screen.findAllByText('Nobody'))[0] as HTMLElement)
  const details = within(await screen.findByRole('complementary'))
  await details.findByText('Who could this be?')
  return { user, details }
}

const valuesOf = () =>
  new Map(
    [...document.querySelectorAll('aside dt')].map((name) => [
      name.textContent,
      name.nextElementSibling?.textContent?.replaceAll(/\s+/g, ' ').trim(),
    ]),
  )

test('a payment that matches nothing says what the payer said, why, and who it could be with every reason', async () => {
  show()
  const { details } = await openFirst()
  expect(details.getByText('No company has the code BARAKA IMG.')).toBeTruthy()
  const values = valuesOf()
  expect(['Wrote', 'Name', 'Phone', 'Paid by'].map((name) => values.get(name))).toEqual([
    'BARAKA IMG',
    'BARAKA O.',
    '2547•••••419',
    'Paybill',
  ])
  const candidates = within(details.getByRole('list', { name: 'Who it could be' }))
  expect(candidates.getAllByRole('list').map(({ children }) => [...children].map(({ textContent }) => textContent))).toEqual([
    ['It has the phone that paid.', 'It has the payer’s name.'],
    ['It has the payer’s name.'],
  ])
  expect(candidates.getAllByRole('button').map((button) => button.getAttribute('aria-label') ?? button.textContent)).toEqual([
    'Open Studio Baraka',
    'Assign to Studio Baraka',
    'Open Baraka Motors',
    'Assign to Baraka Motors',
  ])
})

test('what it was for is prefilled where one price alone is exactly that, and only prices of its currency are offered', async () => {
  show()
  const { user, details } = await openFirst()
  const choice = details.getByLabelText<HTMLSelectElement>('Plan or pack')
  expect([...choice.options].map(({ textContent }) => textContent)).toEqual([
    'As the payment itself says',
    'Pro: KES\u00a01,500.00 once',
    'Premium: KES\u00a05,000.00 once',
  ])
  expect(choice.selectedOptions[0]?.textContent).toBe('Pro: KES\u00a01,500.00 once')
  expect(details.getByText('Image quota: one price alone is exactly this.')).toBeTruthy()
  await user.selectOptions(choice, 'image-quota premium once KES')
  expect(details.getByText('Image quota: less than the price, KES 5,000.00; it stays unmatched as underpaid.')).toBeTruthy()
  await user.selectOptions(choice, 'As the payment itself says')
  expect(details.getByText('What its payer wrote says it, or it stays unmatched.')).toBeTruthy()
})

test('one press assigns it with what it was for and why; the next that waits is taken in hand, and the way back is offered', async () => {
  const { inputsOf, undoables } = show()
  const { user, details } = await openFirst()
  await user.type(details.getByLabelText('Because'), ' They sent the receipt ')
  await user.click(details.getByRole('button', { name: 'Assign to Studio Baraka' }))
  await screen.findByRole('complementary', { name: 'Details of KES\u00a0999.00' })
  const payment = { provider: 'mpesa', ref: 'SKJ7QX1B4M' }
  expect(inputsOf('assign')).toEqual([{ ...payment, company: 'co_7', offer: OFFER, reason: 'They sent the receipt' }])
  expect(undoables.map(({ title, text }) => [title, text])).toEqual([['Assigned to Studio Baraka', 'KES\u00a01,500.00 is theirs now.']])
  await undoables[0]?.undo()
  expect(inputsOf('unassign')).toEqual([{ ...payment, reason: '' }])
})

test('one that stays unmatched stays in hand and says why', async () => {
  const payment = makePayment(1, { ...THEIRS, status: 'unmatched', reason: 'Underpaid: KES 1,500.00 of KES 5,000.00.' })
  const { undoables } = show({ assign: () => ({ ...SAID, payment, assigned: WORD }) })
  const { user, details } = await openFirst()
  await user.click(details.getByRole('button', { name: 'Assign to Studio Baraka' }))
  expect(await details.findByText('Underpaid: KES 1,500.00 of KES 5,000.00.')).toBeTruthy()
  expect(undoables[0]?.text).toBe('KES\u00a01,500.00 is theirs, and still unmatched: Underpaid: KES 1,500.00 of KES 5,000.00.')
  expect(details.getByText('Assigned')).toBeTruthy()
})

test('a company that nothing proposed is found by its name', async () => {
  const { inputsOf } = show()
  const { user, details } = await openFirst()
  await user.type(details.getByRole('combobox', { name: 'Another company' }), 'Company')
  await user.click(await details.findByRole('option', { name: /Company 1/ }))
  await user.selectOptions(details.getByLabelText('Plan or pack'), 'As the payment itself says')
  await user.click(details.getByRole('button', { name: 'Assign to Company 1' }))
  await waitFor(() => expect(inputsOf('assign')).toMatchObject([{ company: 'co_1', offer: null, reason: '' }]))
})

test('an assigned payment shows by whose word, and is taken back with a way back', async () => {
  const { inputsOf, undoables } = show(
    {
      list: async () => ({ items: [THEIRS], next: null }),
      candidates: () => makeSaid(THEIRS, { assigned: WORD }),
      unassign: () => SAID,
    },
    '?screen=payments',
  )
  const user = userEvent.setup()
  await user.click(await screen.findByText('Studio Baraka'))
  const details = within(await screen.findByRole('complementary'))
  await user.click(await details.findByRole('button', { name: 'Take back' }))
  await waitFor(() => expect(undoables).toHaveLength(1))
  expect(inputsOf('unassign')).toEqual([{ provider: 'mpesa', ref: 'SKJ7QX1B4M', reason: '' }])
  expect(undoables[0]).toMatchObject({ text: 'KES\u00a01,500.00 is as the provider tells it again.' })
  await undoables[0]?.undo()
  expect(inputsOf('assign')).toMatchObject([{ company: 'co_7', offer: OFFER, reason: 'They sent the receipt' }])
})

test('the word that holds reads in full', async () => {
  show({ list: async () => ({ items: [THEIRS], next: null }), candidates: () => makeSaid(THEIRS, { assigned: WORD }) }, '?screen=payments')
  const user = userEvent.setup()
  await user.click(await screen.findByText('Studio Baraka'))
  await screen.findByText('Assigned')
  const values = valuesOf()
  expect(['By', 'Because'].map((name) => values.get(name))).toEqual(['staff, 21 Nov 07:59', 'They sent the receipt'])
})

test('a refusal is told in place, and nothing is offered to undo', async () => {
  const { undoables } = show({
    assign: () => {
      throw new ORPCError('REFUSED', {
        defined: true,
        message: 'Its payer is a customer at M-Pesa. Nothing was changed.',
        data: { code: 'usage', hint: 'Link the customer instead.' },
      })
    },
  })
  const { user, details } = await openFirst()
  await user.click(details.getByRole('button', { name: 'Assign to Baraka Motors' }))
  expect((await details.findByRole('alert')).textContent).toBe(
    'Its payer is a customer at M-Pesa. Nothing was changed. Link the customer instead.',
  )
  expect(undoables).toEqual([])
})

test('in the past nothing is assigned, and the reason is said', async () => {
  const { inputsOf } = show({}, `${UNMATCHED}&at=2026-11-20T00:00:00Z`)
  const { user, details } = await openFirst()
  const assign = details.getByRole('button', { name: 'Assign to Studio Baraka' })
  expect(assign.title).toBe('You look at the past. Go back to now to record something')
  await user.click(assign)
  expect(inputsOf('assign')).toEqual([])
})

test('where the filters hide some that wait, how many wait in all is said, and leads to them', async () => {
  const count = ({ status, product }: Record<string, unknown>) => (status === 'unmatched' && product == null ? 2 : 0)
  const { router } = show({ count }, '?screen=payments&product=trading&filter=failed')
  await userEvent.setup().click(await screen.findByRole('button', { name: '2 unmatched in all' }))
  expect(router.getState()).toMatchObject({ filter: 'unmatched', product: null, company: null })
  await waitFor(() => expect(screen.queryByRole('button', { name: /unmatched/ })).toBeNull())
})

test('where the status says it already, it is not said twice', async () => {
  show({ count: () => 2 }, '?screen=payments')
  expect(await screen.findByRole('radio', { name: 'Unmatched 2' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: /unmatched/ })).toBeNull()
})

test('assigned anew, the way back leads to what was said before', async () => {
  const earlier = { ...WORD, company: 'co_8', offer: null, reason: 'By its name' }
  const { inputsOf, undoables } = show({ candidates: () => ({ ...SAID, assigned: earlier }) })
  const { user, details } = await openFirst()
  await user.click(details.getByRole('button', { name: 'Assign to Studio Baraka' }))
  await waitFor(() => expect(undoables).toHaveLength(1))
  await undoables[0]?.undo()
  expect(inputsOf('unassign')).toEqual([])
  expect(inputsOf('assign').at(-1)).toMatchObject({ company: 'co_8', offer: null, reason: 'By its name' })
})

test('by keyboard alone: A leads from the list to the strongest candidate, Enter assigns, and the list is in hand again', async () => {
  const user = userEvent.setup()
  const { inputsOf } = show()
  await screen.findAllByText('Nobody')
  await user.keyboard('{ArrowDown} ')
  const details = within(await screen.findByRole('complementary'))
  const strongest = await details.findByRole('button', { name: 'Assign to Studio Baraka' })
  await user.keyboard('a')
  expect(document.activeElement).toBe(strongest)
  await user.keyboard('{Enter}')
  await waitFor(() => expect(inputsOf('assign')).toHaveLength(1))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('grid')))
})
