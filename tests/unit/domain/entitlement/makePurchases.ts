import type { BilledContents, InvoiceLine } from '../../../../src-main/domain/billing/billedObject.ts'
import type { BilledFact, BilledFactOf } from '../../../../src-main/domain/companyFacts.ts'
import type { RecordedFact } from '../../../../src-main/domain/recordedFact.ts'
import { at, makeInvoice, makeLine, toPriceRef } from './makeFacts.ts'

const HOURS = 'maintenance-hours'

/** A line of something bought once, which no subscription's item stands behind. */
export function makeOnceLine(ref: string, lookupKey: string, day: string, change: Partial<InvoiceLine> = {}): InvoiceLine {
  return makeLine(ref, lookupKey, day, day, { subscription: null, item: null, ...change })
}

/** An invoice of no subscription, paid in full. */
export function makeOnceInvoice(
  ref: string,
  day: string,
  lines: InvoiceLine[],
  change: Partial<Parameters<typeof makeInvoice>[1]> = {},
): BilledFactOf<'invoice'> {
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  return makeInvoice(ref, { start: day, end: day, lines, subscription: null, reason: 'other', amountDue: total, ...change })
}

export function makeCheckout(
  ref: string,
  day: string,
  payment: string | null,
  lookupKey: string | null,
  amount: number,
  change: Partial<BilledContents['checkout']> = {},
): BilledFact {
  const content: BilledContents['checkout'] = {
    mode: 'payment',
    status: 'complete',
    isPaid: true,
    payment,
    invoice: null,
    subscription: null,
    amount,
    currency: 'USD',
    plan: null,
    interval: null,
    lines: lookupKey === null ? [] : [{ price: toPriceRef(lookupKey), amount, quantity: 1 }],
    ...change,
  }
  return toFact('checkout', ref, day, content)
}

export function makeDispute(
  ref: string,
  payment: string,
  day: string,
  status: BilledContents['dispute']['status'],
  amount = 1,
): BilledFact {
  return toFact('dispute', ref, day, { payment, charge: null, status, amount, currency: 'USD', reason: null })
}

function toFact<Kind extends 'checkout' | 'dispute'>(kind: Kind, ref: string, day: string, content: BilledContents[Kind]): BilledFact {
  const instant = at(day)
  const times = { createdAt: instant, seenAt: instant, stateAt: instant }
  return { kind, provider: 'stripe', account: 'acct_1', ref, ...times, content, earlier: [] } as unknown as BilledFact
}

/** Hours that staff worked. */
export function makeWork(day: string, minutes: number, key = `work ${day}`): RecordedFact {
  return { company: 'co_1', product: HOURS, kind: 'hours', key, at: at(day), source: 'staff', content: { minutes, note: '' } }
}

export function makeGivenPack(key: string, day: string, minutes: number, expires: string): RecordedFact {
  return { company: 'co_1', product: HOURS, kind: 'pack', key, at: at(day), source: 'staff', content: { minutes, expiresAt: at(expires) } }
}
