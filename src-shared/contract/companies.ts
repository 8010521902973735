import { USE_LEVELS } from '../model/useLevel.ts'
import { entitlementStatus } from './entitlements.ts'
import { command, query } from './kinds.ts'
import { asOf, companyName, instant, limit, linkReason, nameInProduct, page, productName, provider } from './primitives.ts'
import { z } from './zod.ts'

const link = z.strictObject({
  provider,
  ref: z.string(),
  /** When the provider said that it deleted its customer; null while it has it. */
  deletedAt: instant.nullable(),
})

const companyFields = {
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** When the first of its provider customers was created. */
  since: instant.nullable(),
  /** When the last of its provider customers was deleted; null while one lives. */
  endedAt: instant.nullable(),
  links: z.array(link),
  /** One for each product that it belongs to. */
  subscriptions: z.array(
    z.strictObject({
      product: z.string(),
      /** What it is entitled to; null for nothing. */
      plan: z.string().nullable(),
      subscribedPlan: z.string().nullable(),
      status: entitlementStatus,
      /** When what holds ends, or is renewed. */
      until: instant.nullable(),
    }),
  ),
  /** Of all its limits the one that it is nearest to; null where it has none, or nobody told. */
  worst: z.strictObject({ product: z.string(), metric: z.string(), used: z.int(), limit: z.int(), level: z.enum(USE_LEVELS) }).nullable(),
  /** What is left of its hours, in minutes; null for a company without hours. */
  hours: z.strictObject({ product: z.string(), available: limit }).nullable(),
  /** What it brings in a month, in the minor unit of each currency. */
  mrr: z.array(z.strictObject({ currency: z.string(), amount: z.int() })),
}

const companyRow = z.strictObject(companyFields)
export type CompanyRow = z.infer<typeof companyRow>

const company = z.strictObject({
  ...companyFields,
  customers: z.array(
    z.strictObject({
      provider,
      ref: z.string(),
      account: z.string(),
      name: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      createdAt: instant,
      deletedAt: instant.nullable(),
      /** The provider's clock when it gave the state that the mirror holds. */
      fetchedAt: instant,
    }),
  ),
  /** What it writes as the account that it pays for, where it is asked to pay by M-Pesa. */
  code: z.string(),
  /** What else staff said to be its: phones that it pays from, accounts that it writes. */
  phones: z.array(z.string()),
  references: z.array(z.string()),
  /** Bank accounts that are its alone: what is paid into one is paid by it. */
  accounts: z.array(
    z.strictObject({ provider, number: z.string(), name: z.string(), bank: z.string(), currency: z.string(), isActive: z.boolean() }),
  ),
  timeline: z.array(z.strictObject({ at: instant, kind: z.string(), source: z.string(), ref: z.string() })),
})
export type Company = z.infer<typeof company>

/** Two companies that may be one. */
const linkProposal = z.strictObject({
  company: z.string(),
  companyName: z.string(),
  other: z.string(),
  otherName: z.string(),
  /** Why, each in a sentence. */
  reasons: z.array(z.string()),
})
export type LinkProposal = z.infer<typeof linkProposal>

const customerName = { provider, ref: z.string().min(1).max(500) }

const companySort = z.enum(['name', 'since'])
export type CompanySort = z.infer<typeof companySort>

const companyFilter = {
  /** Names, e-mails, phones and provider ids; words are prefixes. */
  search: z.string().max(10_000).default(''),
  /** Of companies that belong to this product; with `plan` or `status`, by what they are entitled to there. */
  product: productName.nullable().default(null),
  plan: nameInProduct.nullable().default(null),
  status: entitlementStatus.nullable().default(null),
  at: asOf,
}

export const companies = {
  /** While searching, the best match comes first and `sort` is not looked at. */
  list: query(
    z.strictObject({
      ...companyFilter,
      sort: companySort.default('name'),
      isDescending: z.boolean().default(false),
      ...page,
    }),
    z.strictObject({ items: z.array(companyRow), next: z.string().nullable() }),
  ),
  /** How many match; `isAtLeast` where counting stopped early. */
  count: query(z.strictObject(companyFilter), z.strictObject({ total: z.int(), isAtLeast: z.boolean() })),
  /** By our id, a provider's id, or an e-mail that names exactly one. */
  get: query(z.strictObject({ company: companyName }), company),
  /** Who may be the same company under another provider, with the reason; of one company, or of the first of all. */
  proposals: query(
    z.strictObject({ company: companyName.nullable().default(null), limit: z.int().min(1).max(200).default(50) }),
    z.strictObject({ items: z.array(linkProposal) }),
  ),
  /** Makes one company of two: all customers of the first are the second's. */
  merge: command(z.strictObject({ company: companyName, into: companyName, reason: linkReason }), company),
  /** Says whose a provider's customer is; null makes it a company of its own again. Gives the company that it is now. */
  link: command(z.strictObject({ ...customerName, company: companyName.nullable(), reason: linkReason }), company),
  /** Says that a phone, or what is written as the account, is a company's; null takes it back. */
  claim: command(
    z.strictObject({
      kind: z.enum(['phone', 'reference']),
      value: z.string().trim().min(1).max(60),
      company: companyName.nullable(),
      reason: linkReason,
    }),
    z.strictObject({ value: z.string(), company: z.string().nullable() }),
  ),
}
