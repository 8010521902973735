/** What belongs to a company, in the words of the stand-in: everything else is shared by all. */
export const CROWD_KINDS = [
  'customer',
  'subscription',
  'subscription_schedule',
  'invoice',
  'invoiceitem',
  'invoice_payment',
  'payment_intent',
  'setup_intent',
  'charge',
  'refund',
  'dispute',
  'checkout.session',
  'payment_method',
] as const

export type CrowdKind = (typeof CROWD_KINDS)[number]

const GROUPS: Readonly<Record<string, CrowdKind>> = {
  customers: 'customer',
  subscriptions: 'subscription',
  schedules: 'subscription_schedule',
  invoices: 'invoice',
  invoiceItems: 'invoiceitem',
  invoicePayments: 'invoice_payment',
  paymentIntents: 'payment_intent',
  setupIntents: 'setup_intent',
  charges: 'charge',
  refunds: 'refund',
  disputes: 'dispute',
  sessions: 'checkout.session',
  paymentMethods: 'payment_method',
}

/** The operation that gives one object of a kind. */
export const RETRIEVALS: Readonly<Record<CrowdKind, string>> = Object.fromEntries(
  Object.entries(GROUPS).map(([group, kind]) => [kind, `${group}.retrieve`]),
) as Record<CrowdKind, string>

const NAMED = /^(\w+)\.(list|retrieve)$/

/** What an operation's name asks for; null where it is no list of all, and no single object, of a company's things. */
export function findAsked(name: string): { kind: CrowdKind; isList: boolean } | null {
  const [, group = '', verb] = NAMED.exec(name) ?? []
  const kind = Object.hasOwn(GROUPS, group) ? GROUPS[group] : undefined
  return kind ? { kind, isList: verb === 'list' } : null
}

/** The operation that lists a kind. */
export function toListName(kind: CrowdKind): string {
  return RETRIEVALS[kind].replace('.retrieve', '.list')
}
