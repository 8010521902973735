import type { Instant } from '../../../src-shared/model/instant.ts'
import type { PaymentContent, PaymentVia } from '../../domain/billing/billedObject.ts'
import { parseNairobiTime } from '../../domain/mpesa/nairobiTime.ts'
import { parseShillings } from '../../domain/mpesa/parseShillings.ts'
import { splitParty } from '../../domain/mpesa/splitParty.ts'
import { toChannel } from '../../domain/mpesa/toChannel.ts'
import { toPayerPhone } from '../../domain/mpesa/toPayerPhone.ts'
import { getText, isRecord, readText, type Wire } from './readWire.ts'
import { UnreadableAnswer } from './unreadableAnswer.ts'

export interface ReadPayment {
  ref: string
  createdAt: Instant
  content: PaymentContent
}

const RECEIPT = /^[A-Za-z0-9]{6,30}$/

/**
 * Reads a payment from what is kept of it: a row of a pull, a row of a statement, or both.
 *
 * Where both tell, the pull is believed, so that a statement that is imported after it changes nothing; it fills what the pull leaves open.
 */
export function readPayment(kept: Wire): ReadPayment {
  const { pull, statement } = kept
  if (!isRecord(pull)) return isRecord(statement) ? readStatementPayment(statement) : refuse('it is neither a pulled nor a stated payment')
  const pulled = readPulledPayment(pull)
  if (!isRecord(statement)) return pulled
  const stated = readStatementPayment(statement)
  if (stated.ref !== pulled.ref) refuse('it is two payments')
  return { ...pulled, content: fill(pulled.content, stated.content) }
}

function readPulledPayment(row: Wire): ReadPayment {
  const ref = readReceipt(row, 'transactionId')
  const at = readTime(row, 'trxDate')
  const phone = readText(row, 'msisdn')
  const channel = readText(row, 'transactiontype')
  return toPayment(ref, at, readAmount(row, 'amount'), {
    channel: channel && toChannel(channel),
    reference: readText(row, 'billreference'),
    payerName: readText(row, 'sender'),
    payerPhone: phone && toPayerPhone(phone),
    description: null,
  })
}

function readStatementPayment(row: Wire): ReadPayment {
  const ref = readReceipt(row, 'Receipt No.')
  const at = readTime(row, 'Completion Time')
  const party = splitParty(readText(row, 'Other Party Info') ?? '')
  const channel = readText(row, 'Reason Type')
  return toPayment(ref, at, readAmount(row, 'Paid In'), {
    channel: channel && toChannel(channel),
    reference: readText(row, 'A/C No.'),
    payerName: party.name,
    payerPhone: party.phone,
    description: readText(row, 'Details'),
  })
}

type Told = Pick<PaymentVia, 'channel' | 'reference' | 'payerName' | 'payerPhone'> & Pick<PaymentContent, 'description'>

function toPayment(ref: string, at: Instant, amount: number, { description, ...told }: Told): ReadPayment {
  return {
    ref,
    createdAt: at,
    content: {
      status: 'succeeded',
      amount,
      amountReceived: amount,
      currency: 'KES',
      succeededAt: at,
      failedAt: null,
      failure: null,
      plan: null,
      interval: null,
      description,
      via: { id: null, receipt: ref, account: null, ...told },
    },
  }
}

function fill(pulled: PaymentContent, stated: PaymentContent): PaymentContent {
  const { via, ...rest } = pulled
  const description = pulled.description ?? stated.description
  if (!via || !stated.via) return { ...pulled, description }
  const { channel, reference, payerName, payerPhone } = stated.via
  return {
    ...rest,
    description,
    via: {
      ...via,
      channel: via.channel ?? channel,
      reference: via.reference ?? reference,
      payerName: via.payerName ?? payerName,
      payerPhone: via.payerPhone ?? payerPhone,
    },
  }
}

/** M-Pesa's receipt, the one name that a payment has everywhere. */
export function readReceipt(row: Wire, name: string): string {
  const receipt = getText(row, name)
  if (!RECEIPT.test(receipt)) throw new UnreadableAnswer(`its ${name} is no receipt`)
  return receipt.toUpperCase()
}

export function readTime(row: Wire, name: string): Instant {
  const at = parseNairobiTime(getText(row, name))
  if (at === null) throw new UnreadableAnswer(`its ${name} is no time`)
  return at
}

/** In cents. */
function readAmount(row: Wire, name: string): number {
  const amount = parseShillings(getText(row, name))
  if (amount === null || amount <= 0) throw new UnreadableAnswer(`its ${name} is no amount of money`)
  return amount
}

function refuse(why: string): never {
  throw new UnreadableAnswer(why)
}
