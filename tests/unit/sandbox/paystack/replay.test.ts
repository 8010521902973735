import { expect, test } from 'vitest'
import { createPaystack, type PaystackLine, replayPaystack } from '../../../../src-main/sandbox/paystack/createPaystack.ts'
import { servePaystack } from '../../../../src-main/sandbox/paystack/http/servePaystack.ts'
import { createFaults } from '../../../../src-main/sandbox/stripe/http/faults.ts'
import { toInstant } from '../../../../src-shared/model/instant.ts'
import { addCustomer, addPayment, addSubscription, at, DAY_MS } from './openPaystack.ts'

const OPTIONS = { startsAt: at('2027-01-31T09:20:00Z'), seed: 'seed', integration: 428_626 }

function live(onJournal?: (line: PaystackLine) => void) {
  const paystack = createPaystack({ ...OPTIONS, ...(onJournal ? { onJournal } : {}) })
  const sandbox = { paystack }
  const pass = (ms: number) => paystack.advanceTo(toInstant(paystack.now() + ms))
  const ada = addCustomer(sandbox)
  addPayment(sandbox, ada.email, 'r')
  addSubscription(sandbox, ada.email)
  pass(20 * DAY_MS)
  paystack.act('accounts.create', { customer: ada.code })
  paystack.act('transfers.arrive', { amount: 500 }, '9930000737')
  paystack.act('customers.setBankAnswer', { answer: 'Declined' }, ada.code)
  pass(30 * DAY_MS)
  // A refusal is a line like any other.
  paystack.answer('transactions.initialize', { email: 'new@example.org', amount: 5, reference: 'r' }, [])
  paystack.act('refunds.create', { transaction: 'r' })
  paystack.act('disputes.raise', {}, 'SUB-monthly')
  pass(DAY_MS)
  return paystack
}

test('its journal tells all of it, numbers and codes included', () => {
  const lines: PaystackLine[] = []
  const paystack = live((line) => lines.push(line))
  expect(lines).toEqual(paystack.journal())
  // As it would come from a file.
  const kept = JSON.parse(JSON.stringify(lines)) as PaystackLine[]
  const again = replayPaystack(OPTIONS, kept)
  again.advanceTo(paystack.now())
  expect(again.dump()).toBe(paystack.dump())
  const other = replayPaystack({ ...OPTIONS, seed: 'other' }, kept.slice(0, 1))
  expect(other.dump()).not.toBe(replayPaystack(OPTIONS, kept.slice(0, 1)).dump())
})

test('what came over the wire and took effect is counted, by what it was done to, and known again from the journal', () => {
  const paystack = live()
  // All of that was done by people and banks, or refused.
  expect([...paystack.effects()]).toEqual([])
  const ask = (name: string, params: Record<string, unknown>) => paystack.answer(name, params, []).status
  expect(ask('transactions.initialize', { email: 'ada@example.org', amount: 900, reference: 'twice' })).toBe(200)
  expect(ask('transactions.initialize', { email: 'ada@example.org', amount: 900, reference: 'twice' })).toBe(400)
  paystack.act('payments.pay', {}, 'twice')
  const { id } = paystack.act('transactions.verify', {}, 'twice')
  // Whichever name it is called by.
  expect(ask('refunds.create', { transaction: 'twice', amount: 100 })).toBe(200)
  expect(ask('refunds.create', { transaction: id, amount: 100 })).toBe(200)
  expect(ask('refunds.create', { transaction: id, amount: 900 })).toBe(400)
  const counted = [
    ['transactions.initialize twice', 1],
    ['refunds.create twice', 2],
  ]
  expect([...paystack.effects()]).toEqual(counted)
  const again = replayPaystack(OPTIONS, JSON.parse(JSON.stringify(paystack.journal())) as PaystackLine[])
  expect([...again.effects()]).toEqual(counted)
  expect(again.dump()).toBe(paystack.dump())
})

test('asking changes nothing, and is no line of it', () => {
  const paystack = live()
  const before = [paystack.dump(), paystack.journal().length]
  for (const name of [
    'customers.list',
    'transactions.list',
    'subscriptions.list',
    'refunds.list',
    'disputes.list',
    'accounts.list',
    'plans.list',
  ])
    expect(paystack.answer(name, {}, []).status).toBe(200)
  expect(paystack.answer('transactions.verify', {}, ['r']).status).toBe(200)
  expect([paystack.dump(), paystack.journal().length]).toEqual(before)
})

test('the same clock in steps or at once comes to the same', () => {
  const [steps, once] = [live(), live()]
  for (let day = 1; day <= 120; day++) steps.advanceTo(toInstant(steps.now() + DAY_MS))
  once.advanceTo(toInstant(once.now() + 120 * DAY_MS))
  expect(steps.dump()).toBe(once.dump())
  once.advanceTo(at('2027-01-31T09:20:00Z'))
  expect(once.dump()).toBe(steps.dump())
})

test('it takes no live key', async () => {
  const paystack = createPaystack(OPTIONS)
  const wait = () => Promise.resolve()
  const serve = servePaystack({ paystack, key: 'sk_live_1', now: () => paystack.now(), wallMs: () => 0, wait, faults: createFaults() })
  await expect(serve).rejects.toThrow('test keys alone')
})

test('nobody does what nobody has heard of', () => {
  expect(() => createPaystack(OPTIONS).act('banks.rob')).toThrow('knows no banks.rob')
})
