import { find, type World } from '../world/createWorld.ts'
import type { Wire } from '../world/params.ts'
import type {
  AccountRecord,
  CustomerRecord,
  DisputeRecord,
  PlanRecord,
  RefundRecord,
  SubscriptionRecord,
  TransactionRecord,
} from '../world/records.ts'
import { Refusal, refuseMissing } from '../world/refusal.ts'

/** What a code, a number or an e-mail names, or a refusal as Paystack words it. */
export function getCustomer(world: World, name: string): CustomerRecord {
  const customer = findCustomer(world, name)
  if (!customer) throw refuseMissing('customer_not_found', 'Customer with specified code/ID/email not found')
  return customer
}

export function findCustomer(world: World, name: string): CustomerRecord | null {
  const email = name.toLowerCase()
  return world.shelves.customer.find((each) => each.code === name || each.email === email || String(each.id) === name) ?? null
}

export function getPlan(world: World, name: string): PlanRecord {
  const plan = world.shelves.plan.find(({ code, id }) => code === name || String(id) === name)
  if (!plan) throw refuseMissing('plan_not_found', 'Plan with specified code/ID not found')
  return plan
}

export function getSubscription(world: World, name: string): SubscriptionRecord {
  const subscription = world.shelves.subscription.find(({ code, id }) => code === name || String(id) === name)
  if (!subscription) throw refuseMissing('subscription_not_found', 'Subscription with code not found or already inactive')
  return subscription
}

/** By its reference or its number. A reference that is not there is no wrong address but a wrong request. */
export function getTransaction(world: World, name: string): TransactionRecord {
  const id = world.references.get(name) ?? Number(name)
  const transaction = find(world, 'transaction', id)
  if (!transaction) throw new Refusal(400, 'transaction_not_found', 'Transaction reference not found.')
  return transaction
}

export function getRefund(world: World, id: string): RefundRecord {
  return must(find(world, 'refund', Number(id)), 'refund')
}

export function getDispute(world: World, id: string): DisputeRecord {
  return must(find(world, 'dispute', Number(id)), 'dispute')
}

export function getAccount(world: World, id: string): AccountRecord {
  return must(find(world, 'account', Number(id)), 'dedicated_account')
}

function must<T>(record: T | null, noun: string): T {
  if (!record) throw refuseMissing(`${noun}_not_found`, `${noun.replaceAll('_', ' ')} not found`)
  return record
}

/** Keeps what is of the customer that a list is narrowed to, by number: a code is not taken here. */
export function isOfCustomer(params: Wire, customer: number): boolean {
  const asked = params['customer']
  return asked === undefined || asked === '' || String(customer) === String(asked)
}
