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

const HOUR = 3_600_000
const ASKED = makePayment(1, { provider: 'mpesa', ref: 'invoice-7', amount: 150_000, currency: 'KES', status: 'pending' })
const EXPECTED = { at: toInstant(NOW - 3 * HOUR), withdrawnAt: null, reference: null, phone: null }

async function open(more: Parameters<typeof showPayments>[1] = {}, query?: string) {
  const user = userEvent.setup()
  const shown = showPayments(query, {
    list: async () => ({ items: [ASKED], next: null }),
    candidates: () => makeSaid(ASKED, { expected: EXPECTED }),
    ...more,
  })
  await user.click((await screen.findAllByText('Company 1'))[0] as HTMLElement)
  return { ...shown, user, details: within(await screen.findByRole('complementary')) }
}

test('an expected payment says since when, and is withdrawn in a dialog with a reason', async () => {
  const { user, details, inputsOf } = await open()
  expect(await details.findByText('Expected')).toBeTruthy()
  expect(details.getByText('21 Nov 05:00')).toBeTruthy()
  await user.click(details.getByRole('button', { name: 'Withdraw…' }))
  expect(screen.getByRole('heading', { name: /^Expect .*1,500.00.* of Company 1 no more$/ })).toBeTruthy()
  await user.type(screen.getByLabelText('Because'), ' They cancelled ')
  await user.click(screen.getByRole('button', { name: 'Withdraw' }))
  await waitFor(() => expect(screen.queryByRole('heading', { name: /no more$/ })).toBeNull())
  expect(inputsOf('withdraw')).toEqual([{ provider: 'mpesa', ref: 'invoice-7', reason: 'They cancelled' }])
})

test('what has no name yet is told apart by the account and the phone that were agreed', async () => {
  const { details } = await open({
    candidates: () => makeSaid(ASKED, { expected: { ...EXPECTED, reference: 'SHOP9', phone: '254712345678' } }),
  })
  expect(await details.findByText('SHOP9')).toBeTruthy()
  expect(details.getByText('254712345678')).toBeTruthy()
})

test('a withdrawn payment tells its times in their order', async () => {
  const gone = { ...ASKED, status: 'canceled' as const, seenAt: toInstant(NOW - 3 * HOUR), at: toInstant(NOW - HOUR) }
  const { details } = await open({ list: async () => ({ items: [gone], next: null }), candidates: () => makeSaid(gone) })
  const names = (await details.findAllByRole('term')).map((each) => each.textContent)
  expect(names.slice(-2)).toEqual(['First seen', 'Canceled'])
})

test('what the engine refuses is said in the dialog, which keeps what was typed', async () => {
  const { user, details } = await open({
    withdraw: () => {
      throw new ORPCError('REFUSED', {
        defined: true,
        message: 'Nothing is expected.',
        data: { code: 'company-missing', hint: 'Look again.' },
      })
    },
  })
  await user.click(await details.findByRole('button', { name: 'Withdraw…' }))
  await user.type(screen.getByLabelText('Because'), 'They cancelled')
  await user.click(screen.getByRole('button', { name: 'Withdraw' }))
  expect(await screen.findByText('Nothing is expected.')).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Because').value).toBe('They cancelled')
})

test.each([
  ['was withdrawn', ASKED, { ...EXPECTED, withdrawnAt: toInstant(NOW - HOUR) }, '21 Nov 07:00'],
  ['was paid', { ...ASKED, status: 'succeeded' as const }, EXPECTED, '21 Nov 05:00'],
])('what %s is not withdrawn again', async (_, payment, expected, words) => {
  const { details } = await open({
    list: async () => ({ items: [payment], next: null }),
    candidates: () => makeSaid(payment, { expected }),
  })
  expect(await details.findByText(words)).toBeTruthy()
  expect(details.queryByRole('button', { name: 'Withdraw…' })).toBeNull()
})

test('what nobody said is expected says nothing of it', async () => {
  const { details } = await open({ candidates: () => makeSaid(ASKED) })
  expect(await details.findByText('invoice-7')).toBeTruthy()
  expect(details.queryByText('Expected')).toBeNull()
})
