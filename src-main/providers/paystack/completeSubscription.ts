import type { AskPaystack } from './createPaystackClient.ts'
import { RefusedRequest } from './failures.ts'
import { toInvoiceStatus } from './mapInvoice.ts'
import { PAGE, readOne } from './readPage.ts'
import { isRecord, readId, readPart, readText, type Wire } from './readWire.ts'

/**
 * Brings in what a list leaves out of a subscription: the invoices before its newest.
 *
 * One request for each that was charged more than once, or is not paid, and none for the others. Were it not asked, the mirror would begin with the invoice
 * of the day of the first listing: periods of before, and whether they were paid, would be unknown.
 */
export async function completeListed(ask: AskPaystack, row: Wire): Promise<Wire> {
  const code = row['subscription_code']
  if (typeof code !== 'string' || !isMissingHistory(row)) return row
  const whole = await orNull(async () => readOne((await ask('/subscription/:id', [code])).body))
  return whole ? merge(row, whole) : row
}

/** Brings in what asking for one subscription leaves out, and its list tells: when it starts, and of how many it is. */
export async function completeFetched(ask: AskPaystack, whole: Wire): Promise<Wire> {
  const customer = readId(readPart(whole, 'customer') ?? {}, 'id')
  if (whole['start'] !== undefined || customer === null) return whole
  const code = readText(whole, 'subscription_code')
  const answer = await orNull(() => ask('/subscription', [], { customer, perPage: PAGE, page: 1 }))
  const rows: unknown = answer?.body['data']
  const row = Array.isArray(rows) ? rows.filter(isRecord).find((each) => each['subscription_code'] === code) : undefined
  return row ? merge(row, whole) : whole
}

/** Whether there are invoices that it does not come with: the newest is known, and the one before where that was not paid. */
function isMissingHistory(row: Wire): boolean {
  if (Array.isArray(row['invoices_history']) || Array.isArray(row['invoices'])) return false
  const count = row['payments_count']
  const newest = row['most_recent_invoice']
  if (count === 0 && newest === null) return false
  return count !== 1 || !isRecord(newest) || toInvoiceStatus(newest) !== 'paid'
}

/** What the list knows stays where asking for one says nothing of it. The plan's code is on one or the other. */
function merge(row: Wire, whole: Wire): Wire {
  const told = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null && value !== undefined))
  const part = (name: string) => ({ ...readPart(row, name), ...readPart(whole, name) })
  return { ...row, ...told, plan: part('plan'), customer: part('customer') }
}

/** What is not there, or may not be read, leaves the object as it is. */
async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof RefusedRequest && (error.isMissing || error.status === 403)) return null
    throw error
  }
}
