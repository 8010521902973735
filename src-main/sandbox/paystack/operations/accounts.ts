import { addAuthorization, openTransaction, settle } from '../billing/transactions.ts'
import { BANKS, renderAccount, renderBank } from '../wire/renderPeople.ts'
import { renderVerified } from '../wire/renderTransaction.ts'
import { toIso } from '../wire/toIso.ts'
import { get, put, type World } from '../world/createWorld.ts'
import { mustAmount, mustText, readText, type Wire } from '../world/params.ts'
import type { AccountRecord } from '../world/records.ts'
import { Refusal, refuseMissing } from '../world/refusal.ts'
import { getAccount, getCustomer, isOfCustomer } from './findNamed.ts'
import { happen, type Operation, read, write } from './operation.ts'
import { toPage } from './toPage.ts'

const REQUERY_MS = 10 * 60_000
const FIRST_NUMBER = 9_930_000_737

export const ACCOUNTS: Readonly<Record<string, Operation>> = {
  'accounts.create': write('POST /dedicated_account', (world, params) => {
    const customer = getCustomer(world, mustText(params, 'customer'))
    const bank = readText(params, 'preferred_bank') ?? 'test-bank'
    if (!Object.hasOwn(BANKS, bank)) throw new Refusal(400, 'invalid_params', 'Preferred bank is not supported')
    if (customer.firstName === null || customer.lastName === null || customer.phone === null) {
      throw new Refusal(400, 'missing_params', 'Customer first name, last name and phone number are required')
    }
    const account = put(world, 'account', {
      number: String(FIRST_NUMBER + world.shelves.account.length * 7),
      name: `SANDBOX/${customer.firstName} ${customer.lastName}`.toUpperCase(),
      customer: customer.id,
      bank,
      currency: 'NGN',
      isActive: true,
      createdAt: world.now,
      updatedAt: world.now,
      requeriedAt: null,
    })
    return { message: 'NUBAN successfully created', data: { ...renderAccount(world, account), ...renderAssignment(world, account) } }
  }),
  'accounts.list': read('GET /dedicated_account', (world, params) => {
    const active = readText({ active: String(params['active'] ?? '') }, 'active')
    const fitting = world.shelves.account.filter(
      (each) => isOfCustomer(params, each.customer) && (active === null || String(each.isActive) === active),
    )
    return toPage(fitting, params, { message: 'Managed accounts successfully retrieved', render: (each) => renderAccount(world, each) })
  }),
  'accounts.providers': read('GET /dedicated_account/available_providers', () => {
    const data = Object.keys(BANKS).map((slug, index) => ({
      provider_slug: slug,
      bank_id: BANKS[slug]?.id,
      bank_name: BANKS[slug]?.name,
      id: index + 5,
    }))
    return { message: 'Dedicated account providers retrieved', data }
  }),
  // It asks for a missing transfer to be looked for, and answers nothing but that.
  'accounts.requery': write('GET /dedicated_account/requery', (world, params) => {
    const account = getByNumber(world, mustText(params, 'account_number'))
    mustText(params, 'provider_slug')
    if (account.requeriedAt !== null && world.now - account.requeriedAt < REQUERY_MS) {
      throw new Refusal(429, 'rate_limited', 'You can only requery a dedicated account once every 10 minutes')
    }
    account.requeriedAt = world.now
    return { message: 'We are checking the status of your transfer. We will send you a notification once it is confirmed' }
  }),
  'accounts.fetch': read('GET /dedicated_account/:id', (world, _, id) => {
    return { message: 'Customer retrieved', data: renderAccount(world, getAccount(world, id)) }
  }),
  'accounts.deactivate': write('DELETE /dedicated_account/:id', (world, _, id) => {
    const account = Object.assign(getAccount(world, id), { isActive: false, updatedAt: world.now })
    const { customer: _customer, ...rest } = renderAccount(world, account)
    return { message: 'Managed Account Successfully Unassigned', data: { ...rest, ...renderAssignment(world, account) } }
  }),
  // Somebody sends any amount: what it is for is for others to find out.
  'transfers.arrive': happen((world, params, number) => {
    const account = getByNumber(world, number)
    if (!account.isActive) throw new Refusal(400, 'account_inactive', 'The account takes nothing any more: the bank returns it')
    const customer = get(world, 'customer', account.customer)
    const amount = mustAmount(params)
    const channel = 'dedicated_nuban'
    const transaction = openTransaction(world, { reference: null, amount, currency: account.currency, customer, channel, metadata: null })
    transaction.authorization = addAuthorization(world, customer, channel).code
    transaction.accessCode = null
    transaction.transfer = {
      senderName: readText(params, 'sender_name') ?? `${customer.firstName} ${customer.lastName}`.toUpperCase(),
      senderBank: 'Another Bank',
      senderNumber: '0000000011',
      receiverNumber: account.number,
      receiverBank: BANKS[account.bank]?.name ?? account.bank,
      narration: readText(params, 'narration'),
    }
    settle(world, transaction, 'success', 'Approved')
    return { message: 'Arrived', data: renderVerified(world, transaction) }
  }),
}

function getByNumber(world: World, number: string): AccountRecord {
  const account = world.shelves.account.find((each) => each.number === number)
  if (!account) throw refuseMissing('dedicated_account_not_found', 'Dedicated account not found')
  return account
}

function renderAssignment(world: World, account: AccountRecord): Wire {
  return {
    bank: renderBank(account.bank),
    assignment: {
      integration: world.integration,
      assignee_id: account.customer,
      assignee_type: 'Customer',
      expired: !account.isActive,
      account_type: 'PAY-WITH-TRANSFER-RECURRING',
      assigned_at: toIso(account.createdAt),
      expired_at: null,
    },
  }
}
