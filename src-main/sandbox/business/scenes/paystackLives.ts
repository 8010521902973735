import { addMonths } from '../../stripe/billing/cycle.ts'
import type { Customer, Stage } from '../stage.ts'
import { DAY, HOUR } from '../stage.ts'
import type { Life } from './subscriptionLives.ts'

/** A plan at Paystack and how it is billed: `estate-management.pro`, `month`. */
interface Terms {
  plan: string
  interval: 'month' | 'year'
}

/** A payment that the operator's server asked for, under a reference of its own making. */
export interface Pending {
  reference: string
  customer: Customer
  amount: number
}

/** Where a customer's own virtual account is. */
export interface Account {
  number: string
}

/** Who they are at Paystack: of first and last name, with a phone in the shape of a Nigerian one. */
export function joinPaystack(stage: Stage, at: number, known: { email?: string; name?: string } = {}): Customer {
  const identity = { ...stage.identity(), ...known }
  const phone = `+23470000${String(10_000 + stage.serial())}`
  const customer: Customer = { id: '', identity: { ...identity, phone }, joinedAt: at }
  const [first = identity.name, ...rest] = identity.name.split(' ')
  stage.at(at, () => {
    const made = stage.providers().paystack.act('customers.create', {
      ...{ email: identity.email, phone, first_name: first },
      ...(rest.length === 0 ? {} : { last_name: rest.join(' ') }),
    })
    customer.id = String(made['customer_code'])
  })
  return customer
}

/** Subscribed by card, so many periods ago and some days, and was charged ever since. */
export function subscribed(stage: Stage, terms: Terms, chargedDaysAgo: number, periods: number): Life {
  const turned = stage.now - chargedDaysAgo * DAY - stage.chance.between(`card/${stage.serial()}`, 30, 600) * 60
  const startedAt = addMonths(turned, -periods * (terms.interval === 'year' ? 12 : 1))
  const customer = joinPaystack(stage, startedAt - HOUR)
  subscribe(stage, customer, terms, startedAt)
  return { customer, plan: terms.plan, anchor: startedAt, until: null }
}

/** On a page of Paystack's: what is paid there with a plan's code begins a subscription. */
export function subscribe(stage: Stage, customer: Customer, { plan, interval }: Terms, at: number): void {
  stage.at(at, () => {
    const { paystack } = stage.providers()
    const { code, amount, currency } = stage.plan(`${plan}.${interval}`)
    const reference = toReference(stage, plan, at)
    paystack.act('transactions.initialize', { email: customer.identity.email, plan: code, amount, currency, reference })
    paystack.act('payments.pay', { channel: 'card' }, reference)
  })
}

/** Switched off at Paystack's own page: it runs to the end of what is paid. */
export function left(stage: Stage, life: Life, at: number): Life {
  stage.at(at, () => {
    const { paystack } = stage.providers()
    const code = findSubscription(stage, life.customer)
    if (code !== null) paystack.act('subscriptions.leave', {}, code)
  })
  return life
}

/** From then on its bank refuses each charge. */
export function refusing(stage: Stage, life: Life, at: number, answer: string): Life {
  stage.at(at, () => void stage.providers().paystack.act('customers.setBankAnswer', { answer }, life.customer.id))
  return life
}

/** The operator's server asks for a payment of a plan, once, under a reference such as `SUB-ENTERPRISE-<epoch><random>`. */
export function ask(stage: Stage, customer: Customer, { plan, interval }: Terms, at: number): Pending {
  const { amount, currency } = stage.plan(`${plan}.${interval}`)
  const [product = '', id = ''] = plan.split('.')
  const pending: Pending = { reference: toReference(stage, plan, at), customer, amount }
  stage.at(at, () => {
    const { reference } = pending
    stage.expect({
      ...{ customer: customer.id, provider: 'paystack', offer: { product, plan: id, interval }, amount, currency },
      ...{ ref: reference, reference, phone: null, key: reference },
    })
  })
  return pending
}

/** The payer is led to a page of Paystack's, and pays there or not. @param outcome as the stand-in names it; null where nobody paid */
export function checkOut(
  stage: Stage,
  { reference, customer, amount }: Pending,
  at: number,
  outcome: Record<string, unknown> | null,
): void {
  stage.at(at, () => {
    const { paystack } = stage.providers()
    paystack.act('transactions.initialize', { email: customer.identity.email, amount, currency: 'NGN', reference })
    if (outcome) paystack.act('payments.pay', outcome, reference)
  })
}

/** A virtual account of its own, into which it sends money from any bank. */
export function openAccount(stage: Stage, customer: Customer, at: number): Account {
  const account: Account = { number: '' }
  stage.at(at, () => {
    const made = stage.providers().paystack.act('accounts.create', { customer: customer.id, preferred_bank: 'test-bank' })
    account.number = String(made['account_number'])
  })
  return account
}

/** @param narration what the payer wrote; null where nothing */
export function transfer(stage: Stage, account: Account, at: number, amount: number, narration: string | null): void {
  stage.at(at, () => {
    const written = narration === null ? {} : { narration }
    stage.providers().paystack.act('transfers.arrive', { amount, ...written }, account.number)
  })
}

function toReference(stage: Stage, plan: string, at: number): string {
  const word = (plan.split('.')[1] ?? plan).toUpperCase()
  return `SUB-${word}-${at}${stage.chance.between(`reference/${at}/${stage.serial()}`, 1000, 9999)}`
}

function findSubscription(stage: Stage, { id }: Customer): string | null {
  const { subscriptions } = stage.providers().paystack.act('customers.fetch', {}, id) as {
    subscriptions: { subscription_code: string; status: string }[]
  }
  return subscriptions.find(({ status }) => status === 'active' || status === 'attention')?.subscription_code ?? null
}
