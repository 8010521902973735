import { AppError } from '../../src-shared/model/appError.ts'
import type { Instant } from '../../src-shared/model/instant.ts'
import { toDecimalText } from '../../src-shared/model/money.ts'
import type { Payer } from './happenings.ts'
import type { PaystackSandbox } from './paystack/createPaystack.ts'

/** A payment that somebody was asked for and has not made. */
export interface PendingPayment {
  reference: string
  /** The provider's code of who was asked. */
  customer: string
  amount: number
  currency: string
}

interface Asked extends PendingPayment {
  at: Instant
}

interface WireTransfer {
  amount: number
  paid_at: string
  authorization: { narration?: string | null }
}

interface WireAccount {
  account_number: string
  bank: { name: string }
  active: boolean
}

const CURRENCY = 'NGN'
const DECLINED = 'Insufficient Funds'

/** Sends money into a company's own virtual account; one is opened for who has none. */
export function transferIn(paystack: PaystackSandbox, payer: Payer, amount: number, narration: string | null): string[] {
  const { number, said } = findAccount(paystack, payer)
  paystack.act('transfers.arrive', { amount, ...(narration === null ? {} : { narration }) }, number)
  return [...said, `${payer.name} sent ${toText(amount, CURRENCY)} into its account ${number}.`]
}

/** Pays what was asked for under a reference, by card. */
export function payPending(
  paystack: PaystackSandbox,
  payer: Payer,
  { reference, amount, currency }: PendingPayment,
  isDeclined: boolean,
): string[] {
  const { email } = paystack.act('customers.fetch', {}, payer.ref)
  // The operator's server leads the payer to a page only once that is wanted.
  if (paystack.countByReference(reference) === 0) {
    paystack.act('transactions.initialize', { email, amount, currency, reference })
  }
  paystack.act('payments.pay', isDeclined ? { outcome: 'failed', gateway_response: DECLINED } : { channel: 'card' }, reference)
  const what = `${toText(amount, currency)} for ${reference}`
  return [isDeclined ? `${payer.name} could not pay ${what}: ${DECLINED}.` : `${payer.name} paid ${what} by card.`]
}

/** Of what was asked for, what nobody has paid, in the order of asking. */
export function listPending(paystack: PaystackSandbox, asked: readonly Asked[]): PendingPayment[] {
  return asked
    .filter((each) => !isPaidByName(paystack, each.reference) && !isPaidByTransfer(paystack, each))
    .map(({ at: _at, ...pending }) => pending)
}

function isPaidByName(paystack: PaystackSandbox, reference: string): boolean {
  if (paystack.countByReference(reference) === 0) return false
  const { status } = paystack.act('transactions.verify', {}, reference)
  return status === 'success' || status === 'reversed'
}

/** A transfer has a reference of its own: it names what it is for, or is of that amount. */
function isPaidByTransfer(paystack: PaystackSandbox, { reference, customer, amount, at }: Asked): boolean {
  const { id } = paystack.act('customers.fetch', {}, customer)
  const ask = { customer: String(id), status: 'success', channel: 'dedicated_nuban' }
  const { data } = paystack.answer('transactions.list', ask, []).body as { data: WireTransfer[] }
  return data.some(({ amount: sent, paid_at: sentAt, authorization: { narration = null } }) =>
    narration === null ? sent === amount && Date.parse(sentAt) >= at : narration === reference,
  )
}

function findAccount(paystack: PaystackSandbox, { ref, name }: Payer): { number: string; said: string[] } {
  const { dedicated_accounts: accounts } = paystack.act('customers.fetch', {}, ref) as { dedicated_accounts: WireAccount[] }
  const own = accounts.find(({ active }) => active)
  if (own) return { number: own.account_number, said: [] }
  const made = paystack.act('accounts.create', { customer: ref, preferred_bank: 'test-bank' }) as unknown as WireAccount
  if (typeof made.account_number !== 'string') throw new Error('Broken promise: an account that was opened has a number')
  return { number: made.account_number, said: [`${name} has the virtual account ${made.account_number} now.`] }
}

/** The one that is meant: by its reference, or the oldest of the company where none is named. */
export function findPending(pending: readonly PendingPayment[], payer: Payer, reference: string | null): PendingPayment {
  const own = pending.filter(({ customer }) => customer === payer.ref)
  const found = reference === null ? own[0] : own.find((each) => each.reference === reference)
  if (found) return found
  if (own.length === 0)
    throw new AppError('usage', `${payer.name} is asked for nothing at Paystack. Nothing was changed.`, 'Let it make a transfer instead.')
  throw new AppError(
    'usage',
    `${payer.name} is not asked for "${reference}". Nothing was changed.`,
    `There are: ${own.map((each) => each.reference).join(', ')}.`,
  )
}

function toText(amount: number, currency: string): string {
  return `${toDecimalText({ amount, currency })} ${currency}`
}
