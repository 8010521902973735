import { startSubscription } from '../billing/subscriptions.ts'
import { addAuthorization, openTransaction, settle } from '../billing/transactions.ts'
import { renderFetched, renderListed, renderLog, renderVerified } from '../wire/renderTransaction.ts'
import { findAuthorization, get, type World } from '../world/createWorld.ts'
import { mustAmount, mustText, readMetadata, readText, readWhole, type Wire } from '../world/params.ts'
import type { TransactionRecord } from '../world/records.ts'
import { Refusal } from '../world/refusal.ts'
import { getPlan, getTransaction, isOfCustomer } from './findNamed.ts'
import { findOrAddCustomer } from './findOrAddCustomer.ts'
import { happen, type Operation, read, write } from './operation.ts'
import { readCurrency } from './readCurrency.ts'
import { toPage } from './toPage.ts'

export const TRANSACTIONS: Readonly<Record<string, Operation>> = {
  'transactions.initialize': write('POST /transaction/initialize', (world, params) => {
    const customer = findOrAddCustomer(world, params)
    const code = readText(params, 'plan')
    const plan = code === null ? null : getPlan(world, code)
    const transaction = openTransaction(world, {
      reference: readText(params, 'reference'),
      // A plan's amount counts, whatever was sent beside it.
      amount: plan?.amount ?? mustAmount(params),
      currency: plan?.currency ?? readCurrency(params),
      customer,
      channel: 'card',
      metadata: readMetadata(params),
      plan: plan?.id ?? null,
      invoiceLimit: readWhole(params, 'invoice_limit') ?? 0,
    })
    const { accessCode, reference } = transaction
    const data = { authorization_url: `https://checkout.paystack.com/${accessCode}`, access_code: accessCode, reference }
    return { message: 'Authorization URL created', data }
  }),
  'transactions.verify': read('GET /transaction/verify/:id', (world, _, reference) => {
    if (!world.references.has(reference)) throw new Refusal(400, 'transaction_not_found', 'Transaction reference not found.')
    return { message: 'Verification successful', data: renderVerified(world, getTransaction(world, reference)) }
  }),
  'transactions.list': read('GET /transaction', (world, params) => {
    const fitting = world.shelves.transaction.filter((each) => isAskedFor(each, params))
    const meta = (all: readonly TransactionRecord[]) => ({ total_volume: all.reduce((sum, { amount }) => sum + amount, 0) })
    return toPage(fitting, params, {
      message: 'Transactions retrieved',
      cursorEnd: null,
      render: (each) => renderListed(world, each),
      meta,
    })
  }),
  'transactions.fetch': read('GET /transaction/:id', (world, _, id) => {
    if (!/^\d+$/.test(id)) throw new Refusal(400, 'invalid_params', 'Transaction ID should be numeric')
    return { message: 'Transaction retrieved', data: renderFetched(world, getTransaction(world, id)) }
  }),
  'transactions.timeline': read('GET /transaction/timeline/:id', (world, _, name) => {
    return { message: 'Timeline retrieved', data: renderLog(getTransaction(world, name)) }
  }),
  'transactions.totals': read('GET /transaction/totals', (world, params) => {
    const paid = world.shelves.transaction.filter(({ status }) => status === 'success')
    return { message: 'Transaction totals', data: sumTotals(paid.filter((each) => isBetween(each, params))) }
  }),
  'transactions.chargeAuthorization': write('POST /transaction/charge_authorization', (world, params) => {
    const customer = findOrAddCustomer(world, params)
    const authorization = findAuthorization(world, mustText(params, 'authorization_code'), customer.id)
    if (authorization?.channel !== 'card') {
      throw new Refusal(400, 'invalid_authorization', 'The authorization code is invalid for this customer or cannot be charged')
    }
    const transaction = openTransaction(world, {
      reference: readText(params, 'reference'),
      amount: mustAmount(params),
      currency: readCurrency(params),
      customer,
      channel: 'card',
      metadata: readMetadata(params),
    })
    transaction.authorization = authorization.code
    const isPassed = authorization.answer === 'ok'
    settle(world, transaction, isPassed ? 'success' : 'failed', isPassed ? 'Approved' : authorization.answer)
    return { message: 'Charge attempted', data: renderVerified(world, transaction) }
  }),
  // Somebody pays what a page asks for: by card, USSD or a bank transfer, with success or not.
  'payments.pay': happen((world, params, reference) => {
    pay(world, getTransaction(world, reference), params)
    return { message: 'Paid', data: renderVerified(world, getTransaction(world, reference)) }
  }),
}

function pay(world: World, transaction: TransactionRecord, params: Wire): void {
  if (['success', 'reversed'].includes(transaction.status)) throw new Refusal(400, 'already_paid', 'This transaction is paid already')
  transaction.channel = readText(params, 'channel') ?? 'card'
  const outcome = readText(params, 'outcome') ?? 'success'
  if (outcome === 'abandoned' || outcome === 'ongoing' || outcome === 'pending' || outcome === 'processing') {
    transaction.status = outcome
    transaction.startedAt ??= world.now
    return
  }
  const customer = get(world, 'customer', transaction.customer)
  if (outcome !== 'success') {
    settle(world, transaction, 'failed', readText(params, 'gateway_response') ?? 'Declined')
    return
  }
  const authorization = addAuthorization(world, customer, transaction.channel)
  transaction.authorization = authorization.code
  // A debit in part, or fees that the payer bears.
  transaction.amount = readWhole(params, 'amount') ?? transaction.amount
  settle(world, transaction, 'success', readText(params, 'gateway_response') ?? 'Successful')
  if (transaction.plan === null) return
  const { plan, invoiceLimit } = transaction
  const start = { plan: get(world, 'plan', plan), customer: customer.id, authorization, startsAt: world.now, invoiceLimit }
  startSubscription(world, { ...start, paidBy: transaction })
}

function isAskedFor(transaction: TransactionRecord, params: Wire): boolean {
  const [status, channel, amount, number] = ['status', 'channel', 'amount', 'virtual_account_number'].map((name) => readText(params, name))
  return (
    (status == null || transaction.status === status) &&
    (channel == null || transaction.channel === channel) &&
    (amount == null || String(transaction.amount) === amount) &&
    (number == null || transaction.transfer?.receiverNumber === number) &&
    isOfCustomer(params, transaction.customer)
  )
}

function isBetween({ createdAt }: TransactionRecord, params: Wire): boolean {
  const [from, to] = [readText(params, 'from'), readText(params, 'to')]
  return (from === null || createdAt >= Date.parse(from)) && (to === null || createdAt <= Date.parse(to))
}

function sumTotals(transactions: readonly TransactionRecord[]): Wire {
  const sums = new Map<string, number>()
  for (const { currency, amount } of transactions) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  const byCurrency = [...sums].map(([currency, amount]) => ({ currency, amount }))
  return {
    total_transactions: transactions.length,
    // Across currencies, as Paystack adds them.
    total_volume: byCurrency.reduce((sum, { amount }) => sum + amount, 0),
    total_volume_by_currency: byCurrency,
    pending_transfers: 0,
    pending_transfers_by_currency: byCurrency.map(({ currency }) => ({ currency, amount: 0 })),
  }
}
