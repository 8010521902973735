// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { CatalogEntry } from '../../../../../src-shared/contract/catalogs.ts'
import type { ProviderName } from '../../../../../src-shared/model/provider.ts'
import { CONNECTION } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { COMPANY } from './makeAnswers.ts'
import { AT, showCompany } from './showCompany.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const IMAGES: CatalogEntry = {
  ...{ product: 'image-quota', name: 'Image quota', version: 1, from: null, plans: ['pro', 'premium'] },
  content: {
    plans: {
      pro: { name: 'Pro', tier: 1, prices: [{ amount: 150_000, currency: 'KES', interval: 'once' }] },
      premium: { name: 'Premium', tier: 2, prices: [{ amount: 500_000, currency: 'KES', interval: 'once' }] },
    },
  },
}
const ESTATES: CatalogEntry = {
  ...{ product: 'estate-management', name: 'Estate management', version: 1, from: null, plans: ['starter'] },
  content: { plans: { starter: { name: 'Starter', tier: 1, prices: [{ amount: 2_500_000, currency: 'NGN', interval: 'month' }] } } },
}
const SUBSCRIBED = {
  ...COMPANY,
  subscriptions: [{ product: 'image-quota', plan: 'free', subscribedPlan: 'pro', status: 'expired' as const, until: null }],
}

async function open(providers: ProviderName[], answers: Parameters<typeof showCompany>[0] = {}) {
  const user = userEvent.setup()
  const shown = showCompany(
    {
      'catalogs.list': () => ({ items: [IMAGES, ESTATES] }),
      'companies.get': () => SUBSCRIBED,
      'payments.expect': () => ({}),
      ...answers,
    },
    AT,
    { connections: providers.map((provider) => ({ ...CONNECTION, provider })) },
  )
  const payments = within(await screen.findByRole('region', { name: 'Payments' }))
  const button = payments.getByRole('button', { name: 'Expect a payment' })
  await waitFor(() => expect(button.title).not.toBe('The connections are not there yet'))
  await user.click(button)
  return { ...shown, user, payments, button }
}

const select = (label: string) => screen.getByLabelText<HTMLSelectElement>(label)
const input = (label: string) => screen.getByLabelText<HTMLInputElement>(label)

test('what it is on is what it is expected to pay, at its price; a reference and a phone tell it from others', async () => {
  const { user, inputsOf, payments } = await open(['stripe', 'mpesa', 'paystack'])
  expect([...select('By').options].map(({ textContent }) => textContent)).toEqual(['M-Pesa', 'Paystack', 'Stripe'])
  expect([...select('For').options].map(({ textContent }) => textContent)).toEqual([
    'Choose what is paid for',
    'Pro: KES\u00a01,500.00 once',
    'Premium: KES\u00a05,000.00 once',
  ])
  expect(input('Amount').value).toBe('1500.00')
  expect(input('Reference').placeholder).toBe('BBRDG7')
  await user.type(input('Phone'), '0712 048 113')
  await user.click(screen.getByRole('button', { name: 'Expect KES\u00a01,500.00' }))
  expect(await payments.findByText('KES 1,500.00 by M-Pesa is expected, for Image quota: Pro')).toBeTruthy()
  expect(inputsOf('payments.expect')).toEqual([
    {
      ...{ company: 'co_1', provider: 'mpesa', offer: { product: 'image-quota', plan: 'pro', interval: 'once' } },
      ...{ amount: 150_000, currency: 'KES', ref: null, reference: null, phone: '0712 048 113' },
      key: expect.stringMatching(/^expected_/),
    },
  ])
})

test('another provider has other prices and a reference of its own', async () => {
  const { user, inputsOf } = await open(['mpesa', 'paystack'])
  await user.selectOptions(select('By'), 'paystack')
  await user.selectOptions(select('For'), 'estate-management starter month NGN')
  expect(input('Amount').value).toBe('25000.00')
  await user.type(input('Paystack reference'), 'SUB-STARTER-1')
  await user.clear(input('Amount'))
  await user.type(input('Amount'), '20,000')
  expect(screen.getByText('Agreed on instead of the price, ₦25,000.00')).toBeTruthy()
  await user.keyboard('{Enter}')
  await waitFor(() =>
    expect(inputsOf('payments.expect')).toMatchObject([
      { provider: 'paystack', amount: 2_000_000, currency: 'NGN', ref: 'SUB-STARTER-1', reference: null, phone: null },
    ]),
  )
})

test('what is missing is said at its field, and nothing is sent', async () => {
  const { user, inputsOf } = await open(['mpesa'])
  await user.clear(input('Amount'))
  await user.click(screen.getByRole('button', { name: 'Expect it' }))
  expect(screen.getByText('Give an amount such as 1500.00')).toBeTruthy()
  await user.selectOptions(select('For'), '')
  expect(screen.getByText('Choose what is paid for', { selector: 'p *' })).toBeTruthy()
  expect(inputsOf('payments.expect')).toEqual([])
})

test('a refusal keeps what was typed, and the next try is known for the same payment', async () => {
  let tries = 0
  const { user, inputsOf } = await open(['mpesa'], {
    'payments.expect': () => {
      tries++
      if (tries > 1) return {}
      throw new ORPCError('REFUSED', {
        defined: true,
        message: 'That is no Kenyan mobile number. Nothing was recorded.',
        data: { code: 'usage', hint: 'Write it as 0712 345 678.' },
      })
    },
  })
  await user.type(input('Phone'), '12{Enter}')
  expect((await screen.findByRole('alert')).textContent).toBe(
    'That is no Kenyan mobile number. Nothing was recorded. Write it as 0712 345 678.',
  )
  await user.clear(input('Phone'))
  await user.type(input('Phone'), '0712048113{Enter}')
  await waitFor(() => expect(inputsOf('payments.expect')).toHaveLength(2))
  const [first, second] = inputsOf('payments.expect')
  expect(first?.['key']).toBe(second?.['key'])
})

test('without a provider nothing is expected, and the reason is said', async () => {
  const { button } = await open([])
  expect(button.title).toBe('No provider is connected that could collect it')
  expect(screen.queryByLabelText('Amount')).toBeNull()
})

test('a company with a customer at Paystack has an account there to pay into: that comes first', async () => {
  const links = [{ provider: 'paystack' as const, ref: 'CUS_1', deletedAt: null }]
  await open(['mpesa', 'paystack'], { 'companies.get': () => ({ ...SUBSCRIBED, links }) })
  expect([...select('By').options].map(({ textContent }) => textContent)).toEqual(['Paystack', 'M-Pesa'])
})
