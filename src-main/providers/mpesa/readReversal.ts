import type { Instant } from '../../../src-shared/model/instant.ts'
import type { RefundContent } from '../../domain/billing/billedObject.ts'
import { parseShillings } from '../../domain/mpesa/parseShillings.ts'
import { readReceipt, readTime } from './readPayment.ts'
import { isRecord, readText, type Wire } from './readWire.ts'
import { UnreadableAnswer } from './unreadableAnswer.ts'

export interface ReadReversal {
  ref: string
  partOf: string
  createdAt: Instant
  content: RefundContent
}

/** Reads money that went back to its payer from a row of a statement: nothing else tells of it. */
export function readReversal({ statement }: Wire): ReadReversal {
  if (!isRecord(statement)) throw new UnreadableAnswer('it is no row of a statement')
  const payment = readReceipt(statement, 'Linked Transaction ID')
  const amount = Math.abs(parseShillings(readText(statement, 'Withdrawn')) ?? 0)
  if (amount === 0) throw new UnreadableAnswer('its Withdrawn is no amount of money')
  return {
    ref: readReceipt(statement, 'Receipt No.'),
    partOf: payment,
    createdAt: readTime(statement, 'Completion Time'),
    content: { payment, charge: null, status: 'succeeded', amount, currency: 'KES', reason: readText(statement, 'Details') },
  }
}
