// @vitest-environment jsdom
import { ORPCError } from '@orpc/client'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { CONNECTION } from '../../fakeClient.ts'
import { giveLayout } from '../../giveLayout.ts'
import { COMPANY, day } from './makeAnswers.ts'
import { AT, showCompany, toText } from './showCompany.tsx'

beforeAll(giveLayout)
afterEach(cleanup)

const region = async (name: string) => within(await screen.findByRole('region', { name }))
const MPESA = { connections: [CONNECTION, { ...CONNECTION, provider: 'mpesa' as const, account: '4007120' }] }
const OTHER = {
  ...COMPANY,
  ...{ id: 'co_2', name: 'Baobab Ridge Ltd', email: 'accounts@baobab.test', phone: null, since: day(5, 9) },
  links: [
    { provider: 'paystack' as const, ref: 'CUS_b', deletedAt: null },
    { provider: 'paystack' as const, ref: 'CUS_own', deletedAt: null },
  ],
  customers: [],
}
const PROPOSAL = {
  ...{ company: 'co_1', companyName: 'Baobab Ridge', other: 'co_2', otherName: 'Baobab Ridge Ltd' },
  reasons: ['Both have the e-mail accounts@baobab.test.', 'Both have the phone 254700000001.'],
}
const get = ({ company }: Record<string, unknown>) => (company === 'co_2' ? OTHER : COMPANY)
const refuse = () => {
  throw new ORPCError('REFUSED', {
    defined: true,
    message: 'cus_1 is a company of its own already. Nothing was changed.',
    data: { code: 'usage', hint: 'Give the customer that is to be taken out.' },
  })
}

test('what it pays M-Pesa by can be copied: its code, its phones, its references', async () => {
  const user = userEvent.setup()
  showCompany({ 'companies.get': () => ({ ...COMPANY, phones: ['254712048113'], references: ['BARAKAIMG'] }) }, AT, MPESA)
  const card = await region('Pays by')
  expect(card.getAllByRole('listitem').map(toText)).toEqual(['M-Pesa codeBBRDG7', 'Phone254712048113', 'ReferenceBARAKAIMG'])
  await user.click(card.getByRole('button', { name: 'Copy the code for M-Pesa' }))
  expect(await navigator.clipboard.readText()).toBe('BBRDG7')
})

test('where M-Pesa is not connected and nothing was said, the card is not there', async () => {
  showCompany()
  await region('Linked')
  expect(screen.queryByRole('region', { name: 'Pays by' })).toBeNull()
})

test('a phone is added by keyboard alone, and can be undone', async () => {
  const user = userEvent.setup()
  const { inputsOf, undoables } = showCompany({ 'companies.claim': () => ({ value: '254712048113', company: 'co_1' }) }, AT, MPESA)
  const card = await region('Pays by')
  await user.click(card.getByRole('button', { name: 'Add a phone' }))
  expect(document.activeElement).toBe(card.getByLabelText('Phone that it pays from'))
  // A phone is masked in M-Pesa's lists: who adds one knows what it will do.
  expect(card.getByRole('textbox', { description: /masks phones/ })).toBe(document.activeElement)
  await user.keyboard('{Enter}')
  await user.keyboard('0712 048 113{Enter}')
  await waitFor(() => expect(card.queryByLabelText('Phone that it pays from')).toBeNull())
  expect(inputsOf('companies.claim')).toEqual([{ kind: 'phone', value: '0712 048 113', company: 'co_1' }])
  expect(undoables).toMatchObject([
    { title: '254712048113 is Baobab Ridge’s', text: 'What is paid from it is theirs, what came before included.' },
  ])
  await undoables[0]?.undo()
  expect(inputsOf('companies.claim').at(-1)).toEqual({ kind: 'phone', value: '254712048113', company: null })
})

test('a reference is taken back, and given back on undo; Esc gives up adding one', async () => {
  const user = userEvent.setup()
  const answers = {
    'companies.get': () => ({ ...COMPANY, references: ['BARAKAIMG'] }),
    'companies.claim': () => ({ value: 'BARAKAIMG', company: null }),
  }
  const { inputsOf, undoables } = showCompany(answers, AT, MPESA)
  const card = await region('Pays by')
  await user.click(card.getByRole('button', { name: 'Take back BARAKAIMG' }))
  await waitFor(() => expect(undoables).toMatchObject([{ title: 'BARAKAIMG is no longer Baobab Ridge’s' }]))
  expect(inputsOf('companies.claim')).toEqual([{ kind: 'reference', value: 'BARAKAIMG', company: null }])
  await undoables[0]?.undo()
  expect(inputsOf('companies.claim').at(-1)).toEqual({ kind: 'reference', value: 'BARAKAIMG', company: 'co_1' })
  await user.click(card.getByRole('button', { name: 'Add a reference' }))
  await user.keyboard('{Escape}')
  expect(card.queryByLabelText('What it writes as the account')).toBeNull()
})

test('a virtual account shows bank, number and name, each to be copied', async () => {
  const account = {
    provider: 'paystack' as const,
    number: '9930004127',
    name: 'LANTERN/BAOBAB RIDGE',
    bank: 'Lagoon Bank',
    currency: 'NGN',
  }
  const user = userEvent.setup()
  showCompany({ 'companies.get': () => ({ ...COMPANY, accounts: [{ ...account, isActive: true }] }) })
  const card = await region('Virtual account')
  expect(card.getAllByRole('definition').map(toText)).toEqual(['Lagoon Bank', '9930004127', 'LANTERN/BAOBAB RIDGE', 'ActiveNGN'])
  await user.click(card.getByRole('button', { name: 'Copy the account’s number' }))
  expect(await navigator.clipboard.readText()).toBe('9930004127')
  expect(card.getAllByRole('button')).toHaveLength(3)
})

test('of several customers one is taken out, and linked again on undo', async () => {
  const user = userEvent.setup()
  const links = [...COMPANY.links, { provider: 'paystack' as const, ref: 'CUS_8s2', deletedAt: null }]
  const { inputsOf, undoables } = showCompany({ 'companies.get': () => ({ ...COMPANY, links }), 'companies.link': () => COMPANY })
  const card = await region('Linked')
  await user.click(card.getByRole('button', { name: 'Take out CUS_8s2' }))
  await waitFor(() => expect(undoables).toMatchObject([{ title: 'CUS_8s2 was taken out' }]))
  expect(inputsOf('companies.link')).toEqual([{ provider: 'paystack', ref: 'CUS_8s2', company: null }])
  await undoables[0]?.undo()
  expect(inputsOf('companies.link').at(-1)).toEqual({ provider: 'paystack', ref: 'CUS_8s2', company: 'co_1' })
})

test('its own customer stays: the refusal is told in place. A single one is not offered to be taken out', async () => {
  const user = userEvent.setup()
  const links = [...COMPANY.links, { provider: 'paystack' as const, ref: 'CUS_8s2', deletedAt: null }]
  const { undoables } = showCompany({ 'companies.get': () => ({ ...COMPANY, links }), 'companies.link': refuse })
  const card = await region('Linked')
  await user.click(card.getByRole('button', { name: 'Take out cus_1' }))
  expect((await card.findByRole('alert')).textContent).toBe(
    'cus_1 is a company of its own already. Nothing was changed. Give the customer that is to be taken out.',
  )
  expect(undoables).toEqual([])
  cleanup()
  showCompany()
  expect((await region('Linked')).queryByRole('button', { name: /Take out/ })).toBeNull()
})

test('who may be the same company is said with the reasons, and reviewed side by side before it holds', async () => {
  const user = userEvent.setup()
  const { inputsOf, undoables } = showCompany({
    'companies.get': get,
    'companies.proposals': () => ({ items: [PROPOSAL] }),
    'companies.merge': () => COMPANY,
    // Its own customer is that by which it is there at all.
    'companies.link': ({ ref, company }) => ({ ...OTHER, id: company ?? (ref === 'CUS_own' ? 'co_2' : 'co_9') }),
  })
  const notice = await screen.findByRole('list', { name: 'May be the same company' })
  expect(toText(within(notice).getByRole('listitem'))).toBe(
    'May be the same company as Baobab Ridge Ltd: both have the e-mail accounts@baobab.test; both have the phone 254700000001.Review',
  )
  await user.click(within(notice).getByRole('button', { name: 'Review Baobab Ridge Ltd' }))
  const both = await screen.findByRole('table', { name: 'Both companies' })
  expect([...both.querySelectorAll('tr')].map((row) => [...row.children].map(toText))).toEqual([
    ['', 'StaysBaobab Ridge', 'Becomes part of itBaobab Ridge Ltd'],
    ['E-mail', 'accounts@baobab.test', 'accounts@baobab.test'],
    ['Phone', '+254700000001', '–'],
    ['Since', '1 Feb 2026', '9 May 2026'],
    ['Customers', 'SBaobabcus_1', 'PCUS_bCUS_bPCUS_ownCUS_own'],
  ])
  expect(inputsOf('companies.merge')).toEqual([])
  await user.type(screen.getByLabelText('Because'), 'Same people')
  await user.click(screen.getByRole('button', { name: 'Make one company' }))
  await waitFor(() => expect(undoables).toMatchObject([{ title: 'Baobab Ridge Ltd is part of Baobab Ridge now' }]))
  expect(inputsOf('companies.merge')).toEqual([{ company: 'co_2', into: 'co_1', reason: 'Same people' }])
  await undoables[0]?.undo()
  expect(inputsOf('companies.link')).toEqual([
    { provider: 'paystack', ref: 'CUS_b', company: null },
    { provider: 'paystack', ref: 'CUS_own', company: null },
    { provider: 'paystack', ref: 'CUS_b', company: 'co_2' },
  ])
})

test('a company that nothing proposed is found by its name; without one nothing is sent', async () => {
  const user = userEvent.setup()
  const { inputsOf } = showCompany({
    'companies.get': get,
    'companies.list': () => ({ items: [COMPANY, OTHER], next: null }),
    'companies.merge': () => COMPANY,
  })
  await user.click((await region('Linked')).getByRole('button', { name: 'Make one company…' }))
  await user.click(screen.getByRole('button', { name: 'Make one company' }))
  expect((await screen.findByRole('alert')).textContent).toBe('Choose the other company first')
  await user.type(screen.getByRole('combobox', { name: 'The other company' }), 'Bao')
  expect((await screen.findAllByRole('option')).map(toText)).toEqual(['Baobab Ridge Ltdaccounts@baobab.test'])
  await user.keyboard('{Enter}')
  await screen.findByRole('table', { name: 'Both companies' })
  await user.click(screen.getByRole('button', { name: 'Make one company' }))
  await waitFor(() => expect(inputsOf('companies.merge')).toEqual([{ company: 'co_2', into: 'co_1', reason: '' }]))
})

test('in the past nothing is linked, and the reason is said', async () => {
  showCompany({ 'companies.proposals': () => ({ items: [PROPOSAL] }) }, `${AT}&at=2026-11-01T00:00:00Z`)
  const review = await screen.findByRole('button', { name: 'Review Baobab Ridge Ltd' })
  expect(review.title).toBe('You look at the past. Go back to now to record something')
})
