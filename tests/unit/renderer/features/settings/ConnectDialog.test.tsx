// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { ConnectDialog } from '../../../../../src-renderer/features/settings/ConnectDialog.tsx'
import type { ProviderName } from '../../../../../src-shared/model/provider.ts'
import { CONNECTION, createFakeClient } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const SECRET = 'rk_test_notARealKey4f2Q'

function show(provider: ProviderName, more: { isReplacing?: boolean; obstacle?: string; refuse?: () => Error } = {}) {
  const sent: unknown[] = []
  let closes = 0
  const client = createFakeClient({
    connect: async (input) => {
      sent.push(input)
      if (more.refuse) throw more.refuse()
      return CONNECTION
    },
  })
  const shown = renderWithEngine(
    client,
    <ConnectDialog
      provider={provider}
      isReplacing={more.isReplacing ?? false}
      mode="test"
      obstacle={more.obstacle ?? null}
      onClose={() => closes++}
    />,
  )
  return { ...shown, sent, closes: () => closes, user: userEvent.setup() }
}

const input = (label: string) => screen.getByLabelText<HTMLInputElement>(label)

test('a key that was taken leaves no trace in the page', async () => {
  const { user, sent, closes, queries } = show('stripe')
  expect(document.activeElement).toBe(input('Secret or restricted key'))
  await user.keyboard(`${SECRET}{Enter}`)
  await waitFor(() => expect(closes()).toBe(1))
  expect(sent).toEqual([{ provider: 'stripe', secret: SECRET }])
  expect(input('Secret or restricted key').value).toBe('')
  const kept = [...queries.getMutationCache().getAll(), ...queries.getQueryCache().getAll()].map(({ state }) => state)
  expect(JSON.stringify([kept, { ...localStorage }, { ...sessionStorage }])).not.toContain(SECRET)
})

test('a refused key is told in place with what to do, and stays for correction', async () => {
  const { user, closes } = show('paystack', {
    refuse: () =>
      new ORPCError('REFUSED', {
        defined: true,
        message: 'Paystack refused the key.',
        data: { code: 'key-refused', hint: 'Copy it once more.' },
      }),
  })
  expect(screen.getByRole('heading', { name: 'Connect Paystack' })).toBeTruthy()
  expect(input('Secret key').type).toBe('password')
  await user.type(input('Secret key'), 'sk_test_90ad{Enter}')
  expect((await screen.findByRole('alert')).textContent).toBe('Paystack refused the key. Copy it once more.')
  expect(input('Secret key').value).toBe('sk_test_90ad')
  expect(closes()).toBe(0)
})

test('without a key nothing is sent, and where it is found is said', async () => {
  const { user, sent } = show('paystack')
  await user.click(screen.getByRole('button', { name: 'Connect' }))
  expect(
    await screen.findByText('There is no key yet. Paste it from the Paystack dashboard, under Settings, API Keys and Webhooks'),
  ).toBeTruthy()
  expect(sent).toEqual([])
})

test('a dialog that may not connect says why and sends nothing', async () => {
  const { user, sent } = show('stripe', { obstacle: 'Another Tierdesk holds this workspace' })
  await user.type(input('Secret or restricted key'), `${SECRET}{Enter}`)
  expect(screen.getByRole('button', { name: 'Connect' }).title).toBe('Another Tierdesk holds this workspace')
  expect(sent).toEqual([])
})

test('M-Pesa is connected by its app and its short code, and says what is out of reach', async () => {
  const { user, sent, closes } = show('mpesa')
  expect(screen.getByText(/^Some results M-Pesa tells only by calling an address on the internet/)).toBeTruthy()
  expect(['Consumer key', 'Consumer secret', 'Passkey, if you have one'].map((label) => input(label).type)).toEqual([
    'password',
    'password',
    'password',
  ])
  await user.type(input('Consumer key'), 'ck-1234')
  await user.type(input('Consumer secret'), 'cs-5678')
  await user.type(input('Short code'), ' 4007120 ')
  await user.keyboard('{Enter}')
  await waitFor(() => expect(closes()).toBe(1))
  expect(sent).toEqual([{ provider: 'mpesa', secret: 'ck-1234:cs-5678', settings: { shortCode: '4007120' } }])
  expect(input('Consumer secret').value).toBe('')
})

test('with a till and a passkey, both go along', async () => {
  const { user, sent } = show('mpesa')
  await user.type(input('Consumer key'), 'ck-1234')
  await user.type(input('Consumer secret'), 'cs-5678')
  await user.type(input('Short code'), '600123')
  await user.type(input('Till number'), '511999')
  await user.type(input('Passkey, if you have one'), 'pk-9999')
  await user.click(screen.getByRole('button', { name: 'Connect' }))
  await waitFor(() =>
    expect(sent).toEqual([{ provider: 'mpesa', secret: 'ck-1234:cs-5678:pk-9999', settings: { shortCode: '600123', till: '511999' } }]),
  )
})

test('what is missing or wrong of M-Pesa is said at its field, and nothing is sent', async () => {
  const { user, sent } = show('mpesa')
  await user.type(input('Short code'), '12')
  await user.type(input('Till number'), '12a')
  await user.click(screen.getByRole('button', { name: 'Connect' }))
  expect(await screen.findAllByText('It is missing')).toHaveLength(2)
  expect(screen.getByText('A short code has 5 to 7 digits')).toBeTruthy()
  expect(screen.getByText('A till number has 5 to 7 digits')).toBeTruthy()
  expect(sent).toEqual([])
})

test('a new key of M-Pesa leaves the numbers as they were', async () => {
  const { user, sent } = show('mpesa', { isReplacing: true })
  expect(screen.getByRole('heading', { name: 'Replace the M-Pesa key' })).toBeTruthy()
  await user.type(input('Consumer key'), 'ck-1234')
  await user.type(input('Consumer secret'), 'cs-5678{Enter}')
  await waitFor(() => expect(sent).toEqual([{ provider: 'mpesa', secret: 'ck-1234:cs-5678', settings: null }]))
})
