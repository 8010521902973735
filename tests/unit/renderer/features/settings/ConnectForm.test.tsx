// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { ConnectForm } from '../../../../../src-renderer/features/settings/ConnectForm.tsx'
import { CONNECTION, createFakeClient } from '../../fakeClient.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'

afterEach(cleanup)

const SECRET = 'rk_test_notARealKey4f2Q'

test('a key that was taken leaves no trace in the page', async () => {
  const user = userEvent.setup()
  const sent: string[] = []
  let dones = 0
  const client = createFakeClient({
    connect: async ({ secret }) => {
      sent.push(secret)
      return CONNECTION
    },
  })
  const { queries } = renderWithEngine(client, <ConnectForm title="Connect Stripe" mode="test" obstacle={null} onDone={() => dones++} />)
  await user.type(screen.getByLabelText('Secret or restricted key'), `${SECRET}{Enter}`)
  await waitFor(() => expect(dones).toBe(1))
  expect(sent).toEqual([SECRET])
  expect((screen.getByLabelText('Secret or restricted key') as HTMLInputElement).value).toBe('')
  const kept = [...queries.getMutationCache().getAll(), ...queries.getQueryCache().getAll()].map(({ state }) => state)
  expect(JSON.stringify([kept, { ...localStorage }, { ...sessionStorage }])).not.toContain(SECRET)
})

test('a refused key is told in place with what to do, and stays for correction', async () => {
  const user = userEvent.setup()
  const client = createFakeClient({
    connect: async () => {
      throw new ORPCError('REFUSED', {
        defined: true,
        message: 'Stripe refused the key.',
        data: { code: 'key-refused', hint: 'Copy it once more.' },
      })
    },
  })
  renderWithEngine(client, <ConnectForm title="Connect Stripe" mode="test" obstacle={null} onDone={() => {}} />)
  const input = screen.getByLabelText<HTMLInputElement>('Secret or restricted key')
  expect(input.type).toBe('password')
  await user.type(input, `${SECRET}{Enter}`)
  expect((await screen.findByRole('alert')).textContent).toContain('Stripe refused the key. Copy it once more.')
  expect(input.value).toBe(SECRET)
})

test('a form that may not connect says why and sends nothing', async () => {
  const user = userEvent.setup()
  let calls = 0
  const client = createFakeClient({
    connect: async () => {
      calls++
      return CONNECTION
    },
  })
  renderWithEngine(
    client,
    <ConnectForm title="Connect Stripe" mode="test" obstacle="Another Tierdesk holds this workspace" onDone={() => {}} />,
  )
  await user.type(screen.getByLabelText('Secret or restricted key'), `${SECRET}{Enter}`)
  expect(screen.getByRole('button', { name: 'Connect' }).title).toBe('Another Tierdesk holds this workspace')
  expect(calls).toBe(0)
})
