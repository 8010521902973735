import type { Records } from '../world/records.ts'

/** A text can be searched by a part of it, a token only as a whole; numbers are compared. */
export interface SearchField<R> {
  type: 'text' | 'token' | 'number' | 'flag'
  of(record: R): string | number | boolean | null
}

export type Searchable = 'customer' | 'subscription' | 'invoice' | 'payment_intent' | 'charge' | 'price' | 'product'

type Fields<R> = Readonly<Record<string, SearchField<R>>>

const CREATED = { type: 'number', of: ({ created }: { created: number }) => created } as const
const CURRENCY = { type: 'token', of: ({ currency }: { currency: string }) => currency } as const
const CUSTOMER = { type: 'token', of: ({ customer }: { customer: string | null }) => customer } as const
const STATUS = { type: 'token', of: ({ status }: { status: string }) => status } as const
const ACTIVE = { type: 'flag', of: ({ active }: { active: boolean }) => active } as const
const AMOUNT = { type: 'number', of: ({ amount }: { amount: number }) => amount } as const

/** What each kind of object can be searched by, besides its metadata. */
export const SEARCH_FIELDS: { readonly [K in Searchable]: Fields<Records[K]> } = {
  customer: {
    created: CREATED,
    email: { type: 'text', of: ({ email }) => email },
    name: { type: 'text', of: ({ name }) => name },
    phone: { type: 'text', of: ({ phone }) => phone },
  },
  subscription: { created: CREATED, status: STATUS, canceled_at: { type: 'number', of: ({ canceled_at }) => canceled_at } },
  invoice: {
    created: CREATED,
    currency: CURRENCY,
    customer: CUSTOMER,
    number: { type: 'token', of: ({ number }) => number },
    status: STATUS,
    subscription: { type: 'token', of: ({ own }) => own.subscription },
    total: { type: 'number', of: ({ total }) => total },
  },
  payment_intent: { amount: AMOUNT, created: CREATED, currency: CURRENCY, customer: CUSTOMER, status: STATUS },
  charge: {
    amount: AMOUNT,
    created: CREATED,
    currency: CURRENCY,
    customer: CUSTOMER,
    disputed: { type: 'flag', of: ({ disputed }) => disputed },
    refunded: { type: 'flag', of: ({ amount, amount_refunded }) => amount_refunded === amount },
    status: STATUS,
  },
  price: {
    active: ACTIVE,
    created: CREATED,
    currency: CURRENCY,
    lookup_key: { type: 'token', of: ({ lookup_key }) => lookup_key },
    product: { type: 'token', of: ({ product }) => product },
    type: { type: 'token', of: ({ recurring }) => (recurring ? 'recurring' : 'one_time') },
  },
  product: {
    active: ACTIVE,
    created: CREATED,
    description: { type: 'text', of: ({ description }) => description },
    name: { type: 'text', of: ({ name }) => name },
  },
}
