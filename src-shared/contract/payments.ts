import { PRICE_INTERVALS } from '../model/catalog.ts'
import { PAYMENT_STATUSES } from '../model/paymentStatus.ts'
import { command, query } from './kinds.ts'
import { asOf, companyName, instant, linkReason, page, productName, provider, recordKey } from './primitives.ts'
import { z } from './zod.ts'

const paymentStatus = z.enum(PAYMENT_STATUSES)

const paymentItem = z.strictObject({
  provider,
  /** The invoice, else the payment. */
  ref: z.string(),
  /** Our id; null where nobody can say whose it is. */
  company: z.string().nullable(),
  companyName: z.string().nullable(),
  product: z.string().nullable(),
  /** The plan, or the pack. */
  plan: z.string().nullable(),
  /** In the currency's minor unit. */
  amount: z.int(),
  currency: z.string(),
  status: paymentStatus,
  at: instant,
  seenAt: instant,
  /** Why it failed, or matches nothing. */
  reason: z.string().nullable(),
})
export type PaymentItem = z.infer<typeof paymentItem>

/** What a payment was for. */
const offer = z.strictObject({
  product: productName,
  /** The plan, or the pack. */
  plan: z.string().min(1).max(200),
  interval: z.enum(PRICE_INTERVALS),
})
export type PaymentOffer = z.infer<typeof offer>

const paymentName = { provider, ref: z.string().min(1).max(500) }

const candidate = z.strictObject({
  /** Our id; null where nobody is known and only what it was for is proposed. */
  company: z.string().nullable(),
  companyName: z.string().nullable(),
  /** Why, each in a sentence; the strongest first. */
  reasons: z.array(z.string()),
  /** What it may have been for; null where nothing says. */
  offer: offer.nullable(),
})
export type PaymentCandidate = z.infer<typeof candidate>

/** A payment that names no company or nothing to buy, with what the payer said. */
const unmatchedPayment = z.strictObject({
  payment: paymentItem,
  channel: z.string().nullable(),
  /** What the payer wrote as the account. */
  reference: z.string().nullable(),
  payerName: z.string().nullable(),
  payerPhone: z.string().nullable(),
  /** What staff said of it before; null where nothing holds. */
  assigned: z.strictObject({ company: z.string(), offer: offer.nullable(), at: instant, reason: z.string() }).nullable(),
  /** Where it is, or was, expected under this name: since when, until when, and by which account and phone. Null: nobody said so. */
  expected: z
    .strictObject({
      at: instant,
      withdrawnAt: instant.nullable(),
      /** What the payer was told to write as the account. */
      reference: z.string().nullable(),
      phone: z.string().nullable(),
    })
    .nullable(),
  candidates: z.array(candidate),
})
export type UnmatchedPayment = z.infer<typeof unmatchedPayment>

/** A payment that somebody is asked for outside of Tierdesk: what arrives as it is for this. */
const expectedFields = {
  key: z.string(),
  company: z.string(),
  provider,
  ref: z.string().nullable(),
  reference: z.string().nullable(),
  offer,
  amount: z.int(),
  currency: z.string(),
  phone: z.string().nullable(),
  at: instant,
}
const expectedPayment = z.strictObject(expectedFields)
export type ExpectedPaymentItem = z.infer<typeof expectedPayment>

/** One that is expected no more, from then on. */
const withdrawnPayment = z.strictObject({ ...expectedFields, withdrawnAt: instant, reason: z.string() })
export type WithdrawnPayment = z.infer<typeof withdrawnPayment>

const statementReport = z.strictObject({
  /** Of how many lines of payments it consists, and what would become, or became, of them. */
  payments: z.int(),
  added: z.int(),
  known: z.int(),
  /** Reversals of payments that it names. */
  reversals: z.int(),
  /** Lines that are no customer's payment: charges, withdrawals, transfers. */
  others: z.int(),
  /** What could not be read, by the line's number in the file. */
  rejected: z.array(z.strictObject({ line: z.int(), reason: z.string() })),
  /** What it covers; null where the file does not say. */
  from: instant.nullable(),
  until: instant.nullable(),
  /** What it adds, the first hundred of it. */
  preview: z.array(
    z.strictObject({
      ref: z.string(),
      at: instant,
      amount: z.int(),
      currency: z.string(),
      payer: z.string().nullable(),
      reference: z.string().nullable(),
    }),
  ),
})
export type StatementReport = z.infer<typeof statementReport>

/** Files of this much are statements of a year; what is larger is not read. */
export const LARGEST_FILE = 12_000_000

const paymentFilter = {
  company: companyName.nullable().default(null),
  product: productName.nullable().default(null),
  status: paymentStatus.nullable().default(null),
  provider: provider.nullable().default(null),
  at: asOf,
}

export const payments = {
  /** All providers in one list, newest first. */
  list: query(z.strictObject({ ...paymentFilter, ...page }), z.strictObject({ items: z.array(paymentItem), next: z.string().nullable() })),
  count: query(z.strictObject(paymentFilter), z.strictObject({ total: z.int() })),
  /** One payment with who could have made it, and why. */
  candidates: query(z.strictObject(paymentName), unmatchedPayment),
  /** Says whose a payment is, and what it was for; null where the payment itself says. A later word takes the place of an earlier one. */
  assign: command(
    z.strictObject({ ...paymentName, company: companyName, offer: offer.nullable().default(null), reason: linkReason }),
    unmatchedPayment,
  ),
  /** Takes back what staff said of a payment. */
  unassign: command(z.strictObject({ ...paymentName, reason: linkReason }), unmatchedPayment),
  /** Says that a payment is asked for. Amount and currency are the price's where they are left out. */
  expect: command(
    z.strictObject({
      company: companyName,
      provider,
      offer,
      amount: z.int().positive().nullable().default(null),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .nullable()
        .default(null),
      /** The provider's own name of it: a Paystack reference, the id of an M-Pesa push. */
      ref: z.string().trim().min(1).max(200).nullable().default(null),
      /** What the payer writes as the account. */
      reference: z.string().trim().min(1).max(60).nullable().default(null),
      phone: z.string().trim().min(1).max(40).nullable().default(null),
      at: instant.nullable().default(null),
      key: recordKey,
    }),
    expectedPayment,
  ),
  /** Says that a payment is expected no more: what is paid from now on is not for it. `ref` is as the list shows it. */
  withdraw: command(z.strictObject({ ...paymentName, reason: linkReason }), withdrawnPayment),
  /** Reads a statement of the organisation's portal: CSV, or XLSX as base64. A preview changes nothing. */
  importStatement: command(
    z.strictObject({
      provider: z.literal('mpesa'),
      content: z.string().max(LARGEST_FILE),
      format: z.enum(['csv', 'xlsx']),
      isPreview: z.boolean().default(false),
    }),
    statementReport,
  ),
}
