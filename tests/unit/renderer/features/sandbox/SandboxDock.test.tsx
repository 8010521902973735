// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { createSandboxView } from '../../../../../src-renderer/features/sandbox/createSandboxView.ts'
import { DemoStrip } from '../../../../../src-renderer/features/sandbox/DemoStrip.tsx'
import { SandboxButton } from '../../../../../src-renderer/features/sandbox/SandboxButton.tsx'
import { SandboxDock } from '../../../../../src-renderer/features/sandbox/SandboxDock.tsx'
import type { Happening, SandboxState } from '../../../../../src-shared/contract/sandbox.ts'
import { createFakeClient, type FakeAnswers, makeCompany, NOW } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { renderWithEngine } from '../../renderWithEngine.tsx'
import { HAPPENED, makeSandbox, STATE } from './makeSandbox.ts'

beforeAll(giveLayout)
afterEach(() => {
  cleanup()
  sessionStorage.clear()
})

const COMPANIES = [makeCompany(1), makeCompany(2), makeCompany(3)]

interface Shown extends FakeAnswers {
  state?: SandboxState
  openCompanyId?: string | null
  answer?: () => Promise<Happening>
}

function show({ state = STATE, openCompanyId = null, answer, ...answers }: Shown = {}) {
  const made = makeSandbox(state, answer)
  const searches: unknown[] = []
  const client = createFakeClient({
    sandbox: made.sandbox,
    list: async (input) => {
      searches.push(input)
      return { items: COMPANIES.filter(({ name }) => name.includes(input.search ?? '')), next: null }
    },
    ...answers,
  })
  const view = createSandboxView(sessionStorage)
  const drawn = renderWithEngine(
    client,
    <>
      <DemoStrip view={view} />
      <SandboxButton view={view} />
      <SandboxDock view={view} openCompanyId={openCompanyId} />
    </>,
  )
  return { ...drawn, ...made, searches, user: userEvent.setup() }
}

/** Shows it with the panel open. */
async function open(shown: Shown = {}) {
  const made = show(shown)
  await made.user.click(await screen.findByRole('button', { name: /^Sandbox/ }))
  const panel = screen.getByRole('complementary', { name: 'Sandbox' })
  return { ...made, panel: within(panel), press: (name: string) => made.user.click(within(panel).getByRole('button', { name })) }
}

test('without a sandbox there is neither strip nor panel, and the shortcut does nothing', async () => {
  const { container, user, queries } = show({ sandbox: {} })
  await waitFor(() => expect(queries.isFetching()).toBe(0))
  await user.keyboard('gx')
  expect(container.textContent).toBe('')
})

test('a host that does not know the question has no sandbox, and is asked once', async () => {
  let asked = 0
  const { container, queries } = show({
    sandbox: {
      describe: async () => {
        asked++
        throw new ORPCError('NOT_FOUND')
      },
    },
  })
  await waitFor(() => expect(queries.isFetching()).toBe(0))
  expect(container.textContent).toBe('')
  expect(asked).toBe(1)
})

test('the strip says what the demo is, how far ahead its clock is and how many faults are on', async () => {
  const DAY = 86_400_000
  const faults = STATE.faults.map((fault) => ({ ...fault, isOn: fault.name !== 'sunspots' }))
  show({ state: { ...STATE, aheadMs: 3 * DAY, faults }, count: { total: 300, isAtLeast: false } })
  await waitFor(() =>
    expect(screen.getByRole('status').textContent).toContain(
      'You are in the demo. 300 invented companies and an embedded sandbox; no key, and nothing leaves this computer.' +
        ' Its clock is 3 days ahead. 2 faults are switched on.',
    ),
  )
})

test('before anything is mirrored the strip tells no number', async () => {
  show()
  expect((await screen.findByRole('status')).textContent).toContain('You are in the demo. Invented companies and an embedded sandbox;')
})

test('a closed strip stays closed for this window, and leaves a button', async () => {
  const first = show()
  await first.user.click(await screen.findByRole('button', { name: 'Close this strip' }))
  expect(screen.queryByText('You are in the demo.')).toBeNull()
  cleanup()
  const { user } = show()
  await user.click(await screen.findByRole('button', { name: 'Sandbox (G X)' }))
  expect(screen.queryByText('You are in the demo.')).toBeNull()
  expect(screen.getByRole('complementary', { name: 'Sandbox' })).toBeTruthy()
})

test('the shortcut opens it with the focus in it, Esc closes it and gives the focus back', async () => {
  const { user } = show()
  const button = await screen.findByRole('button', { name: /^Sandbox/ })
  button.focus()
  await user.keyboard('gx')
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Sandbox' }))
  expect(button.getAttribute('aria-expanded')).toBe('true')
  await user.tab()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Close the sandbox' }))
  await user.tab()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: '1 hour' }))
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('complementary')).toBeNull()
  expect(document.activeElement).toBe(button)
})

test('whoever has gone on elsewhere keeps the focus when it closes, and Esc closes it from there too', async () => {
  const { user } = await open()
  const elsewhere = screen.getByRole('button', { name: 'Close this strip' })
  elsewhere.focus()
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('complementary')).toBeNull()
  expect(document.activeElement).toBe(elsewhere)
})

test.each([
  ['1 hour', 3_600_000],
  ['1 day', 86_400_000],
  ['1 week', 604_800_000],
  ['1 month (30 days)', 2_592_000_000],
])('the clock is moved by %s', async (name, ms) => {
  const { press, sent } = await open()
  await press(name)
  expect(sent).toEqual([['advance', { ms }]])
})

test('a span that cannot be read is told in place and sends nothing; one that can is sent', async () => {
  const { panel, user, sent } = await open()
  const field = panel.getByLabelText('Another span')
  await user.type(field, 'soon{Enter}')
  expect(panel.getByRole('alert').textContent).toContain('12h, 3d or 2w')
  expect(field.getAttribute('aria-invalid')).toBe('true')
  await user.clear(field)
  expect(panel.queryByRole('alert')).toBeNull()
  await user.type(field, '2w{Enter}')
  expect(sent).toEqual([['advance', { ms: 1_209_600_000 }]])
})

test('with no company chosen its buttons say so, and send nothing', async () => {
  const { panel, press, sent } = await open()
  await press('Cancel now')
  expect(panel.getByRole('button', { name: 'Cancel now' }).title).toBe('Choose a company first')
  expect(sent).toEqual([])
})

test.each([
  ['Pay what is open', ['pay', { company: 'co_2', buys: null, card: null }]],
  ['Card works', ['setCard', { company: 'co_2', card: 'ok' }]],
  ['Card is declined', ['setCard', { company: 'co_2', card: 'declines' }]],
  ['Cancel at period end', ['cancel', { company: 'co_2', isNow: false }]],
  ['Cancel now', ['cancel', { company: 'co_2', isNow: true }]],
  ['Give its last payment back', ['refund', { company: 'co_2' }]],
])('for the company whose details are open: %s', async (name, command) => {
  const { panel, press, sent } = await open({ openCompanyId: 'co_2' })
  await waitFor(() => expect(panel.getByLabelText<HTMLInputElement>('Company').value).toBe('Company 2'))
  await press(name)
  expect(sent).toEqual([command])
})

test('a plan is bought, paid with the card that was chosen', async () => {
  const { panel, press, user, sent } = await open({ openCompanyId: 'co_2' })
  await press('Buy')
  expect(panel.getByRole('button', { name: 'Buy' }).title).toBe('Choose what it buys first')
  expect(panel.getByRole('group', { name: 'Estate management' })).toBeTruthy()
  await user.selectOptions(panel.getByLabelText('Buys'), 'Pro, US$29.00 a month')
  expect(panel.getByText('US$29.00 a month')).toBeTruthy()
  await user.selectOptions(panel.getByLabelText('Paid with'), 'A card whose bank asks back')
  await press('Buy')
  await press('Pay what is open')
  expect(sent).toEqual([
    ['pay', { company: 'co_2', buys: 'trading.pro.month', card: 'requires_action' }],
    ['pay', { company: 'co_2', buys: null, card: 'requires_action' }],
  ])
})

test.each([
  ['A card that is declined', 'declines'],
  ['A card that pays days later', 'delayed'],
])('%s', async (words, card) => {
  const { panel, press, user, sent } = await open({ openCompanyId: 'co_2' })
  await user.selectOptions(panel.getByLabelText('Paid with'), words)
  await press('Pay what is open')
  expect(sent).toEqual([['pay', { company: 'co_2', buys: null, card }]])
})

test('a transfer and a payment of what was asked for are of the chosen company; a transfer needs an amount', async () => {
  const { panel, press, user, sent } = await open({ openCompanyId: 'co_2' })
  await waitFor(() => expect(panel.getByLabelText<HTMLInputElement>('Company').value).toBe('Company 2'))
  await press('Transfer into its account')
  expect(panel.getByRole('button', { name: 'Transfer into its account' }).title).toBe('Give an amount first')
  await user.type(panel.getByLabelText('Amount'), '150000.50')
  await press('Transfer into its account')
  await press('Pay what it was asked for')
  expect(sent).toEqual([
    ['transfer', { company: 'co_2', amount: 15_000_050 }],
    ['payReference', { company: 'co_2' }],
  ])
})

test('a payment by phone needs no company, but an amount and a phone', async () => {
  const { panel, press, user, sent } = await open()
  await user.type(panel.getByLabelText('Amount'), '1500')
  await press('Pay by phone')
  expect(panel.getByRole('button', { name: 'Pay by phone' }).title).toBe('Give an amount and a phone first')
  await user.type(panel.getByLabelText('Phone'), '0712 345 678')
  await user.type(panel.getByLabelText('Account'), 'IQ1001')
  await press('Pay by phone')
  expect(sent).toEqual([['payByPhone', { phone: '0712 345 678', amount: 150_000, reference: 'IQ1001' }]])
})

test('a phone that asks is answered', async () => {
  const pushes = [{ ref: 'ws_CO_1', phone: '254712345678', reference: 'SB-1000', amount: 150_000 }]
  const { panel, press, sent } = await open({ state: { ...STATE, mpesa: { shortCode: '600123', pushes } } })
  expect(panel.getByText(/1,500\.00 on 254712345678$/)).toBeTruthy()
  await press('Times out, but pays')
  expect(sent).toEqual([['answerPush', { ref: 'ws_CO_1', answer: 'times-out-but-pays' }]])
})

test('a demo from before has neither Paystack nor M-Pesa', async () => {
  const { panel } = await open({ state: { ...STATE, paystack: null, mpesa: null } })
  expect(panel.queryByText('Paystack and M-Pesa')).toBeNull()
})

test('a company is found by typing and picked by keyboard; Esc closes the list alone', async () => {
  const { panel, press, user, sent, searches } = await open()
  const field = panel.getByLabelText<HTMLInputElement>('Company')
  await user.type(field, 'Company')
  await waitFor(() => expect(within(panel.getByRole('listbox', { name: 'Companies' })).getAllByRole('option')).toHaveLength(3))
  expect(searches.at(-1)).toEqual({ search: 'Company', limit: 8, at: null })
  await user.keyboard('{Escape}')
  expect(panel.queryByRole('listbox', { name: 'Companies' })).toBeNull()
  expect(field.value).toBe('')
  await user.type(field, 'Comp')
  await waitFor(() => expect(panel.getByRole('option', { name: /Company 2/ })).toBeTruthy())
  await user.keyboard('{ArrowDown}')
  expect(field.getAttribute('aria-activedescendant')).toBe(panel.getByRole('option', { name: /Company 2/ }).id)
  await user.keyboard('{Enter}')
  expect(field.value).toBe('Company 2')
  await press('Cancel now')
  expect(sent).toEqual([['cancel', { company: 'co_2', isNow: true }]])
})

test('Enter does not pick from what was found for other words', async () => {
  let answer = () => {}
  const { panel, user } = await open({
    list: async ({ search }) => {
      if (search === 'Company 3') await new Promise<void>((resolve) => (answer = resolve))
      return { items: COMPANIES.filter(({ name }) => name.includes(search ?? '')), next: null }
    },
  })
  const field = panel.getByLabelText<HTMLInputElement>('Company')
  await user.type(field, 'Company ')
  await panel.findByRole('option', { name: /Company 1/ })
  await user.type(field, '3{Enter}')
  expect(field.value).toBe('Company 3')
  expect(panel.getByRole('listbox', { name: 'Companies' })).toBeTruthy()
  answer()
  await waitFor(() => expect(panel.queryByRole('option', { name: /Company 1/ })).toBeNull())
  await user.keyboard('{Enter}')
  expect(panel.queryByRole('listbox', { name: 'Companies' })).toBeNull()
  expect(field.value).toBe('Company 3')
})

test('a company is picked by the mouse, and nothing found is said', async () => {
  const { panel, user } = await open()
  const field = panel.getByLabelText<HTMLInputElement>('Company')
  await user.type(field, 'nobody')
  expect(await panel.findByText('No company matches.')).toBeTruthy()
  await user.clear(field)
  await user.click(await panel.findByRole('option', { name: /Company 3/ }))
  expect(field.value).toBe('Company 3')
})

test('faults are told in plain words, switched one by one, and off all at once', async () => {
  const faults = STATE.faults.map((fault) => ({ ...fault, isOn: fault.name === 'reset' }))
  const { panel, press, user, sent } = await open({ state: { ...STATE, faults } })
  expect(panel.getByText('1 on')).toBeTruthy()
  expect(panel.getByText('met 3×')).toBeTruthy()
  expect(panel.getByRole('switch', { name: 'sunspots' })).toBeTruthy()
  await user.click(panel.getByRole('switch', { name: 'No answer at all' }))
  await user.click(panel.getByRole('switch', { name: /The line is cut/ }))
  await press('Switch all off')
  expect(sent).toEqual([
    ['setFault', { name: 'stall', isOn: true }],
    ['setFault', { name: 'reset', isOn: false }],
    ['setFault', { name: null, isOn: false }],
  ])
})

test('where no fault is on there is nothing to switch off', async () => {
  const { panel, press, sent } = await open()
  await press('Switch all off')
  expect(panel.getByRole('button', { name: 'Switch all off' }).title).toBe('No fault is on')
  expect(sent).toEqual([])
})

test('what happened is said with its instant, and everything on the page is asked again', async () => {
  const { panel, press, queries, described } = await open({ openCompanyId: 'co_1' })
  queries.setQueryData(['anything'], 1)
  const before = described()
  await press('Pay what is open')
  const said = await panel.findByText('Company 1 paid 29.00 USD.')
  expect(said.closest('[role=status]')?.textContent).toContain('21 Nov 08:00')
  expect(queries.getQueryState(['anything'])?.isInvalidated).toBe(true)
  await waitFor(() => expect(described()).toBe(before + 1))
})

test('a mirror that could not follow is said as the host says it', async () => {
  const { panel, press } = await open({ answer: async () => ({ at: NOW, said: ['A.', 'B.'], notFollowed: 'events: no answer.' }) })
  await press('1 hour')
  expect(await panel.findByText('The mirror could not follow: events: no answer.')).toBeTruthy()
  expect(panel.getByText('B.')).toBeTruthy()
})

test('a refusal is said with what to do', async () => {
  const { panel, press } = await open({
    openCompanyId: 'co_1',
    answer: async () => {
      throw new ORPCError('REFUSED', {
        defined: true,
        message: 'Company 1 has no invoice open. Nothing was changed.',
        data: { code: 'usage', hint: 'Advance the clock.' },
      })
    },
  })
  await press('Pay what is open')
  expect((await panel.findByRole('alert')).textContent).toBe('Company 1 has no invoice open. Nothing was changed. Advance the clock.')
})

test('while one deed is under way no other begins, but a fault can be switched', async () => {
  const waiting: ((happening: Happening) => void)[] = []
  const { panel, press, user, sent } = await open({
    openCompanyId: 'co_1',
    answer: () => new Promise((resolve) => waiting.push(resolve)),
  })
  await press('1 day')
  const busy = await panel.findByRole('button', { name: '1 day…' })
  expect(busy.getAttribute('aria-busy')).toBe('true')
  expect(panel.getByText('Moving the clock ahead by 1 day…')).toBeTruthy()
  await user.click(busy)
  await press('1 hour')
  expect(panel.getByRole('button', { name: '1 hour' }).title).toBe('Something else is under way')
  expect(sent).toHaveLength(1)
  await user.click(panel.getByRole('switch', { name: 'No answer at all' }))
  expect(sent.map(([name]) => name)).toEqual(['advance', 'setFault'])
  waiting[0]?.(HAPPENED)
  expect(await panel.findByRole('button', { name: '1 day' })).toBeTruthy()
})

test('what was under way when it was closed is told when it is opened again', async () => {
  let finish = (_: Happening) => {}
  const { press, user } = await open({
    answer: () =>
      new Promise((resolve) => {
        finish = resolve
      }),
  })
  await press('1 day')
  await user.keyboard('{Escape}')
  finish(HAPPENED)
  await user.keyboard('gx')
  expect(await screen.findByText('Company 1 paid 29.00 USD.')).toBeTruthy()
})
