import { renderListedSubscription } from '../wire/renderBilling.ts'
import { renderAccount, renderAuthorization, renderCustomer } from '../wire/renderPeople.ts'
import { toIso } from '../wire/toIso.ts'
import type { World } from '../world/createWorld.ts'
import { mustText, readMetadata, readText, type Wire } from '../world/params.ts'
import type { CustomerRecord } from '../world/records.ts'
import { getCustomer } from './findNamed.ts'
import { findOrAddCustomer } from './findOrAddCustomer.ts'
import { happen, type Operation, read, write } from './operation.ts'
import { toPage } from './toPage.ts'

export const CUSTOMERS: Readonly<Record<string, Operation>> = {
  // Who is known by that e-mail already is answered as is, and changed in nothing.
  'customers.create': write('POST /customer', (world, params) => {
    const customer = findOrAddCustomer(world, params)
    const data = {
      transactions: [],
      subscriptions: [],
      authorizations: [],
      ...renderCustomer(world, customer),
      identified: false,
      identifications: null,
    }
    return { message: 'Customer created', data }
  }),
  'customers.list': read('GET /customer', (world, params) =>
    toPage(world.shelves.customer, params, {
      message: 'Customers retrieved',
      cursorEnd: 'null',
      render: (customer) => renderCustomer(world, customer),
    }),
  ),
  'customers.fetch': read('GET /customer/:id', (world, _, id) => {
    return { message: 'Customer retrieved', data: renderFetched(world, getCustomer(world, id)) }
  }),
  'customers.update': write('PUT /customer/:id', (world, params, id) => {
    const customer = getCustomer(world, id)
    Object.assign(customer, {
      firstName: readText(params, 'first_name') ?? customer.firstName,
      lastName: readText(params, 'last_name') ?? customer.lastName,
      phone: readText(params, 'phone') ?? customer.phone,
      metadata: readMetadata(params) ?? customer.metadata,
      updatedAt: world.now,
    })
    return { message: 'Customer updated', data: { ...renderCustomer(world, customer), identified: false, identifications: null } }
  }),
  // What the bank answers to every card of a customer from now on: `ok`, or why not.
  'customers.setBankAnswer': happen((world, params, id) => {
    const customer = getCustomer(world, id)
    for (const authorization of world.authorizations)
      if (authorization.customer === customer.id) authorization.answer = mustText(params, 'answer')
    return { message: 'Changed' }
  }),
}

function renderFetched(world: World, customer: CustomerRecord): Wire {
  const { subscription, transaction, account } = world.shelves
  const own = transaction.filter((each) => each.customer === customer.id && each.status === 'success')
  const accounts = account.filter((each) => each.customer === customer.id && each.isActive).map((each) => renderAccount(world, each))
  return {
    transactions: [],
    subscriptions: subscription.filter((each) => each.customer === customer.id).map((each) => renderListedSubscription(world, each)),
    authorizations: world.authorizations.filter((each) => each.customer === customer.id).map((each) => renderAuthorization(each)),
    ...renderCustomer(world, customer),
    created_at: toIso(customer.createdAt),
    updated_at: toIso(customer.updatedAt),
    total_transactions: own.length,
    total_transaction_value: [],
    dedicated_account: accounts[0] ?? null,
    dedicated_accounts: accounts,
    identified: false,
    identifications: null,
  }
}
