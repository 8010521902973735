// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { ActionRequest } from '../../../../src-renderer/actions/actionDraft.ts'
import { useActing } from '../../../../src-renderer/actions/useActing.tsx'
import type { EngineClient } from '../../../../src-renderer/lib/engine.ts'
import type { ActionItem, ActionPreview } from '../../../../src-shared/contract/actions.ts'
import { CONNECTION, createFakeClient, type FakeAnswers } from '../fakeClient.ts'
import { giveDialogs } from '../features/plans/giveDialogs.ts'
import { giveLayout } from '../giveLayout.ts'
import { renderWithEngine } from '../renderWithEngine.tsx'
import { makeAction, makeDetail, makePreview, makeRefusal, money } from './makeActions.ts'

beforeAll(() => {
  giveLayout()
  giveDialogs()
})
afterEach(cleanup)

const REFUND: ActionRequest = {
  company: { id: 'co_1', name: 'Baobab Ridge' },
  label: 'in_1',
  draft: { kind: 'payment.refund', provider: 'stripe', ref: 'in_1' },
}

type Queued = Parameters<EngineClient['actions']['queue']>[0]

interface Answers {
  preview?: () => ActionPreview | Promise<ActionPreview>
  queue?: (asked: Queued) => Promise<ActionItem>
  get?: () => ActionItem
  more?: FakeAnswers
}

/** Opens the dialog of an action. */
async function open(answers: Answers = {}, request: ActionRequest = REFUND) {
  const previewed: unknown[] = []
  const queued: Queued[] = []
  const preview = answers.preview ?? (() => makePreview())
  const client = createFakeClient({
    connections: [CONNECTION],
    ...answers.more,
    actions: {
      preview: async (input: unknown) => {
        previewed.push(input)
        return preview()
      },
      queue: async (input: Queued) => {
        queued.push(input)
        return answers.queue ? answers.queue(input) : makeAction(1)
      },
      get: async () => makeDetail(answers.get?.() ?? makeAction(1)),
      link: async ({ id }: { id: string }) => ({ url: `https://pay.test/${id}`, why: null }),
    } as unknown as EngineClient['actions'],
  })
  function Place() {
    const { ask, dialog, said } = useActing()
    return (
      <>
        <button type="button" onClick={() => ask(request)}>
          Ask
        </button>
        {said}
        {dialog}
      </>
    )
  }
  const user = userEvent.setup()
  renderWithEngine(client, <Place />)
  await user.click(screen.getByRole('button', { name: 'Ask' }))
  return { user, previewed, queued, dialog: within(await screen.findByRole('dialog')) }
}

test('the button says exactly what it does, once what it would do is known', async () => {
  const { dialog, previewed } = await open()
  expect(await dialog.findByRole('button', { name: 'Queue refund of US$20.00' })).toBeTruthy()
  expect(previewed).toEqual([
    {
      company: 'co_1',
      wish: { kind: 'payment.refund', provider: 'stripe', payment: 'in_1', amount: null, cause: 'requested' },
      anew: null,
    },
  ])
  const rows = [...dialog.getByRole('table', { name: 'Before and after' }).querySelectorAll('tbody tr')]
  expect(rows.map((row) => row.textContent)).toEqual(['Left of the payment20.00USD0.00USD'])
})

test('a double click queues once, and every press of one dialog carries one id', async () => {
  let answer: (action: ActionItem) => void = () => {}
  const { dialog, queued } = await open({ queue: () => new Promise((resolve) => (answer = resolve)) })
  const button = await dialog.findByRole('button', { name: 'Queue refund of US$20.00' })
  fireEvent.click(button)
  fireEvent.click(button)
  await waitFor(() => expect(queued).toHaveLength(1))
  fireEvent.click(dialog.getByRole('button', { name: 'Queueing…' }))
  expect(queued).toHaveLength(1)
  expect(queued[0]).toMatchObject({ company: 'co_1', digest: 'digest-1', replaces: null })
  expect(queued[0]?.id).toMatch(/^[A-Za-z0-9_-]{8,60}$/)
  answer(makeAction(1))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(queued).toHaveLength(1)
})

test('after a lost answer the next press carries the same id: it is one action', async () => {
  let isLost = true
  const { user, dialog, queued } = await open({
    queue: async () => {
      if (!isLost) return makeAction(1)
      isLost = false
      throw new Error('the pipe broke')
    },
  })
  await user.click(await dialog.findByRole('button', { name: 'Queue refund of US$20.00' }))
  expect(await dialog.findByRole('alert')).toBeTruthy()
  await user.click(dialog.getByRole('button', { name: 'Queue refund of US$20.00' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(queued).toHaveLength(2)
  expect(queued[1]?.id).toBe(queued[0]?.id)
})

test('what was queued is told where it was asked for, as far as it is', async () => {
  const { user, dialog } = await open({
    get: () => makeAction(1, { state: 'confirmed', standing: 'It is done, and seen at the provider.' }),
  })
  await user.click(await dialog.findByRole('button', { name: 'Queue refund of US$20.00' }))
  const strip = await screen.findByRole('status')
  await waitFor(() => expect(strip.textContent).toContain('Done'))
  expect(strip.textContent).toContain('It is done, and seen at the provider.')
  await user.click(screen.getByRole('button', { name: 'Dismiss: Refund 1' }))
  expect(screen.queryByRole('status')).toBeNull()
})

test('a link that was made is copied where it was asked for', async () => {
  const { user, dialog } = await open({ get: () => makeAction(1, { state: 'confirmed', hasLink: true }) })
  await user.click(await dialog.findByRole('button', { name: 'Queue refund of US$20.00' }))
  await user.click(await screen.findByRole('button', { name: 'Copy address' }))
  expect(await screen.findByText('The address is copied. It is kept nowhere here.')).toBeTruthy()
  expect(await navigator.clipboard.readText()).toBe('https://pay.test/action_1')
})

test('a customer is named once, though its label names it too', async () => {
  const { dialog } = await open({}, { ...REFUND, label: `${REFUND.company.name} at Stripe` })
  expect(dialog.getByText(`${REFUND.company.name} at Stripe`)).toBeTruthy()
})

test('what is paid is said once, and what it may come to where that is more', async () => {
  const pay = (atMost: number) => () =>
    makePreview({
      kind: 'invoice.retry',
      money: { ...makePreview().money, dueNow: { amount: 9_900, currency: 'USD' }, atMost: { amount: atMost, currency: 'USD' } },
    })
  const same = await open({ preview: pay(9_900) })
  expect((await same.dialog.findByLabelText('Money')).textContent).toBe('To pay now99.00USD')
  cleanup()
  const more = await open({ preview: pay(10_000) })
  expect((await more.dialog.findByLabelText('Money')).textContent).toBe('To pay now99.00USDAbove this you are asked again100.00USD')
})

test('lines that come to the next invoice stand above it, and not above what is paid now', async () => {
  const dollars = (amount: number) => ({ amount, currency: 'USD' })
  const money = {
    ...{ ...makePreview().money, dueNow: dollars(0), dueNext: dollars(7_401) },
    lines: [
      { text: 'A month', amount: dollars(9_900) },
      { text: 'Unused time', amount: dollars(-2_499) },
    ],
  }
  const { dialog } = await open({ preview: () => makePreview({ kind: 'subscription.change', money }) })
  const names = [...(await dialog.findByLabelText('Money')).querySelectorAll('dt')].map(({ textContent }) => textContent)
  expect(names).toEqual(['To pay now', 'A month', 'Unused time', 'Next invoice'])
})

test('what cannot be done says why and what to do, and cannot be queued', async () => {
  const refusal = { reason: 'All of it went back already.', hint: 'There is nothing left to refund.' }
  const { user, dialog, queued } = await open({
    preview: () => makePreview({ refusal, money: { ...makePreview().money, isMoved: false } }),
  })
  expect((await dialog.findByRole('alert')).textContent).toBe('All of it went back already. There is nothing left to refund.')
  const button = dialog.getByRole('button', { name: /^Queue/ })
  expect(button.title).toBe('All of it went back already.')
  await user.click(button)
  expect(queued).toEqual([])
})

test('a key that may not do it is named, with what to do', async () => {
  const { dialog } = await open({ preview: () => makePreview({ permission: 'no' }) })
  expect(await dialog.findByText('The key of Stripe may not change refunds. Put a key in its place that may, in Settings.')).toBeTruthy()
  expect(dialog.getByRole('button', { name: /^Queue/ }).getAttribute('aria-disabled')).toBe('true')
})

test('without the line the button says when it is sent', async () => {
  const connections = [{ ...CONNECTION, state: 'unreachable' as const }]
  const { dialog } = await open({
    preview: () => makePreview({ money: { ...makePreview().money, dueNow: null, source: 'later' } }),
    more: { connections },
  })
  expect(await dialog.findByRole('button', { name: 'Queue; it is sent when the line is back' })).toBeTruthy()
  expect(dialog.getByText('What Stripe takes is not known yet. It will be previewed before sending.')).toBeTruthy()
})

test('what moves much says that it waits for a second confirmation', async () => {
  const { dialog } = await open({ preview: () => makePreview({ needs: { reason: false, acknowledgement: false, approval: true } }) })
  expect(await dialog.findByRole('button', { name: 'Queue US$20.00, to be confirmed' })).toBeTruthy()
  expect(dialog.getByText(/waits in the outbox until it is confirmed once more/)).toBeTruthy()
})

test('a reason and the word that the loss is understood are asked for before it can be queued', async () => {
  const needs = { reason: true, acknowledgement: true, approval: false }
  const { user, dialog, queued } = await open({ preview: () => makePreview({ needs, lost: ['Own domain'] }) })
  const button = await dialog.findByRole('button', { name: 'Queue refund of US$20.00' })
  expect(button.title).toBe('Write the reason first')
  await user.type(dialog.getByLabelText('Reason, kept in the audit log'), ' Charged twice ')
  expect(button.title).toBe('Say first that you understand what is lost')
  await user.click(dialog.getByRole('checkbox', { name: 'I understand what is lost' }))
  await user.click(button)
  await waitFor(() => expect(queued).toHaveLength(1))
  expect(queued[0]).toMatchObject({ reason: 'Charged twice', isAcknowledged: true })
})

test('where the world changed, nothing is queued: what changed and the new preview are shown, and the next press decides on that', async () => {
  const later = makePreview({
    digest: 'digest-2',
    saw: [{ name: 'left', label: 'Left of it', value: money(1_500) }],
    money: { ...makePreview().money, dueNow: { amount: -1_500, currency: 'USD' } },
  })
  const previews = [makePreview(), later]
  const { user, dialog, queued } = await open({
    preview: () => previews.shift() ?? later,
    queue: async ({ digest }) => {
      if (digest === 'digest-2') return makeAction(1)
      throw makeRefusal('action-stale', 'Meanwhile it is another: left of it. Nothing was queued.', 'Look at it again, and decide then.')
    },
  })
  await user.click(await dialog.findByRole('button', { name: 'Queue refund of US$20.00' }))
  const notice = await dialog.findByRole('alert')
  expect(notice.textContent).toContain('It changed since you read it. Nothing was queued.')
  const row = within(notice).getByRole('table', { name: 'Both sides' }).querySelector('tbody tr')
  expect([...(row?.querySelectorAll('th, td') ?? [])].map((cell) => cell.textContent)).toEqual([
    'Left of it',
    '20.00USD',
    '15.00USD',
    'changed',
  ])
  await user.click(await dialog.findByRole('button', { name: 'Queue refund of US$15.00' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(queued.map(({ digest }) => digest)).toEqual(['digest-1', 'digest-2'])
})

test('a refusal by the engine keeps what was typed, and says what to do', async () => {
  const { user, dialog } = await open({
    queue: async () => {
      throw makeRefusal('action-refused', 'It was not confirmed. Nothing was queued.', 'Decide anew if it is to be done.')
    },
  })
  const reason = await dialog.findByLabelText('Reason, kept in the audit log')
  await user.type(reason, 'Charged twice')
  await user.click(dialog.getByRole('button', { name: 'Queue refund of US$20.00' }))
  expect((await dialog.findByRole('alert')).textContent).toBe('It was not confirmed. Nothing was queued. Decide anew if it is to be done.')
  expect((reason as HTMLInputElement).value).toBe('Charged twice')
})

test('a part of a payment is typed in its currency, and previewed before it can be queued', async () => {
  const { user, dialog, previewed } = await open()
  const amount = await dialog.findByLabelText('Amount in USD')
  await user.type(amount, '12.5')
  await waitFor(() => expect(previewed).toHaveLength(2))
  expect(previewed[1]).toMatchObject({ wish: { amount: 1_250 } })
  await user.clear(amount)
  await user.type(amount, '1.234')
  await user.click(dialog.getByRole('button', { name: /^Queue/ }))
  expect(await dialog.findByText('Give an amount such as 20.00')).toBeTruthy()
})

test('a change of plan shows what is over, the steps that can be copied, and what is gained and lost', async () => {
  const check = {
    ...{ verdict: 'blocked' as const, possibleAt: null, steps: ['Estates: archive 125 (150 → 25)'] },
    exceeds: [{ metric: 'estates', kind: 'stock' as const, used: 150, limit: 25, overage: 125 }],
  }
  const { dialog } = await open(
    {
      preview: () =>
        makePreview({
          ...{
            kind: 'subscription.change',
            title: 'Change Enterprise to Starter now',
            check,
            gained: ['Lower price'],
            lost: ['Own domain'],
          },
          refusal: { reason: 'The downgrade is blocked.', hint: 'Stay on the plan.' },
        }),
    },
    {
      ...REFUND,
      draft: {
        ...{ kind: 'subscription.change', provider: 'stripe', ref: 'sub_1', product: 'estates', when: 'now' },
        offer: { product: 'estates', plan: 'starter', interval: 'month', currency: null },
      },
    },
  )
  const table = await dialog.findByRole('table', { name: 'Over starter’s limits' })
  expect([...table.querySelectorAll('tbody :is(th, td)')].map((cell) => cell.textContent)).toEqual(['estates', '150', '25', '+125'])
  expect(dialog.getByRole('button', { name: 'Copy steps' })).toBeTruthy()
  expect(dialog.getByRole('list', { name: 'Gained' }).textContent).toBe('Lower price')
  expect(dialog.getByRole('list', { name: 'Lost' }).textContent).toBe('Own domain')
})
